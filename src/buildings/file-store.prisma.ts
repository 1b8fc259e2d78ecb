import { z } from "zod";
import type { Database } from "../database/database.prisma.js";
import type { BuildingCode } from "../shared/ids.js";
import { err, ok, type Result } from "../shared/result.js";
import type { FileCounts } from "./describe-file.js";
import { type Ask, loadFiles, loadLog, type LogPosition } from "./file-rows.prisma.js";
import type { FileRules } from "./file-rules.js";
import type { BuildingFileStore } from "./file-store.js";

/** Files on PostgreSQL or PGlite. */
export function createBuildingFileStore({ prisma }: Pick<Database, "prisma">, rules: FileRules): BuildingFileStore {
  const ask: Ask = (sql, values) => prisma.$queryRawUnsafe<unknown[]>(sql, ...values);
  return {
    async findFile(code, now) {
      const file = (await loadFiles(ask, [code], rules)).get(code);
      return file && { facts: file.facts, counts: await loadCounts(ask, code, now) };
    },
    async findLog({ code, cursor, limit }) {
      const before = cursor === undefined ? undefined : readCursor(cursor);
      if (before && !before.ok) return before;
      const events = await loadLog(ask, { code, before: before?.value, limit: limit + 1 }, rules);
      const page = events.slice(0, limit);
      const last = page.at(-1);
      return ok({ events: page, ...(last && events.length > limit ? { nextCursor: writeCursor(last) } : {}) });
    },
  };
}

async function loadCounts(ask: Ask, code: BuildingCode, now: Date): Promise<FileCounts> {
  const role = (kind: string): string =>
    `(SELECT count(DISTINCT person_id)::int FROM role WHERE building_code = $1::bpchar AND kind = '${kind}'
      AND verified_at IS NOT NULL AND ended_at IS NULL)`;
  const [row] = await ask(
    `SELECT ${role("landlord")} AS "letting.landlords", ${role("head")} AS "letting.heads",
      ${role("tenant")} AS "population.tenants",
      (SELECT count(*)::int FROM unit WHERE building_code = $1::bpchar) AS "housing.units",
      (SELECT count(*)::int FROM emergency_call WHERE building_code = $1::bpchar) AS "events.emergencies",
      (SELECT count(*)::int FROM star_change WHERE building_code = $1::bpchar) AS "events.star_changes",
      (SELECT count(*)::int FROM appeal JOIN star_change ON star_change.id = appeal.change_id
        WHERE building_code = $1::bpchar) AS "events.objections",
      (SELECT count(DISTINCT day)::int FROM patrol WHERE building_code = $1::bpchar
        AND at > $2::timestamptz - interval '30 days' AND at <= $2::timestamptz) AS "events.patrols",
      (SELECT count(*)::int FROM incentive WHERE building_code = $1::bpchar AND change_id IS NOT NULL
        AND ended_at IS NULL) AS "events.consequences",
      (SELECT count(*)::int FROM message_building WHERE building_code = $1::bpchar) AS "events.messages",
      h.* FROM (SELECT count(*) FILTER (WHERE closed_at IS NULL)::int AS "rectification.open_hazards",
        count(*) FILTER (WHERE closed_at IS NULL AND due_at < $2::timestamptz)::int AS "rectification.overdue_hazards",
        count(*) FILTER (WHERE state = 'closed')::int AS "rectification.closed_hazards"
      FROM hazard WHERE building_code = $1::bpchar) AS h`,
    [code, now.toISOString()],
  );
  return row as FileCounts;
}

const longestCursor = 200;
const position = z.tuple([z.iso.datetime(), z.string().max(40)]);

const writeCursor = ({ at, id }: LogPosition): string =>
  Buffer.from(JSON.stringify([at.toISOString(), id])).toString("base64url");

function readCursor(cursor: string): Result<LogPosition, "bad-cursor"> {
  if (cursor.length > longestCursor) return err("bad-cursor");
  const parsed = z
    .string()
    .transform((text, context) => parseJson(text) ?? context.addIssue("no JSON"))
    .pipe(position)
    .safeParse(Buffer.from(cursor, "base64url").toString("utf8"));
  return parsed.success ? ok({ at: new Date(parsed.data[0]), id: parsed.data[1] }) : err("bad-cursor");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a stranger's cursor: refused by the check that follows
  }
}
