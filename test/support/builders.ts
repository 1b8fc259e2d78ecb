import type { Hazard, HazardOpening } from "../../src/hazards/hazard.js";
import type { BuildingCode, HazardId, PersonId } from "../../src/shared/ids.js";

/** A building code of the sample village's grid. */
export const codeOf = (serial: number): BuildingCode =>
  `44030601800305${String(serial).padStart(5, "0")}` as BuildingCode;

/** What a case is opened with: an e-bike in the stairwell of building 3. */
export const buildOpening = (over: Partial<HazardOpening> = {}): HazardOpening => ({
  openedOn: "2026-11-26",
  communityCode: "440306018003",
  buildingCode: codeOf(3),
  code: "E01",
  severity: "major",
  origin: "tenant",
  place: { floor: 2, spot: "楼梯口" },
  summary: "3栋2楼楼梯口又停了两台电鸡",
  ref: { channel: "sandbox", account: "louxin-sandbox", chat: "g1" },
  reporterId: "00000000-0000-7000-8000-000000000001" as PersonId,
  rulesVersion: "test",
  ...over,
});

/** A case that waits for its fix since nine in the morning, due at one. */
export const buildHazard = (over: Partial<Hazard> = {}): Hazard => ({
  ...buildOpening(),
  id: "00000000-0000-7000-8000-0000000000aa" as HazardId,
  number: "1126-1",
  state: "notified",
  openedAt: new Date("2026-11-26T09:00:00+08:00"),
  dueAt: new Date("2026-11-26T13:00:00+08:00"),
  marks: {},
  version: 2,
  ...over,
});
