import { completenessOf, overallShare } from "../buildings/building-file.js";
import { type Ask, loadFiles } from "../buildings/file-rows.prisma.js";
import type { FileRules } from "../buildings/file-rules.js";
import type { OpenedDatabase, SqlSession } from "../database/database.prisma.js";
import type { BuildingCode } from "../shared/ids.js";
import { err, ok, type Result } from "../shared/result.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { applyChanges, changeTableSql, takeTurn } from "./apply-changes.prisma.js";
import type { BatchId } from "./import-batch.js";

/** Why an import stays, and for `built-upon` on which buildings something stands since. */
export type UndoRefusal =
  | { readonly reason: "unknown-batch" | "undone-already" }
  | { readonly reason: "built-upon"; readonly buildings: readonly string[] };

/** How many files were restored, and how many buildings went that the import had added. */
export interface UndoCounts {
  readonly restored: number;
  readonly removed: number;
}

/**
 * Takes an import back: every fact is again what it was before, by acts that the log keeps beside those of the import.
 * Refused, and nothing changed, where a later act or anything else stands on it.
 */
export function undoBatch(
  database: OpenedDatabase,
  { id, now }: { readonly id: BatchId; readonly now: Date },
  rules: FileRules,
): Promise<Result<UndoCounts, UndoRefusal>> {
  return database.scriptTransaction(async (session) => {
    await takeTurn(session);
    const [batch] = await session.query("SELECT undone_at FROM import_batch WHERE id = $1::uuid FOR UPDATE", [id]);
    if (!batch) return err({ reason: "unknown-batch" });
    if (batch["undone_at"] !== null) return err({ reason: "undone-already" });
    await gatherReverse(session, id);
    const buildings = await builtUpon(session, id);
    if (buildings.length > 0) return err({ reason: "built-upon", buildings });
    const counts = await removeAdded(session);
    await applyChanges(session, { id, at: now, source: "撤回导入" });
    await session.query("UPDATE import_batch SET undone_at = $2::timestamptz WHERE id = $1::uuid", [
      id,
      now.toISOString(),
    ]);
    await storeCompleteness(session, rules, shanghaiDay(now));
    return ok(counts);
  });
}

/** `import_undo` has the buildings that the import added; a building has its name from its first act on. */
async function gatherReverse(session: SqlSession, id: BatchId): Promise<void> {
  await session.script(changeTableSql);
  await session.query(
    `INSERT INTO import_change (code, is_new, before, after)
     SELECT building_code, false, after, before FROM building_fact_event WHERE batch_id = $1::uuid`,
    [id],
  );
  await session.script(`CREATE TEMP TABLE import_undo ON COMMIT DROP AS
    SELECT code, coalesce(after->'basic.name' = 'null', false) AS is_added FROM import_change; ANALYZE import_change`);
}

/** What would hang in the air without the building; facts, aliases and figures go with it. */
const dependants = [
  "role",
  "hazard",
  "star_rating",
  "star_change",
  "unit",
  "group_scope",
  "message_building",
  "roster_entry",
  "patrol",
];

const builtUponSql = `
  SELECT DISTINCT e.building_code AS code FROM building_fact_event e JOIN building_fact_event later
    ON later.building_code = e.building_code AND later.seq > e.seq AND later.batch_id IS DISTINCT FROM e.batch_id
  JOIN import_undo u ON u.code = e.building_code
  WHERE e.batch_id = $1::uuid
    AND (u.is_added OR later.after ?| ARRAY(SELECT jsonb_object_keys(e.after)))
    AND NOT EXISTS (SELECT FROM import_batch b WHERE b.id = later.batch_id AND b.undone_at IS NOT NULL)
  UNION SELECT e.building_code FROM building_fact_event e
  JOIN building_fact noted ON noted.building_code = e.building_code AND noted.recorded_at >= e.at
  WHERE e.batch_id = $1::uuid
    AND noted.key IN (SELECT split_part(changed.key, '.', 2) FROM jsonb_object_keys(e.after) AS changed(key))
  ${dependants
    .map(
      (table) => `UNION SELECT u.code FROM import_undo u WHERE u.is_added
        AND EXISTS (SELECT FROM ${table} d WHERE d.building_code = u.code)`,
    )
    .join(" ")}
  ORDER BY code`;

const builtUpon = async (session: SqlSession, id: BatchId): Promise<readonly string[]> =>
  (await session.query(builtUponSql, [id])).map((row) => String(row["code"]));

async function removeAdded(session: SqlSession): Promise<UndoCounts> {
  await session.query("DELETE FROM building b USING import_undo u WHERE u.code = b.code AND u.is_added");
  const [counts] = await session.query(
    `SELECT count(*) FILTER (WHERE is_added)::int AS removed, count(*) FILTER (WHERE NOT is_added)::int AS restored
     FROM import_undo`,
  );
  return counts as unknown as UndoCounts;
}

const pageSize = 1000;

/** The rating goes by the restored files. */
async function storeCompleteness(session: SqlSession, rules: FileRules, day: string): Promise<void> {
  const ask: Ask = (sql, values) => session.query(sql, values);
  for (let after = ""; ;) {
    const page = (await session.query(
      "SELECT code FROM import_undo WHERE NOT is_added AND code > $1::bpchar ORDER BY code LIMIT $2::int",
      [after, pageSize],
    )) as readonly { code: BuildingCode }[];
    const files = await loadFiles(
      ask,
      page.map(({ code }) => code),
      rules,
    );
    const shares = [...files.values()].map(({ code, facts }) => ({
      code,
      share: overallShare(completenessOf((key) => facts.has(key), rules)),
    }));
    await session.query(
      `INSERT INTO metric (building_code, kind, as_of, value, source)
       SELECT m.code, 'archive_completeness', $1::date, m.share, '一楼一档'
       FROM jsonb_to_recordset($2::jsonb) AS m(code char(19), share float8)
       ON CONFLICT (building_code, kind, as_of) DO UPDATE SET value = excluded.value, source = excluded.source`,
      [day, JSON.stringify(shares)],
    );
    after = page.at(-1)?.code ?? after;
    if (page.length < pageSize) return;
  }
}
