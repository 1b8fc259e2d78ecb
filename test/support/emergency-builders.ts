import type { EmergencyCall } from "../../src/emergencies/emergency-call.js";
import { parseEmergencyRules } from "../../src/emergencies/emergency-rules.js";
import type { HazardId, PersonId } from "../../src/shared/ids.js";
import { readYaml } from "../../src/shared/read-yaml.js";
import { codeOf } from "./builders.js";
import { people } from "./context-builders.js";

/** The rule file as it ships. */
export const shippedEmergencies = readYaml("templates/rules/emergencies.yaml", parseEmergencyRules);

/** A fire in building 3 to which the grid worker was called at nine. */
export const buildCall = (over: Partial<EmergencyCall> = {}): EmergencyCall => ({
  key: "00000000-0000-7000-8000-0000000000ee",
  code: "X01",
  ref: { channel: "sandbox", account: "louxin-sandbox", chat: "g1" },
  hazardId: "00000000-0000-7000-8000-0000000000ee" as HazardId,
  buildingCode: codeOf(3),
  area: "44030601800305",
  writerId: "writer" as PersonId,
  said: "3栋着火了",
  startedAt: new Date("2026-11-26T09:00:00+08:00"),
  calls: [{ round: 1, level: "grid_worker", at: "2026-11-26T01:00:00.000Z", to: [people.worker.id] }],
  ...over,
});
