import { unitPrefix } from "../buildings/describe-file.js";
import type { SqlSession } from "../database/database.prisma.js";
import type { ImportBatch } from "./import-batch.js";

/** Where acts upon files are gathered before all of them are applied at once. */
export const changeTableSql = `CREATE TEMP TABLE import_change (
  code char(19) NOT NULL, is_new boolean NOT NULL, before jsonb NOT NULL, after jsonb NOT NULL) ON COMMIT DROP`;

/**
 * Waits until no other import or undoing is under way, whose rows this one could neither see nor check against.
 * @param onWait called once where it has to wait
 */
export async function takeTurn(session: SqlSession, onWait?: () => void): Promise<void> {
  const [free] = await session.query("SELECT pg_try_advisory_xact_lock(hashtext('louxin import')) AS is_free");
  if (free?.["is_free"] === true) return;
  onWait?.();
  await session.query("SELECT pg_advisory_xact_lock(hashtext('louxin import'))");
}

/** Notes the import, so that it can be found and undone. */
export async function addBatch(session: SqlSession, batch: ImportBatch): Promise<void> {
  const { id, kind, file, rows, at } = batch;
  await session.query(
    `INSERT INTO import_batch (id, kind, file, row_count, imported_at) VALUES ($1::uuid, $2, $3, $4::int, $5::timestamptz)`,
    [id, kind, file, rows, at.toISOString()],
  );
}

/** Applies all gathered acts: to the registry, its aliases and units, and to the log. */
export async function applyChanges(
  session: SqlSession,
  { id, at, source }: Pick<ImportBatch, "id" | "at"> & { readonly source: string },
): Promise<void> {
  await session.script("ANALYZE import_change");
  await session.query(addBuildingsSql, [at.toISOString()]);
  for (const sql of [changeBuildingsSql, dropAliasesSql, addAliasesSql, dropUnitsSql, addUnitsSql])
    await session.query(sql);
  await session.query(
    `INSERT INTO building_fact_event (building_code, at, source, batch_id, before, after)
     SELECT code, $1::timestamptz, $2, $3::uuid, before, after FROM import_change ORDER BY code`,
    [at.toISOString(), source, id],
  );
}

/** The columns of the registry and the facts that they hold. */
const columns = [
  { column: "name", key: "basic.name", type: "text" },
  { column: "estate", key: "basic.estate", type: "text" },
  { column: "address", key: "basic.address", type: "text" },
  { column: "community", key: "basic.community", type: "text" },
  { column: "street", key: "basic.street", type: "text" },
  { column: "storeys", key: "basic.storeys", type: "int" },
  { column: "unit_count", key: "housing.unit_count", type: "int" },
  { column: "kind", key: "basic.kind", type: "text" },
  { column: "lat", key: "basic.position", part: "lat", type: "float8" },
  { column: "lon", key: "basic.position", part: "lon", type: "float8" },
  { column: "source_datum", key: "basic.position", part: "datum", type: "text" },
] as const;

const defaults: Readonly<Record<string, string>> = { kind: "'urban-village'" };

const valueOf = (one: (typeof columns)[number]): string => {
  const value = "part" in one ? `c.after->'${one.key}'->>'${one.part}'` : `c.after->>'${one.key}'`;
  const fallback = defaults[one.column];
  return fallback === undefined ? `(${value})::${one.type}` : `coalesce(${value}, ${fallback})`;
};

const names = columns.map(({ column }) => column).join(", ");
const keys = [...new Set(columns.map(({ key }) => `'${key}'`))].join(", ");

const addBuildingsSql = `
  INSERT INTO building (code, grid, created_at, ${names})
  SELECT c.code, left(c.code, 14), $1::timestamptz, ${columns.map(valueOf).join(", ")}
  FROM import_change c WHERE c.is_new ORDER BY c.code`;

const changeBuildingsSql = `
  UPDATE building b SET ${columns
    .map((one) => `${one.column} = CASE WHEN c.after ? '${one.key}' THEN ${valueOf(one)} ELSE b.${one.column} END`)
    .join(", ")}
  FROM import_change c WHERE c.code = b.code AND NOT c.is_new AND c.after ?| ARRAY[${keys}]`;

const dropAliasesSql = `
  DELETE FROM building_alias a USING import_change c
  WHERE c.code = a.building_code AND NOT c.is_new AND c.after ? 'basic.aliases'`;

const addAliasesSql = `
  INSERT INTO building_alias (building_code, alias)
  SELECT c.code, alias.said FROM import_change c, jsonb_array_elements_text(c.after->'basic.aliases') AS alias(said)
  WHERE jsonb_typeof(c.after->'basic.aliases') = 'array'`;

/** Changed units are taken out and put in anew: two that swapped their rooms would else stand in each other's way. */
const changedUnits = `import_change c, jsonb_each_text(c.after) AS unit(key, room) WHERE unit.key LIKE '${unitPrefix}%'`;
const unitCode = `substr(unit.key, ${unitPrefix.length + 1})`;
const dropUnitsSql = `DELETE FROM unit u USING (SELECT ${unitCode} AS code FROM ${changedUnits}) AS changed
  WHERE u.code = changed.code::bpchar`;
const addUnitsSql = `INSERT INTO unit (code, building_code, room)
  SELECT ${unitCode}, c.code, unit.room FROM ${changedUnits} AND unit.room IS NOT NULL`;
