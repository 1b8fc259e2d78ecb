import type { Database, Tx } from "../database/database.prisma.js";
import type { BuildingCode, PersonId } from "../shared/ids.js";
import { type Consequence, personalConsequences } from "./consequence.js";
import type { ConsequenceEntry, ConsequenceWrite } from "./consequence-entry.js";
import type { ConsequenceStore } from "./consequence-store.js";

/** What follows from stars, on PostgreSQL or PGlite: those rows of `incentive` that a change of star led to. */
export function createConsequenceStore({ prisma }: Pick<Database, "prisma">): ConsequenceStore {
  const find = async (where: string, ...values: readonly unknown[]): Promise<readonly ConsequenceEntry[]> =>
    (await prisma.$queryRawUnsafe<EntryRow[]>(`${selectEntries} AND ${where} ORDER BY granted_at, id`, ...values)).map(
      entryOfRow,
    );
  return {
    findOpen: (code) => find("building_code = $1::bpchar AND ended_at IS NULL AND done_at IS NULL", code),
    findAsked: (areas, doneSince) =>
      find(
        `building_code LIKE ANY($1::text[]) AND ended_at IS NULL AND (done_at IS NULL OR done_at >= $2)
         AND kind = ANY($3::text[])`,
        areas.map((area) => `${area}%`),
        doneSince,
        [...personalConsequences],
      ),
  };
}

interface EntryRow {
  readonly id: string;
  readonly building_code: BuildingCode;
  readonly change_id: string;
  readonly kind: Consequence;
  readonly granted_at: Date;
  readonly ended_at: Date | null;
  readonly done_at: Date | null;
  readonly done_by: PersonId | null;
}

const selectEntries = `SELECT id::text, building_code, change_id::text, kind, granted_at, ended_at, done_at, done_by::text
  FROM incentive WHERE change_id IS NOT NULL`;

const entryOfRow = (row: EntryRow): ConsequenceEntry => ({
  id: row.id,
  buildingCode: row.building_code,
  changeId: row.change_id,
  kind: row.kind,
  grantedAt: row.granted_at,
  ...(row.ended_at ? { endedAt: row.ended_at } : {}),
  ...(row.done_at ? { doneAt: row.done_at } : {}),
  ...(row.done_by ? { doneBy: row.done_by } : {}),
});

/** Writes them in order. What a change led to already, is over or done stays as it is. */
export async function writeConsequences(tx: Tx, writes: readonly ConsequenceWrite[]): Promise<void> {
  for (const write of writes) await writeOne(tx, write);
}

async function writeOne(tx: Tx, write: ConsequenceWrite): Promise<void> {
  switch (write.kind) {
    case "granted": {
      const { id, buildingCode, kind, changeId, grantedAt } = write.entry;
      await tx.incentive.createMany({ data: [{ id, buildingCode, kind, changeId, grantedAt }], skipDuplicates: true });
      return;
    }
    case "ended":
      await tx.incentive.updateMany({
        where: { id: write.id, endedAt: null, doneAt: null },
        data: { endedAt: write.at },
      });
      return;
    case "done": {
      const { id, by: doneBy, at: doneAt, messageId: doneMessageId, isWaived } = write;
      await tx.incentive.updateMany({
        where: { id, endedAt: null, doneAt: null },
        data: { doneAt, doneBy, doneMessageId, isWaived },
      });
    }
  }
}
