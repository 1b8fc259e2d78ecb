import { type ChatRef, chatKey } from "../channels/channel.js";
import { Prisma } from "../database/client/client.js";
import type { Database } from "../database/database.prisma.js";
import { groupBy } from "../shared/group-by.js";
import type { BuildingCode } from "../shared/ids.js";
import { defaultGroupPolicy, type Group, type GroupPolicy } from "./group.js";

type Client = Pick<Database, "prisma">;

interface GroupRow extends ChatRef {
  readonly name: string;
  readonly grid: string | null;
  readonly policy: Partial<GroupPolicy>;
  readonly codes: readonly BuildingCode[];
}

const columns = Prisma.sql`g.channel, g.account, g.chat, g.name, g.grid, g.policy, ARRAY(
  SELECT s.building_code FROM group_scope s
  WHERE s.channel = g.channel AND s.account = g.account AND s.chat = g.chat ORDER BY s.building_code) AS codes`;
const noScope = Prisma.sql`NOT EXISTS (
  SELECT FROM group_scope s WHERE s.channel = g.channel AND s.account = g.account AND s.chat = g.chat)`;

/** Whether the row `m` of `group_member` is that of somebody who is in the group. */
export const isMember = Prisma.sql`(m.left_at IS NULL OR m.left_at < coalesce(m.joined_at, '-infinity'))`;

/** Groups by `chatKey`. */
export async function loadGroups({ prisma }: Client, refs: readonly ChatRef[]): Promise<ReadonlyMap<string, Group>> {
  const rows = await prisma.$queryRaw<GroupRow[]>`
    SELECT ${columns}
    FROM unnest(${refs.map((one) => one.channel)}::text[], ${refs.map((one) => one.account)}::text[],
      ${refs.map((one) => one.chat)}::text[]) AS wanted(channel, account, chat)
    JOIN chat_group g USING (channel, account, chat)`;
  return new Map(rows.map((row) => [chatKey(row), toGroup(row)]));
}

/** The groups bound to grids, by grid. */
export async function loadGroupsOfGrids(
  { prisma }: Client,
  grids: readonly string[],
): Promise<ReadonlyMap<string, readonly Group[]>> {
  const rows = await prisma.$queryRaw<(GroupRow & { readonly grid: string })[]>`
    SELECT ${columns} FROM chat_group g WHERE g.grid = ANY(${[...grids]}::bpchar[]) ORDER BY g.name, g.chat`;
  return groupedBy(rows, (row) => row.grid);
}

/** The groups that serve buildings, by code: those for the building first, then those of its whole grid. */
export async function loadGroupsOfBuildings(
  { prisma }: Client,
  codes: readonly BuildingCode[],
): Promise<ReadonlyMap<BuildingCode, readonly Group[]>> {
  const rows = await prisma.$queryRaw<(GroupRow & { readonly code: BuildingCode })[]>`
    SELECT wanted.code, ${columns}, 0 AS rank FROM unnest(${[...codes]}::bpchar[]) AS wanted(code)
    JOIN group_scope own ON own.building_code = wanted.code
    JOIN chat_group g ON g.channel = own.channel AND g.account = own.account AND g.chat = own.chat
    UNION ALL
    SELECT wanted.code, ${columns}, 1 AS rank FROM unnest(${[...codes]}::bpchar[]) AS wanted(code)
    JOIN chat_group g ON g.grid = left(wanted.code, 14)::bpchar AND ${noScope}
    ORDER BY rank, name, chat`;
  return groupedBy(rows, (row) => row.code);
}

const toGroup = ({ channel, account, chat, name, grid, policy, codes }: GroupRow): Group => ({
  ref: { channel, account, chat },
  name,
  ...(grid === null ? {} : { grid }),
  buildingCodes: codes,
  policy: { ...defaultGroupPolicy, ...policy },
});

function groupedBy<Row extends GroupRow, Key>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): ReadonlyMap<Key, readonly Group[]> {
  return new Map([...groupBy(rows, keyOf)].map(([key, ofKey]) => [key, ofKey.map(toGroup)]));
}
