import fc from "fast-check";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { figureNames } from "../../src/blocks/block-figures.js";
import { createBlockStore } from "../../src/blocks/block-store.prisma.js";
import type { BlockStore, StoredBlock } from "../../src/blocks/block-store.js";
import { pointWidth } from "../../src/blocks/map-layout.js";
import type { Database } from "../../src/database/database.prisma.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { countNaively } from "./naive-figures.js";
import { type DistrictEvent, events, happen } from "./random-events.js";

const kinds = ["urban-village", "estate"];
const start = new Date("2026-11-01T09:00:00+08:00");
const withBuildings = (blocks: readonly StoredBlock[]): readonly StoredBlock[] =>
  blocks.filter(({ figures }) => figures[0] !== 0).toSorted((a, b) => (a.grid < b.grid ? -1 : 1));
const withoutTime = (blocks: readonly StoredBlock[]): readonly StoredBlock[] =>
  withBuildings(blocks).map((block) => ({ ...block, pointsAt: start }));

const named = (figures: readonly number[]) => Object.fromEntries(figureNames.map((name, at) => [name, figures[at]]));
/** Without the kind, which plain counting leaves out. */
const rowsOf = (points: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: points.length / pointWidth }, (_, row) =>
    points.slice(row * pointWidth, (row + 1) * pointWidth - 1),
  );

describeOnEachDatabase("block figures", (open) => {
  let database: Database;
  let store: BlockStore;
  let now = start;
  beforeAll(async () => {
    database = await open();
    store = createBlockStore(database, kinds);
  });
  beforeEach(async () => {
    now = start;
    await emptyDatabase(database);
  });

  const run = async (all: readonly DistrictEvent[]): Promise<void> => {
    for (const one of all) await step(one);
  };
  const step = async (one: DistrictEvent): Promise<void> => {
    if (one.kind === "wait") now = new Date(now.getTime() + one.hours * 3_600_000);
    else if (one.kind === "refresh") await store.refresh(now);
    else await happen(database, one, now);
  };
  const expectNaive = async (): Promise<void> => {
    const found = new Map(
      withBuildings(await store.loadChanged(undefined)).map(({ grid, figures, points }) => [
        grid,
        { figures: named(figures), points: rowsOf(points) },
      ]),
    );
    expect(found).toEqual(await countNaively(database, now));
  };
  const build = (place: number): DistrictEvent => ({ kind: "build", place, lat: 22.5, units: 4 });
  const report: DistrictEvent = { kind: "report", n: 0, severity: "major", origin: "tenant", dueInHours: 2 };

  it("are after any events what counting all anew and plain counting give", async () => {
    await fc.assert(
      fc.asyncProperty(events, async (all) => {
        now = start;
        await emptyDatabase(database);
        for (const one of all) {
          await step(one);
          if (one.kind === "refresh") await expectNaive();
        }
        const kept = withoutTime(await store.loadChanged(undefined));
        await store.rebuild(now);
        expect(withoutTime(await store.loadChanged(undefined))).toEqual(kept);
      }),
      { numRuns: database.engine === "pglite" ? 10 : 4 },
    );
  }, 240_000);

  it("are counted again only where something changed", async () => {
    await run([build(0), build(1), build(2)]);
    const first = await store.refresh(now);
    expect(await store.loadChanged(undefined)).toHaveLength(3);
    expect(await store.refresh(now)).toEqual(first);
    await run([report]);
    const second = await store.refresh(now);
    expect(second).toEqual({ epoch: first.epoch, version: first.version + 1 });
    expect((await store.loadChanged(first)).map(({ grid }) => grid)).toEqual(["44030601800301"]);
    expect(await store.loadChanged(second)).toEqual([]);
  });

  it("change by time alone when a deadline passes and when 30 days are over", async () => {
    await run([build(0), report]);
    const first = await store.refresh(now);
    const figure = async (name: (typeof figureNames)[number]) =>
      (await store.loadChanged(undefined))[0]?.figures[figureNames.indexOf(name)];
    expect(await figure("overdue")).toBe(0);
    await run([{ kind: "wait", hours: 1 }]);
    expect(await store.refresh(now)).toEqual(first);
    await run([{ kind: "wait", hours: 1 }, { kind: "refresh" }]);
    expect(await figure("overdue")).toBe(1);
    expect(await figure("opened30")).toBe(1);
    await run([
      { kind: "close", n: 0, state: "closed", fixedHoursAgo: null },
      { kind: "wait", hours: 30 * 24 - 2 },
    ]);
    await store.refresh(now);
    expect([await figure("opened30"), await figure("closed30")]).toEqual([0, 1]);
    await run([{ kind: "wait", hours: 2 }, { kind: "refresh" }]);
    expect(await figure("closed30")).toBe(0);
  });

  it("keep their version where a count finds nothing new, and the time of the points where only figures changed", async () => {
    await run([build(0), report]);
    const first = await store.refresh(now);
    const [before] = await store.loadChanged(undefined);
    await database.prisma.blockChange.create({ data: { grid: "44030601800301" } });
    await run([{ kind: "wait", hours: 1 }]);
    await store.refresh(now);
    expect(await store.loadChanged(first)).toEqual([]);
    await run([{ kind: "arrive", n: 0, role: "tenant", isVerified: true, who: 1 }]);
    await store.refresh(now);
    const [after] = await store.loadChanged(first);
    expect(after?.pointsAt).toEqual(before?.pointsAt);
    expect(after?.points).toEqual([1, 11_386_123, 2_250_000, 0, 1, 2, 0, 0]);
  });

  it("are all told anew after everything was deleted or counted anew", async () => {
    await run([build(0), build(1)]);
    const first = await store.refresh(now);
    await store.rebuild(now);
    expect(await store.loadChanged(first)).toHaveLength(2);
    await emptyDatabase(database);
    await run([build(1)]);
    const later = await store.refresh(now);
    expect(later.epoch).not.toBe(first.epoch);
    expect(withBuildings(await store.loadChanged(first)).map(({ grid }) => grid)).toEqual(["44030601800302"]);
  });

  it("are counted anew by a program that knows other kinds of buildings", async () => {
    await run([build(0)]);
    await store.refresh(now);
    const other = createBlockStore(database, ["estate"]);
    await other.refresh(now);
    expect((await other.loadChanged(undefined))[0]?.points.at(-1)).toBe(1);
  });

  it("miss nothing that is written while they are counted", async () => {
    await run([build(0), build(1), build(2)]);
    const more = Array.from({ length: 30 }, (_, n): DistrictEvent => ({ ...report, n }));
    await Promise.all([
      run(more),
      ...Array.from({ length: 10 }, async () => {
        await store.refresh(now);
      }),
    ]);
    await store.refresh(now);
    const figures = (await store.loadChanged(undefined)).map(
      (block) => block.figures[figureNames.indexOf("openMajor")],
    );
    expect(figures.reduce<number>((sum, one) => sum + (one ?? 0), 0)).toBe(30);
  });
});
