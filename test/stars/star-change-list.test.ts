import { beforeAll, expect, it } from "vitest";
import type { Database, Tx } from "../../src/database/database.prisma.js";
import { newId, type PersonId } from "../../src/shared/ids.js";
import { createStarChangeList } from "../../src/stars/star-change-list.prisma.js";
import type { ChangesWanted, StarChangeList } from "../../src/stars/star-change-list.js";
import type { StarChange } from "../../src/stars/star-change.js";
import { loadStarStatistics } from "../../src/stars/star-statistics.prisma.js";
import { createStarStore } from "../../src/stars/star-store.prisma.js";
import type { StarStore } from "../../src/stars/star-store.js";
import { codeOf } from "../support/builders.js";
import { describeOnEachDatabase } from "../support/database.js";
import { buildChange } from "./star-builders.js";
import { insertBuilding } from "./star-rows.js";

const at = (text: string): Date => new Date(`${text}+08:00`);
const effective = (serial: number, kind: StarChange["kind"], day: string): StarChange =>
  buildChange({
    id: newId(),
    buildingCode: codeOf(serial),
    kind,
    stage: "effective",
    proposedAt: at("2026-01-01T09:00:00"),
    effectiveAt: at(`${day}T10:00:00`),
    plateNumber: `plate-${serial}`,
  });

/** In the order in which they moved last. */
const stored = [
  effective(3, "first", "2026-02-01"),
  effective(4, "up", "2026-02-01"),
  effective(3, "down", "2026-03-01"),
  buildChange({
    id: newId(),
    stage: "notified",
    steps: [{ kind: "notified", at: at("2026-11-27T00:00:00") }],
    noticeAt: at("2026-11-27T00:00:00"),
    hearingUntil: at("2026-12-04T00:00:00"),
  }),
];

describeOnEachDatabase("the list of star changes", (open) => {
  let database: Database;
  let list: StarChangeList;
  beforeAll(async () => {
    database = await open();
    list = createStarChangeList(database);
    for (const serial of [3, 4]) await insertBuilding(database, serial);
    const store: StarStore<Tx> = createStarStore(database);
    for (const change of stored) await store.transaction((tx) => store.insertChange(tx, change));
    await store.transaction((tx) =>
      store.saveAppeal(tx, {
        id: newId(),
        changeId: stored[3]?.id ?? "",
        ordinal: 1,
        personId: newId<PersonId>(),
        text: "已经换过了",
        state: "filed",
        level: "community",
        filedAt: at("2026-11-28T10:00:00"),
        answerBy: at("2026-12-09T00:00:00"),
      }),
    );
  });

  const find = async (wanted: Partial<ChangesWanted> = {}) => {
    const page = await list.findChanges({ limit: 10, ...wanted });
    if (!page.ok) throw new Error(page.refusal);
    return page.value;
  };
  /** The positions in `stored`. */
  const found = async (wanted: Partial<ChangesWanted>): Promise<readonly number[]> =>
    (await find(wanted)).changes.map(({ change }) => stored.findIndex(({ id }) => id === change.id));

  it("gives each with its building, its objections and when it moved, the newest first", async () => {
    const { changes, nextCursor } = await find();
    expect(nextCursor).toBeUndefined();
    expect(changes[0]).toEqual({
      change: { ...stored[3], hasPendingAppeal: true },
      at: at("2026-11-27T00:00:00"),
      building: {
        code: codeOf(3),
        name: "3栋",
        estate: "华侨新村",
        address: "华侨新村3栋",
        street: "西乡街道",
        community: "麻布社区",
        grid: codeOf(3).slice(0, 14),
      },
      objections: [
        { state: "filed", level: "community", filedAt: at("2026-11-28T10:00:00"), answerBy: at("2026-12-09T00:00:00") },
      ],
    });
    expect(changes.slice(1)).toMatchObject([
      { at: at("2026-03-01T10:00:00"), change: { plateNumber: "plate-3" }, objections: [] },
      { at: at("2026-02-01T10:00:00") },
      { at: at("2026-02-01T10:00:00") },
    ]);
  });

  it("gives pages without gap or repetition, also where several moved at once", async () => {
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await find({ limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.changes.map(({ change }) => stored.findIndex(({ id }) => id === change.id)));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual([3, 2, 1, 0]);
  });

  it.each([
    [{ from: "2026-02-01", to: "2026-02-01" }, [1, 0]],
    [{ from: "2026-02-02", to: "2026-03-01" }, [2]],
    [{ to: "2026-01-31" }, []],
    [{ kind: "down" }, [3, 2]],
    [{ kind: "down", stage: "effective" }, [2]],
    [{ building: codeOf(4) }, [1]],
    [{ area: "440306018" }, [3, 2, 1, 0]],
    [{ area: codeOf(3).slice(0, 14), kind: "up" }, [1]],
    [{ area: "440306019" }, []],
  ] as const)("narrows to %j", async (wanted, expected) => {
    expect(await found(wanted)).toEqual(expected);
  });

  it("has as many as the statistics count", async () => {
    const days = { from: "2026-02-01", to: "2026-03-01" };
    const counted = await loadStarStatistics(database, { ...days, area: "440306018" });
    expect(counted).toMatchObject({ ...days, up: 1, down: 1, first: 1, areas: [{ community: "麻布社区" }] });
    expect(await found({ ...days, stage: "effective" })).toHaveLength(3);
    expect(await loadStarStatistics(database, { ...days, area: "440306019" })).toMatchObject({ up: 0, areas: [] });
  });

  it.each(["", "x", Buffer.from("[1,2]").toString("base64url"), "A".repeat(300)])(
    "refuses the cursor %j",
    async (cursor) => {
      expect(await list.findChanges({ limit: 1, cursor })).toEqual({ ok: false, refusal: "bad-cursor" });
    },
  );
});
