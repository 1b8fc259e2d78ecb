import type { Database, Tx } from "../database/database.prisma.js";
import type { MediaId, PersonId } from "../shared/ids.js";
import type { Appeal, AppealCounts, AppealProof, FoundAppeal } from "./appeal.js";
import type { ReviewLevel } from "./star-change.js";
import { changeOfRow, selectChanges, type StarChangeRow } from "./star-change-rows.prisma.js";
import type { StarStore } from "./star-store.js";

type Prisma = Database["prisma"];

interface AppealRow {
  readonly id: string;
  readonly changeId: string;
  readonly ordinal: number;
  readonly personId: string;
  readonly text: string;
  readonly state: string;
  readonly level: string;
  readonly filedAt: Date;
  readonly answerBy: Date;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly result: string | null;
  readonly proofs: readonly { readonly mediaId: string }[];
}

const appealOfRow = (row: AppealRow): Appeal => ({
  id: row.id,
  changeId: row.changeId,
  ordinal: row.ordinal,
  personId: row.personId as PersonId,
  text: row.text,
  state: row.state as Appeal["state"],
  level: row.level as ReviewLevel,
  filedAt: row.filedAt,
  answerBy: row.answerBy,
  ...(row.decidedAt ? { decidedAt: row.decidedAt } : {}),
  ...(row.decidedBy === null ? {} : { decidedBy: row.decidedBy as PersonId }),
  ...(row.result === null ? {} : { result: row.result }),
});

const withProofs = { proofs: { select: { mediaId: true }, orderBy: { addedAt: "asc" } } } as const;

/** Objections on PostgreSQL or PGlite. */
export const createAppealRows = (
  prisma: Prisma,
): Pick<StarStore<Tx>, "findAppeal" | "findFiledAppeals" | "countAppeals"> => ({
  async findAppeal(id) {
    const row = await prisma.appeal.findUnique({ where: { id }, include: withProofs });
    return row ? (await withChanges(prisma, [row]))[0] : undefined;
  },
  async findFiledAppeals(areas) {
    const rows = await prisma.appeal.findMany({
      where: {
        state: "filed",
        OR: areas.map((area) => ({ change: { buildingCode: { startsWith: area } } })),
      },
      orderBy: [{ filedAt: "asc" }, { id: "asc" }],
      include: withProofs,
    });
    return withChanges(prisma, rows);
  },
  countAppeals: (changeIds) => countAppeals(prisma, changeIds),
});

async function withChanges(prisma: Prisma, rows: readonly AppealRow[]): Promise<readonly FoundAppeal[]> {
  if (rows.length === 0) return [];
  const found = await prisma.$queryRawUnsafe<StarChangeRow[]>(
    `${selectChanges} WHERE c.id = ANY($1::uuid[])`,
    rows.map(({ changeId }) => changeId),
  );
  const changes = new Map(found.map((row) => [row.id, changeOfRow(row)]));
  return rows.flatMap((row) => {
    const change = changes.get(row.changeId);
    const proofs = row.proofs.map(({ mediaId }) => mediaId as MediaId);
    return change ? [{ appeal: appealOfRow(row), change, proofs }] : [];
  });
}

async function countAppeals(prisma: Prisma, changeIds: readonly string[]): Promise<ReadonlyMap<string, AppealCounts>> {
  const rows = await prisma.$queryRaw<{ id: string; of_change: number; of_building: number }[]>`
    SELECT c.id::text, (SELECT count(*)::int FROM appeal a WHERE a.change_id = c.id) AS of_change,
      (SELECT count(*)::int FROM appeal a JOIN star_change o ON o.id = a.change_id
        WHERE o.building_code = c.building_code) AS of_building
    FROM star_change c WHERE c.id = ANY(${[...changeIds]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, { ofChange: row.of_change, ofBuilding: row.of_building }]));
}

/** Inserts an objection, or writes what became of it. */
export async function saveAppeal(tx: Tx, appeal: Appeal): Promise<void> {
  const { id, decidedAt = null, decidedBy = null, result = null, state, ...filed } = appeal;
  const decided = { state, decidedAt, decidedBy, result };
  await tx.appeal.upsert({ where: { id }, create: { id, ...filed, ...decided }, update: decided });
}

/** Files pictures with objections. */
export async function saveAppealProofs(tx: Tx, proofs: readonly AppealProof[]): Promise<void> {
  if (proofs.length === 0) return;
  await tx.appealProof.createMany({
    data: proofs.map(({ appealId, mediaId, at }) => ({ appealId, mediaId, addedAt: at })),
    skipDuplicates: true,
  });
}
