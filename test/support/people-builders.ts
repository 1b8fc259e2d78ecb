import type { MessageContext } from "../../src/conversation/context.js";
import type { Changes } from "../../src/conversation/changes.js";
import { decide } from "../../src/conversation/decide.js";
import type { ClaimMatter, KnownClaim, RoleMatter, SaidBuilding } from "../../src/conversation/role-matter.js";
import { loadTemplates } from "../../src/message-templates/templates.js";
import type { Claim, ClaimId } from "../../src/people/claim.js";
import { readClaim } from "../../src/people/said-claim.js";
import type { PersonId } from "../../src/shared/ids.js";
import type { BuildingContacts } from "../../src/buildings/directory.js";
import type { Person, Role } from "../../src/buildings/person.js";
import { directChat } from "../../src/channels/channel.js";
import { codeOf } from "./builders.js";
import { buildBuilding, buildContext, people } from "./context-builders.js";
import { buildAccepted } from "./message-builders.js";

/** A person whom the bot can reach. */
export const buildPerson = (name: string, ...roles: readonly Role[]): Person => ({
  id: name as PersonId,
  name,
  roles,
  direct: { channel: "sandbox", account: "louxin-sandbox", chat: directChat(name) },
});

/** Somebody of whom nothing is known. */
export const stranger = buildPerson("阿强");

const contacts: BuildingContacts = {
  landlords: [people.landlord],
  heads: [],
  sublandlords: [],
  gridWorkers: [people.worker],
  community: [people.community],
  street: [],
};

/** Building 3 as somebody named it. */
export const atBuilding3 = (over: Partial<BuildingContacts> = {}): Extract<SaidBuilding, { readonly kind: "one" }> => ({
  kind: "one",
  building: buildBuilding(3),
  contacts: { ...contacts, ...over },
});

/** A claim of the stranger to be the landlord of building 3, put to the grid worker. */
export const buildClaim = (over: Partial<Claim> = {}): Claim =>
  ({
    id: "c1" as ClaimId,
    personId: stranger.id,
    wish: "role",
    role: "landlord",
    buildingCode: codeOf(3),
    claimedAt: new Date("2026-11-26T08:50:00+08:00"),
    askedId: people.worker.id,
    askedAt: new Date("2026-11-26T08:55:00+08:00"),
    askedTimes: 1,
    ...over,
  }) as Claim;

/** The claim with its writer. */
export const buildKnown = (over: Partial<Claim> = {}, options: readonly Person[] = []): KnownClaim => ({
  claim: buildClaim(over),
  person: stranger,
  building: buildBuilding(3),
  options,
});

/** What a line in private about who somebody is brings about. */
export function decideRole(
  text: string,
  roleMatter: RoleMatter | undefined,
  over: Partial<MessageContext> = {},
): Changes {
  const ref = { channel: "sandbox", account: "louxin-sandbox", chat: "direct:p1" };
  return decide(
    buildContext({
      message: buildAccepted({ isGroup: false, ref, text, senderName: over.sender?.name ?? stranger.name }),
      sender: stranger,
      ...(roleMatter ? { roleMatter } : {}),
      ...over,
    }),
  );
}

/** What a person says of themselves, at building 3. */
export function claimMatter(text: string, over: Partial<ClaimMatter> = {}): ClaimMatter {
  const claim = readClaim(text);
  if (!claim) throw new Error(`${text} is no claim`);
  const room = /栋(\d{3})/u.exec(claim.place)?.[1];
  return {
    kind: "claim",
    claim,
    at: { ...atBuilding3(), ...(room === undefined ? {} : { room }) },
    waiting: [],
    unlinked: [],
    ...over,
  };
}

const templates = loadTemplates("templates/messages");

/** The lines as they go out, each after the chat that it goes to. Throws where a template does not fit its variables. */
export const spoken = (changes: Changes): readonly string[] =>
  changes.lines.map(
    (line) =>
      `${line.ref.chat}: ${templates.render(line.template, line.variables as Readonly<Record<string, string>>)}`,
  );
