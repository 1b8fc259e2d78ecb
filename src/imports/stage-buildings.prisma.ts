import { valuesOf } from "../buildings/building-file.js";
import { loadFiles } from "../buildings/file-rows.prisma.js";
import type { FileRules } from "../buildings/file-rules.js";
import type { SqlSession } from "../database/database.prisma.js";
import type { BuildingCode } from "../shared/ids.js";
import { type CheckedBuilding, namesOf } from "./check-building.js";
import type { ImportCounts } from "./import-table.js";

/** Neighbours that are read at a time. */
const neighbourPage = 2000;

/** Makes the table in which rows wait until all of them are checked; a row without a line is a registered neighbour. */
export const createBuildingStage = (session: SqlSession): Promise<void> =>
  session.script(`CREATE TEMP TABLE import_row (
    line int, code char(19), is_new boolean NOT NULL, before jsonb, after jsonb, grid char(14), name text, full_name text,
    aliases text[], completeness float8 NOT NULL, faults text[] NOT NULL) ON COMMIT DROP`);

/** Puts checked rows aside. */
export async function stageBuildings(
  session: SqlSession,
  rows: readonly Omit<CheckedBuilding, "line">[],
): Promise<void> {
  const flat = rows.map(({ change, names, isNew, ...row }) => ({
    ...row,
    is_new: isNew,
    ...change,
    ...(names && { grid: names.grid, name: names.name, full_name: names.full, aliases: names.aliases }),
  }));
  await session.query(`INSERT INTO import_row SELECT * FROM jsonb_populate_recordset(null::import_row, $1::jsonb)`, [
    JSON.stringify(flat),
  ]);
}

/** Finds what no row shows alone: a code twice, a name that means two buildings of a grid. Adds to the rows' faults. */
export async function crossCheckBuildings(session: SqlSession, rules: FileRules): Promise<void> {
  await session.script("CREATE INDEX ON import_row (code); ANALYZE import_row");
  await stageNeighbours(session, rules);
  await session.query(repeatedCodesSql);
  await session.query(sharedNamesSql);
}

/** Registered buildings of the same grids that the table leaves out: a name of theirs must not be given to another. */
async function stageNeighbours(session: SqlSession, rules: FileRules): Promise<void> {
  for (let after = ""; ;) {
    const page = (await session.query(neighboursSql, [after, neighbourPage])) as readonly { code: BuildingCode }[];
    const codes = page.map(({ code }) => code);
    const files = await loadFiles((sql, values) => session.query(sql, values), codes, rules);
    const rows = [...files.values()].map(({ code, facts }) => ({
      code,
      isNew: false,
      names: namesOf({ code }, valuesOf(facts)),
      completeness: 0,
      faults: [],
    }));
    await stageBuildings(session, rows);
    after = codes.at(-1) ?? "";
    if (codes.length < neighbourPage) return;
  }
}

const neighboursSql = `
  SELECT b.code FROM building b
  WHERE b.grid IN (SELECT grid FROM import_row WHERE grid IS NOT NULL)
    AND NOT EXISTS (SELECT FROM import_row r WHERE r.code = b.code) AND b.code > $1::bpchar
  ORDER BY b.code LIMIT $2::int`;

const repeatedCodesSql = `
  UPDATE import_row r SET faults = r.faults || ('和第' || twice.first || '行是同一个编码')
  FROM (SELECT line, min(line) OVER (PARTITION BY code) AS first FROM import_row WHERE code IS NOT NULL) AS twice
  WHERE r.line = twice.line AND twice.line > twice.first`;

/** 3栋 may be one of each estate; but an alias, or a name with its estate, that means two leaves the bot guessing. */
const sharedNamesSql = `
  WITH said AS (
    SELECT line, code, grid, full_name AS word, false AS is_bare FROM import_row WHERE grid IS NOT NULL
    UNION ALL SELECT line, code, grid, name, true FROM import_row WHERE grid IS NOT NULL
    UNION ALL SELECT line, code, grid, unnest(aliases), false FROM import_row WHERE grid IS NOT NULL
  ), shared AS (
    SELECT grid, word FROM said WHERE word <> '' GROUP BY grid, word
    HAVING count(DISTINCT code) > 1 AND bool_or(NOT is_bare)
  ), told AS (
    SELECT said.line, said.word,
      array_to_string((array_agg(DISTINCT coalesce('第' || other.line || '行', other.code)))[1:3], '、') AS others
    FROM shared JOIN said USING (grid, word) JOIN said other USING (grid, word)
    WHERE said.line IS NOT NULL AND NOT said.is_bare AND other.code <> said.code
    GROUP BY said.line, said.word
  )
  UPDATE import_row r SET faults = r.faults || found.faults
  FROM (SELECT line, array_agg('“' || word || '”在同一个网格里也是' || others || '的名字' ORDER BY word) AS faults
    FROM told GROUP BY line) AS found
  WHERE r.line = found.line`;

/** Gathers the acts of all rows, and counts them. */
export async function gatherBuildingChanges(session: SqlSession): Promise<ImportCounts> {
  await session.query(`INSERT INTO import_change (code, is_new, before, after)
    SELECT code, is_new, before, after FROM import_row WHERE line IS NOT NULL AND after IS NOT NULL`);
  const [counts] = await session.query(`
    SELECT count(*) FILTER (WHERE is_new)::int AS added,
      count(*) FILTER (WHERE NOT is_new AND after IS NOT NULL)::int AS changed,
      count(*) FILTER (WHERE NOT is_new AND after IS NULL)::int AS same
    FROM import_row WHERE line IS NOT NULL`);
  return counts as unknown as ImportCounts;
}

/** Writes how complete the changed files are, which the rating reads. @param day Shanghai day */
export async function storeStagedCompleteness(session: SqlSession, day: string): Promise<void> {
  await session.query(
    `INSERT INTO metric (building_code, kind, as_of, value, source)
     SELECT code, 'archive_completeness', $1::date, completeness, '一楼一档' FROM import_row
     WHERE line IS NOT NULL AND after IS NOT NULL ORDER BY code
     ON CONFLICT (building_code, kind, as_of) DO UPDATE SET value = excluded.value, source = excluded.source`,
    [day],
  );
}
