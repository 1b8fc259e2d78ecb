import { buildingOfUnit, parseUnitCode } from "../buildings/building-code.js";
import { unitPrefix } from "../buildings/describe-file.js";
import type { StreetTable } from "../buildings/streets.js";
import type { SqlSession } from "../database/database.prisma.js";
import type { TableRow } from "../shared/table-file.js";
import { readCode } from "./building-row.js";
import { codeKey, unitColumns } from "./import-columns.js";
import type { ImportCounts, ImportTable } from "./import-table.js";

const longestRoom = 20;

/** A table of let units: their code and room. */
export const unitTable = (streets: StreetTable): ImportTable => ({
  kind: "units",
  columns: unitColumns,
  measure: "套",
  stageTable: "import_unit",
  begin: (session) =>
    session.script(`CREATE TEMP TABLE import_unit (
      line int NOT NULL, code char(25), building char(19), room text, faults text[] NOT NULL) ON COMMIT DROP`),
  async stage(session, rows) {
    const read = rows.map((row) => readUnitRow(row, streets));
    await session.query(
      "INSERT INTO import_unit SELECT * FROM jsonb_populate_recordset(null::import_unit, $1::jsonb)",
      [JSON.stringify(read)],
    );
  },
  async crossCheck(session) {
    await session.script("CREATE INDEX ON import_unit (code); CREATE INDEX ON import_unit (building, room)");
    await session.script("ANALYZE import_unit");
    for (const sql of [unknownBuildingsSql, repeatedCodesSql, sharedRoomsSql, takenRoomsSql]) await session.script(sql);
  },
  gather: gatherUnitChanges,
  finish: () => Promise.resolve(),
});

/** A unit as far as its row can be read, and what is wrong with it. */
interface UnitRow {
  readonly line: number;
  readonly code?: string;
  readonly building?: string;
  readonly room: string;
  readonly faults: readonly string[];
}

function readUnitRow({ line, cells }: TableRow, streets: StreetTable): UnitRow {
  const code = readCode(cells[codeKey] ?? "", (text) => parseUnitCode(text, streets));
  const { room = "" } = cells;
  const faults = [
    code.ok ? undefined : code.refusal,
    room === "" ? "没写房号" : undefined,
    room.length > longestRoom ? "房号太长" : undefined,
  ].filter((fault) => fault !== undefined);
  return { line, room, faults, ...(code.ok ? { code: code.value, building: buildingOfUnit(code.value) } : {}) };
}

const unknownBuildingsSql = `
  UPDATE import_unit u SET faults = faults || ('楼栋 ' || building || ' 还没有登记,请先导入楼栋')
  WHERE building IS NOT NULL AND NOT EXISTS (SELECT FROM building b WHERE b.code = u.building)`;

const repeatedCodesSql = `
  UPDATE import_unit u SET faults = u.faults || ('和第' || twice.first || '行是同一个编码')
  FROM (SELECT line, min(line) OVER (PARTITION BY code) AS first FROM import_unit WHERE code IS NOT NULL) AS twice
  WHERE u.line = twice.line AND twice.line > twice.first`;

const sharedRoomsSql = `
  UPDATE import_unit u SET faults = u.faults || ('这一栋的' || u.room || '在第' || twice.first || '行已经有别的编码')
  FROM (SELECT line, code, min(line) OVER same AS first, first_value(code) OVER (same ORDER BY line) AS first_code
    FROM import_unit WHERE code IS NOT NULL WINDOW same AS (PARTITION BY building, room)) AS twice
  WHERE u.line = twice.line AND twice.line > twice.first AND twice.code <> twice.first_code`;

const takenRoomsSql = `
  UPDATE import_unit u SET faults = u.faults || ('这一栋的' || u.room || '登记的编码是 ' || taken.code)
  FROM unit taken WHERE taken.building_code = u.building AND taken.room = u.room AND taken.code <> u.code
    AND NOT EXISTS (SELECT FROM import_unit other WHERE other.code = taken.code)`;

/** One act for each building, with the rooms of its units before and after. */
async function gatherUnitChanges(session: SqlSession): Promise<ImportCounts> {
  const [counts] = await session.query(
    `SELECT count(*) FILTER (WHERE u.code IS NULL)::int AS added, count(*) FILTER (WHERE u.room <> i.room)::int AS changed,
      count(*) FILTER (WHERE u.room = i.room)::int AS same FROM import_unit i LEFT JOIN unit u USING (code)`,
  );
  await session.query(
    `INSERT INTO import_change (code, is_new, before, after)
     SELECT i.building, false, jsonb_object_agg('${unitPrefix}' || i.code, u.room), jsonb_object_agg('${unitPrefix}' || i.code, i.room)
     FROM import_unit i LEFT JOIN unit u USING (code) WHERE u.room IS DISTINCT FROM i.room GROUP BY i.building`,
  );
  return counts as unknown as ImportCounts;
}
