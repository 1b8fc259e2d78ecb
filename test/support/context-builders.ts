import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { parseRetentionRules } from "../../src/archive/retention.js";
import type { Building } from "../../src/buildings/building.js";
import type { BuildingContacts } from "../../src/buildings/directory.js";
import { defaultGroupPolicy, type Group } from "../../src/buildings/group.js";
import type { Person, Role } from "../../src/buildings/person.js";
import { directChat } from "../../src/channels/channel.js";
import type { MessageContext } from "../../src/conversation/context.js";
import { parseMannerRules } from "../../src/conversation/manner-rules.js";
import { parseEmergencyRules } from "../../src/emergencies/emergency-rules.js";
import { parsePhotoRules } from "../../src/hazards/photo-rules.js";
import { parseSlaRules } from "../../src/hazards/sla.js";
import { parseTaxonomy } from "../../src/hazards/taxonomy.js";
import type { BuildingCode, PersonId } from "../../src/shared/ids.js";
import { loadStarRules } from "../../src/stars/star-rules.js";
import type { Reading } from "../../src/understanding/reading.js";
import { codeOf } from "./builders.js";
import { buildAccepted } from "./message-builders.js";

const yaml = (name: string): unknown => parse(readFileSync(`templates/rules/${name}.yaml`, "utf8"));

/** The rule files as they ship. */
const shippedRules: MessageContext["rules"] = {
  taxonomy: parseTaxonomy(yaml("hazards")),
  sla: parseSlaRules(yaml("sla")),
  stars: loadStarRules("templates/rules/stars.yaml"),
  photos: parsePhotoRules(yaml("photos")),
  manners: parseMannerRules(yaml("manners")),
  emergencies: parseEmergencyRules(yaml("emergencies")),
  retention: parseRetentionRules(yaml("retention")),
};

/** Building n of the sample village. */
export const buildBuilding = (serial: number): Building => ({
  code: codeOf(serial),
  name: `${serial}栋`,
  estate: "华侨新村",
  aliases: [],
  address: `广东省深圳市宝安区西乡街道麻布社区华侨新村${serial}栋`,
  community: "麻布社区",
  street: "西乡街道",
  grid: "44030601800305",
});

/** A person whom the bot can reach. */
const buildPerson = (name: string, ...roles: readonly Role[]): Person => ({
  id: name as PersonId,
  name,
  roles,
  direct: { channel: "sandbox", account: "louxin-sandbox", chat: directChat(name) },
});

/** A verified role at building 3. */
const roleAt3 = (kind: Role["kind"]): Role => ({ kind, buildingCode: codeOf(3), isVerified: true });

/** The people of building 3. */
export const people = {
  tenant: buildPerson("阿珍", roleAt3("tenant")),
  landlord: buildPerson("兰姐", roleAt3("landlord")),
  worker: buildPerson("覃工", { kind: "grid_worker", area: "44030601800305", isVerified: true }),
  community: buildPerson("麻布社区", { kind: "community", area: "440306018003", isVerified: true }),
} as const;

const contacts: BuildingContacts = {
  landlords: [people.landlord],
  heads: [],
  sublandlords: [],
  gridWorkers: [people.worker],
  community: [people.community],
  street: [],
};

const group: Group = {
  ref: { channel: "sandbox", account: "louxin-sandbox", chat: "g1" },
  name: "华侨新村1-5栋群",
  grid: "44030601800305",
  buildingCodes: [1, 2, 3, 4, 5].map(codeOf),
  policy: defaultGroupPolicy,
};

/** A reading of plain chatter. */
export const buildReading = (over: Partial<Reading> = {}): Reading => ({
  intent: "chatter",
  zone: "silent",
  confidence: 0.9,
  hazards: [],
  places: [],
  reasons: ["测试"],
  ...over,
});

/** The reading of 3栋2楼楼梯口又停了两台电鸡. */
export const buildReport = (over: Partial<Reading> = {}): Reading =>
  buildReading({
    intent: "report",
    zone: "speak",
    hazards: [{ code: "E01", severity: "major", phrase: "停了两台电鸡" }],
    places: [{ building: "3栋", floor: 2, spot: "楼梯口" }],
    ...over,
  });

/** A tenant's line in the group at nine in the morning, nothing open. */
export function buildContext(over: Partial<MessageContext> = {}): MessageContext {
  const candidates = [1, 2, 3, 4, 5].map(buildBuilding);
  return {
    message: buildAccepted({ text: "3栋2楼楼梯口又停了两台电鸡" }),
    now: new Date("2026-11-26T09:00:00+08:00"),
    isQuietHour: false,
    sender: people.tenant,
    group,
    reading: buildReading(),
    candidates,
    cases: [],
    buildings: new Map(candidates.map((building) => [building.code, building])),
    contacts: new Map<BuildingCode, BuildingContacts>([[codeOf(3), contacts]]),
    people: new Map(Object.values(people).map((person) => [person.id, person])),
    stars: new Map(),
    areaGroups: [group],
    undoable: [],
    closedAlike: [],
    rules: shippedRules,
    ...over,
  };
}
