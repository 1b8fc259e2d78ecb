import type { BuildingCode, PersonId } from "../shared/ids.js";
import { type FactValues, type FileEvent, type FileFacts, foldFacts, overlayRegistry } from "./building-file.js";
import type { FileRules } from "./file-rules.js";

/** Asks one statement with values; both the client and a session of an import can. */
export type Ask = (sql: string, values: readonly unknown[]) => Promise<readonly unknown[]>;

interface EventRow {
  readonly code: BuildingCode;
  readonly id: string;
  readonly at: Date;
  readonly source: string;
  readonly recorded_by: PersonId | null;
  readonly batch_id: string | null;
  readonly before: FactValues;
  readonly after: FactValues;
}

interface RegistryRow {
  readonly code: BuildingCode;
  readonly created_at: Date;
  readonly facts: FactValues;
}

/** What stands of a building: its values in the registry's own columns, and the log of its file, oldest first. */
export interface StoredFile {
  readonly code: BuildingCode;
  readonly facts: FileFacts;
}

/**
 * The log of files: acts, and what staff noted for the rating as acts of one fact. Findings and vetoes stay out: they say
 * something of people and are shown with the rating. Notes name their section in Chinese, acts by its key.
 */
const eventsSql = `
  SELECT building_code AS code, lpad(seq::text, 20, '0') AS id, at, source, recorded_by::text, batch_id::text, before, after
  FROM building_fact_event WHERE building_code = ANY($1::bpchar[])
  UNION ALL
  SELECT building_code, id::text, recorded_at, source, recorded_by::text, NULL,
    jsonb_build_object(section || '.' || key, lag(value) OVER (PARTITION BY building_code, section, key ORDER BY recorded_at, id)),
    jsonb_build_object(section || '.' || key, value)
  FROM building_fact WHERE building_code = ANY($1::bpchar[]) AND key NOT IN ('veto', 'finding', 'known_since')`;

/** The facts that columns of the registry hold, as `registryFacts` names them. */
const registrySql = `
  SELECT b.code, b.created_at, jsonb_strip_nulls(jsonb_build_object(
    'basic.name', b.name, 'basic.estate', b.estate, 'basic.address', b.address, 'basic.community', b.community,
    'basic.street', b.street, 'basic.storeys', b.storeys, 'basic.kind', b.kind, 'housing.unit_count', b.unit_count,
    'basic.position', CASE WHEN b.lat IS NOT NULL AND b.lon IS NOT NULL THEN
      jsonb_build_object('lat', b.lat, 'lon', b.lon, 'datum', coalesce(b.source_datum, 'WGS84')) END,
    'basic.aliases', (SELECT jsonb_agg(a.alias ORDER BY a.alias COLLATE "C") FROM building_alias a WHERE a.building_code = b.code)
  )) AS facts
  FROM building b WHERE b.code = ANY($1::bpchar[])`;

/** The present files of buildings; a code that is not registered is missing. */
export async function loadFiles(
  ask: Ask,
  codes: readonly BuildingCode[],
  rules: FileRules,
): Promise<ReadonlyMap<BuildingCode, StoredFile>> {
  const wanted = `{${codes.join()}}`;
  const registered = (await ask(registrySql, [wanted])) as readonly RegistryRow[];
  if (registered.length === 0) return new Map();
  const rows = (await ask(`${eventsSql} ORDER BY at, id`, [wanted])) as readonly EventRow[];
  const events = new Map<BuildingCode, FileEvent[]>(registered.map(({ code }) => [code, []]));
  for (const row of rows) events.get(row.code)?.push(toEvent(row, rules));
  return new Map(
    registered.map(({ code, created_at: at, facts }) => [
      code,
      { code, facts: overlayRegistry(foldFacts(events.get(code) ?? []), { values: facts, at }) },
    ]),
  );
}

/** Where a page of the log begins: before this act. */
export interface LogPosition {
  readonly at: Date;
  readonly id: string;
}

/** Acts upon one file, newest first, those before a position where it is given. */
export async function loadLog(
  ask: Ask,
  wanted: { readonly code: BuildingCode; readonly before?: LogPosition | undefined; readonly limit: number },
  rules: FileRules,
): Promise<readonly FileEvent[]> {
  const { code, before, limit } = wanted;
  const rows = await ask(
    `SELECT * FROM (${eventsSql}) AS log
     WHERE $2::timestamptz IS NULL OR (log.at, log.id) < ($2::timestamptz, $3::text)
     ORDER BY log.at DESC, log.id DESC LIMIT $4::int`,
    [`{${code}}`, before?.at.toISOString() ?? null, before?.id ?? null, limit],
  );
  return (rows as readonly EventRow[]).map((row) => toEvent(row, rules));
}

function toEvent(row: EventRow, rules: FileRules): FileEvent {
  const { id, at, source, recorded_by: by, batch_id: batchId } = row;
  const named = (values: FactValues): FactValues =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [sectionKey(key, rules), value]));
  return {
    id,
    at,
    source,
    ...(by === null ? {} : { by }),
    ...(batchId === null ? {} : { batchId }),
    before: named(row.before),
    after: named(row.after),
  };
}

/** 消防.extinguishers as fire.extinguishers. */
function sectionKey(key: string, { sections }: FileRules): string {
  const dot = key.indexOf(".");
  const section = key.slice(0, dot);
  if (section in sections) return key;
  const found = Object.keys(sections).find((one) => sections[one]?.name === section);
  return found === undefined ? key : `${found}${key.slice(dot)}`;
}
