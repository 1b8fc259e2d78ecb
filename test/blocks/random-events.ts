import fc from "fast-check";
import type { Database } from "../../src/database/database.prisma.js";
import { newId } from "../../src/shared/ids.js";
import { buildHazardRow } from "../support/hazard-row.js";

/** What can happen to three grids with five places for buildings each; `n` says which row of those that there are. */
export type DistrictEvent =
  | { readonly kind: "build"; readonly place: number; readonly lat: number | null; readonly units: number | null }
  | { readonly kind: "move" | "demolish" | "let" | "unlet" | "leave" | "reopen"; readonly n: number }
  | {
      readonly kind: "arrive";
      readonly n: number;
      readonly role: string;
      readonly isVerified: boolean;
      readonly who: number;
    }
  | {
      readonly kind: "report";
      readonly n: number;
      readonly severity: string;
      readonly origin: string;
      readonly dueInHours: number | null;
    }
  | { readonly kind: "close"; readonly n: number; readonly state: string; readonly fixedHoursAgo: number | null }
  | { readonly kind: "star"; readonly n: number; readonly star: number | null; readonly stage: string }
  | { readonly kind: "wait"; readonly hours: number }
  | { readonly kind: "refresh" };

const n = fc.nat({ max: 50 });
const event: fc.Arbitrary<DistrictEvent> = fc.oneof(
  fc.record({
    kind: fc.constant("build" as const),
    place: fc.integer({ min: 0, max: 14 }),
    lat: fc.option(fc.constantFrom(22.574561, 22.6)),
    units: fc.option(fc.constantFrom(3, 20)),
  }),
  fc.record({ kind: fc.constantFrom("move", "demolish", "let", "unlet", "leave", "reopen"), n }),
  fc.record({
    kind: fc.constant("arrive" as const),
    n,
    role: fc.constantFrom("tenant", "landlord", "head", "sublandlord", "grid_worker"),
    isVerified: fc.boolean(),
    who: fc.nat({ max: 3 }),
  }),
  fc.record({
    kind: fc.constant("report" as const),
    n,
    severity: fc.constantFrom("minor", "major", "critical", "emergency"),
    origin: fc.constantFrom("tenant", "self", "inspection"),
    dueInHours: fc.option(fc.constantFrom(2, 50, 24 * 40)),
  }),
  fc.record({
    kind: fc.constant("close" as const),
    n,
    state: fc.constantFrom("closed", "false-alarm", "duplicate", "awaiting-recheck"),
    fixedHoursAgo: fc.option(fc.constantFrom(1, 30)),
  }),
  fc.record({
    kind: fc.constant("star" as const),
    n,
    star: fc.option(fc.integer({ min: 1, max: 5 })),
    stage: fc.constantFrom("effective", "proposed", "dropped"),
  }),
  fc.record({ kind: fc.constant("wait" as const), hours: fc.constantFrom(1, 49, 24 * 15, 24 * 31) }),
);

/** Some of them, after a few buildings were built; what changed is counted after about every second one. */
export const events = fc
  .array(fc.tuple(event, fc.boolean()), { minLength: 10, maxLength: 40 })
  .map((later): readonly DistrictEvent[] => [
    ...[0, 1, 5, 10].map((place) => ({ kind: "build" as const, place, lat: 22.5, units: 4 })),
    ...later.flatMap(([one, isCounted]) => (isCounted ? [one, { kind: "refresh" as const }] : [one])),
    { kind: "refresh" },
  ]);

const gridOf = (place: number): string => `440306018003${String((place % 3) + 1).padStart(2, "0")}`;
const hours = (from: Date, count: number): Date => new Date(from.getTime() + count * 3_600_000);
const personId = (who: number): string => `00000000-0000-7000-8000-00000000000${who}`;

/** Lets it happen; where there is no such row nothing does. */
export async function happen({ prisma }: Database, what: DistrictEvent, now: Date): Promise<void> {
  if (what.kind === "wait" || what.kind === "refresh") return;
  if (what.kind === "build") {
    const { place, lat, units } = what;
    const [grid, serial] = [gridOf(place), String(place + 1).padStart(5, "0")];
    const names = { name: `${serial}栋`, estate: "", address: "", community: "麻布社区", street: "西乡街道", grid };
    await prisma.building.createMany({
      data: [{ code: `${grid}${serial}`, ...names, lat, lon: lat === null ? null : 113.861234, unitCount: units }],
      skipDuplicates: true,
    });
    return;
  }
  const building = pick(await prisma.building.findMany({ orderBy: { code: "asc" } }), what.n);
  if (!building) return;
  const buildingCode = building.code;
  switch (what.kind) {
    case "move":
      await prisma.building.update({
        where: { code: buildingCode },
        data: { lat: 22.7, lon: 113.9, kind: "dormitory", community: "固戍社区" },
      });
      return;
    case "demolish":
      await demolish(prisma, buildingCode);
      return;
    case "let": {
      const code = `${buildingCode}${String((await prisma.unit.count()) + 1000 + what.n).padStart(6, "0")}`;
      await prisma.unit.createMany({ data: [{ code, buildingCode, room: code }], skipDuplicates: true });
      return;
    }
    case "unlet":
      await prisma.unit.deleteMany({ where: { buildingCode } });
      return;
    case "arrive":
      await prisma.person.createMany({ data: [{ id: personId(what.who), name: "某人" }], skipDuplicates: true });
      await prisma.role.create({
        data: {
          id: newId(),
          personId: personId(what.who),
          kind: what.role,
          buildingCode,
          verifiedAt: what.isVerified ? now : null,
        },
      });
      return;
    case "leave":
      await prisma.role.updateMany({ where: { buildingCode }, data: { endedAt: now } });
      return;
    case "report": {
      const dueAt = what.dueInHours === null ? null : hours(now, what.dueInHours);
      const row = buildHazardRow({ id: newId(), buildingCode, openedAt: now });
      await prisma.hazard.create({ data: { ...row, severity: what.severity, origin: what.origin, dueAt } });
      return;
    }
    case "close":
    case "reopen":
      await changeCase(prisma, what, now);
      return;
    case "star":
      await changeStar(prisma, { ...what, buildingCode }, now);
  }
}

/** A change is proposed first and takes effect later. */
async function changeStar(
  prisma: Database["prisma"],
  what: Extract<DistrictEvent, { readonly kind: "star" }> & { readonly buildingCode: string },
  now: Date,
): Promise<void> {
  const [id, kind] = [newId(), what.star === null ? "withdrawn" : "up"];
  await prisma.starChange.create({
    data: {
      id,
      buildingCode: what.buildingCode,
      kind,
      toStar: what.star,
      stage: "proposed",
      items: [],
      proposedAt: now,
    },
  });
  const effectiveAt = what.stage === "effective" ? now : null;
  await prisma.starChange.update({ where: { id }, data: { stage: what.stage, effectiveAt } });
}

const pick = <Row>(rows: readonly Row[], which: number): Row | undefined => rows[which % Math.max(1, rows.length)];

async function changeCase(
  prisma: Database["prisma"],
  what: Extract<DistrictEvent, { readonly kind: "close" }> | { readonly kind: string; readonly n: number },
  now: Date,
): Promise<void> {
  const hazard = pick(await prisma.hazard.findMany({ orderBy: { id: "asc" }, include: { events: true } }), what.n);
  if (!hazard) return;
  const { id } = hazard;
  const add = async (kind: string, at: Date): Promise<void> => {
    const seq = (await prisma.hazardEvent.count({ where: { hazardId: id } })) + 1;
    await prisma.hazardEvent.create({ data: { hazardId: id, seq, kind, at, data: {} } });
  };
  if (!("state" in what)) {
    await add("reopened", now);
    await prisma.hazard.update({ where: { id }, data: { state: "rectifying", closedAt: null } });
    return;
  }
  if (what.fixedHoursAgo !== null) await add("fixed", hours(now, -what.fixedHoursAgo));
  const closedAt = what.state === "awaiting-recheck" ? null : now;
  await prisma.hazard.update({ where: { id }, data: { state: what.state, closedAt } });
}

/** As an import that is taken back: with all that hangs on it. */
async function demolish(prisma: Database["prisma"], buildingCode: string): Promise<void> {
  const theirs = { where: { buildingCode } };
  await prisma.hazardEvent.deleteMany({ where: { hazard: { buildingCode } } });
  await prisma.hazard.deleteMany(theirs);
  await prisma.starChange.deleteMany(theirs);
  await prisma.role.deleteMany(theirs);
  await prisma.unit.deleteMany(theirs);
  await prisma.building.delete({ where: { code: buildingCode } });
}
