import type { Prisma } from "../../src/database/client/client.js";

/** A row of the hazard table, for tests of stores that only need it to be there. */
export const buildHazardRow = (
  over: Pick<Prisma.HazardUncheckedCreateInput, "id" | "buildingCode" | "openedAt">,
): Prisma.HazardUncheckedCreateInput => ({
  number: "1126-1",
  openedOn: over.openedAt,
  communityCode: over.buildingCode.slice(0, 12),
  code: "E01",
  severity: "major",
  state: "notified",
  origin: "tenant",
  place: {},
  summary: "",
  channel: "sandbox",
  account: "louxin-sandbox",
  chat: "g1",
  reporterId: over.id,
  rulesVersion: "test",
  version: 1,
  ...over,
});
