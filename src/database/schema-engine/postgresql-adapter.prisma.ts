import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { toAdapterError } from "../adapter-error.prisma.js";

const charOid = 18;
const textOid = 25;

/** Columns of the type "char" of a result, by its rows. */
type CharColumns = WeakMap<object, readonly number[]>;

/**
 * The catalogs have columns of the type "char" (oid 18), which PrismaPg 7.10 refuses. They are passed off as text, and
 * noted. The pool has one connection that is never closed for idleness, because the engine's lock lives on it.
 */
function createCatalogPool(url: string, chars: CharColumns): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0 });
  const query = pool.query.bind(pool) as (config: pg.QueryArrayConfig) => Promise<pg.QueryArrayResult>;
  const noting = async (config: pg.QueryArrayConfig): Promise<pg.QueryArrayResult> => {
    const result = await query(config);
    const places = (result.fields ?? []).flatMap(({ dataTypeID }, place) => (dataTypeID === charOid ? [place] : []));
    if (places.length > 0) chars.set(result.rows, places);
    for (const place of places) Object.assign(result.fields[place] ?? {}, { dataTypeID: textOid });
    return result;
  };
  pool.query = noting as typeof pool.query; // PrismaPg calls this one of its overloads only
  return pool;
}

/**
 * PrismaPg as the schema engine needs it: with columns of the type "char", and with scripts sent whole instead of split
 * at every semicolon, which would cut functions apart.
 * @param dispose what else to do when the engine is done with it
 */
export async function connectPostgresql(url: string, dispose: () => Promise<void>): Promise<SqlDriverAdapter> {
  const chars: CharColumns = new WeakMap();
  const pool = createCatalogPool(url, chars);
  const schema = new URL(url).searchParams.get("schema") ?? "public";
  const adapter = await new PrismaPg(pool, { schema }).connect();
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: async (sql) => {
      const result = await adapter.queryRaw(sql);
      for (const place of chars.get(result.rows) ?? []) result.columnTypes[place] = ColumnTypeEnum.Character;
      return result;
    },
    executeRaw: (sql) => adapter.executeRaw(sql),
    executeScript: async (script) => {
      await pool.query({ text: script, rowMode: "array" }).catch((error: unknown) => {
        throw toAdapterError(error);
      });
    },
    startTransaction: (level) => adapter.startTransaction(level),
    getConnectionInfo: () => adapter.getConnectionInfo(),
    dispose: async () => {
      await pool.end();
      await dispose();
    },
  };
}
