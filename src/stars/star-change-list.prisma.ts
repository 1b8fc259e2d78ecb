import { z } from "zod";
import type { Database } from "../database/database.prisma.js";
import { err, ok, type Result } from "../shared/result.js";
import type { ChangedBuilding, ChangesWanted, ListedChange, StarChangeList } from "./star-change-list.js";
import { changeColumns, changeOfRow, type StarChangeRow } from "./star-change-rows.prisma.js";

/** The index star_change_moved_idx is on this very expression. */
const movedAt =
  "COALESCE(c.effective_at, GREATEST(c.proposed_at, c.confirmed_at, c.notice_at, c.publicity_from, c.declined_at))";

interface Row extends StarChangeRow {
  readonly moved_at: Date;
  readonly building: ChangedBuilding;
  readonly objections: readonly {
    readonly state: ListedChange["objections"][number]["state"];
    readonly level: ListedChange["objections"][number]["level"];
    readonly filedAt: string;
    readonly answerBy: string;
    readonly decidedAt: string | null;
  }[];
}

const columns = `${changeColumns}, ${movedAt} AS moved_at,
  json_build_object('code', b.code, 'name', b.name, 'estate', b.estate, 'address', b.address, 'street', b.street,
    'community', b.community, 'grid', b.grid) AS building,
  (SELECT coalesce(json_agg(json_build_object('state', a.state, 'level', a.level, 'filedAt', a.filed_at,
     'answerBy', a.answer_by, 'decidedAt', a.decided_at)
     ORDER BY a.filed_at, a.id), '[]'::json) FROM appeal a WHERE a.change_id = c.id) AS objections`;

/** Lists of changes on PostgreSQL or PGlite. */
export function createStarChangeList({ prisma }: Pick<Database, "prisma">): StarChangeList {
  return {
    async findChanges(wanted) {
      const before = wanted.cursor === undefined ? undefined : readCursor(wanted.cursor);
      if (before && !before.ok) return before;
      const { where, values } = conditionsOf(wanted, before?.value);
      const rows = await prisma.$queryRawUnsafe<Row[]>(
        `SELECT ${columns} FROM star_change c JOIN building b ON b.code = c.building_code WHERE ${where}
         ORDER BY ${movedAt} DESC, c.id DESC LIMIT ${wanted.limit + 1}`,
        ...values,
      );
      const changes = rows.slice(0, wanted.limit).map(listedOf);
      const last = changes.at(-1);
      return ok({ changes, ...(last && rows.length > wanted.limit ? { nextCursor: writeCursor(last) } : {}) });
    },
  };
}

/** Where a page begins: before this change. */
interface Position {
  readonly at: Date;
  readonly id: string;
}

/** Only what is wanted stands in the statement, so that the planner takes the index that fits. */
function conditionsOf(
  { from, to, kind, stage, area, building }: ChangesWanted,
  before: Position | undefined,
): { readonly where: string; readonly values: readonly unknown[] } {
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const conditions = [
    ...(from === undefined ? [] : [`${movedAt} >= ${value(from)}::date::timestamp AT TIME ZONE 'Asia/Shanghai'`]),
    ...(to === undefined ? [] : [`${movedAt} < (${value(to)}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'`]),
    ...(kind === undefined ? [] : [`c.kind = ${value(kind)}`]),
    ...(stage === undefined ? [] : [`c.stage = ${value(stage)}`]),
    ...(area === undefined ? [] : [`c.building_code LIKE ${value(`${area}%`)}`]),
    ...(building === undefined ? [] : [`c.building_code = ${value(building)}::bpchar`]),
    ...(before
      ? [`(${movedAt}, c.id) < (${value(before.at.toISOString())}::timestamptz, ${value(before.id)}::uuid)`]
      : []),
  ];
  return { where: conditions.length === 0 ? "true" : conditions.join(" AND "), values };
}

const listedOf = (row: Row): ListedChange => ({
  change: changeOfRow(row),
  at: row.moved_at,
  building: row.building,
  objections: row.objections.map(({ state, level, filedAt, answerBy, decidedAt }) => ({
    state,
    level,
    filedAt: new Date(filedAt),
    answerBy: new Date(answerBy),
    ...(decidedAt === null ? {} : { decidedAt: new Date(decidedAt) }),
  })),
});

const longestCursor = 200;
const position = z.tuple([z.iso.datetime(), z.uuid()]);

const writeCursor = ({ at, change }: ListedChange): string =>
  Buffer.from(JSON.stringify([at.toISOString(), change.id])).toString("base64url");

function readCursor(cursor: string): Result<Position, "bad-cursor"> {
  if (cursor.length > longestCursor) return err("bad-cursor");
  const parsed = position.safeParse(parseJson(Buffer.from(cursor, "base64url").toString("utf8")));
  return parsed.success ? ok({ at: new Date(parsed.data[0]), id: parsed.data[1] }) : err("bad-cursor");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a stranger's cursor: refused by the check that follows
  }
}
