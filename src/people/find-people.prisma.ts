import { isMember } from "../buildings/group-rows.prisma.js";
import { loadBuildings } from "../buildings/building-rows.prisma.js";
import type { Building } from "../buildings/building.js";
import { normalPlaceName } from "../buildings/place-name.js";
import { type Resolution, resolveBuilding, type SaidPlace } from "../buildings/resolve-building.js";
import { isPresent } from "../buildings/person-rows.prisma.js";
import type { SenderRef } from "../channels/channel.js";
import { Prisma } from "../database/client/client.js";
import type { Database } from "../database/database.prisma.js";
import type { BuildingCode, PersonId } from "../shared/ids.js";
import { surnameIn } from "./staff-name.js";

type Client = Pick<Database, "prisma">;

const mostBuildings = 10;
const mostPeople = 8;

/** Buildings with exactly one of these names, aliases or codes; with an estate only those of it. */
export async function findBuildingsNamed(
  database: Client,
  names: readonly string[],
  estate: string | undefined,
): Promise<readonly Building[]> {
  const rows = await database.prisma.$queryRaw<{ code: BuildingCode }[]>`
    SELECT code FROM (
      SELECT b.code FROM building b WHERE b.name = ANY(${[...names]}::text[])
      UNION SELECT a.building_code FROM building_alias a WHERE a.alias = ANY(${[...names]}::text[])
      UNION SELECT b.code FROM building b WHERE b.code = ANY(${[...names]}::bpchar[])
    ) AS named
    WHERE ${estate ?? null}::text IS NULL OR EXISTS (
      SELECT FROM building b WHERE b.code = named.code AND b.estate = ${estate ?? null}::text)
    ORDER BY code LIMIT ${mostBuildings}`;
  const found = await loadBuildings(
    database,
    rows.map((row) => row.code),
  );
  return [...found.values()];
}

/** The building whose plate has this code. */
export async function findBuildingOfPlate({ prisma }: Client, code: string): Promise<BuildingCode | undefined> {
  const row = await prisma.plateToken.findUnique({ where: { shortCode: code }, select: { buildingCode: true } });
  return row?.buildingCode as BuildingCode | undefined;
}

/** The building of a place, of all that there are. */
export async function findAnywhere(
  database: Client,
  place: Pick<SaidPlace, "building" | "estate">,
): Promise<Resolution> {
  const { building = "", estate } = place;
  return resolveBuilding(place, await findBuildingsNamed(database, namesOf(building), estate));
}

const namesOf = (building: string): readonly string[] => [...new Set([building, normalPlaceName(building)])];

/** The grids of the groups that the sender is seen in. */
export async function findGridsOf({ prisma }: Client, sender: SenderRef): Promise<readonly string[]> {
  const rows = await prisma.$queryRaw<{ grid: string }[]>`
    SELECT DISTINCT g.grid FROM group_member m JOIN chat_group g USING (channel, account, chat)
    WHERE m.channel = ${sender.channel} AND m.account = ${sender.account} AND m.external_id = ${sender.externalId}
      AND ${isMember} AND g.grid IS NOT NULL`;
  return rows.map((row) => row.grid);
}

/** One name is like another where one holds the other: 阿强 for 1栋楼长阿强. */
const isLike = (name: string): Prisma.Sql => Prisma.sql`(strpos(p.name, ${name}) > 0 OR p.name = ${name})`;

/** People like this name near a building: with a role there, with a claim, in the groups of its grid. */
export async function findNamed(
  { prisma }: Client,
  { name, code, now }: { readonly name: string; readonly code: BuildingCode; readonly now: Date },
): Promise<readonly PersonId[]> {
  const rows = await prisma.$queryRaw<{ id: PersonId }[]>`
    SELECT id FROM (
      SELECT p.id::text, 0 AS rank, p.name = ${name} AS is_exact FROM person p JOIN role r ON r.person_id = p.id
      WHERE r.building_code = ${code}::bpchar AND ${isPresent(now)} AND ${isLike(name)} AND p.merged_into IS NULL
      UNION ALL
      SELECT p.id::text, 1, p.name = ${name} FROM person p JOIN role_claim c ON c.person_id = p.id
      WHERE c.building_code = ${code}::bpchar AND c.state = 'waiting' AND ${isLike(name)} AND p.merged_into IS NULL
      UNION ALL
      SELECT p.id::text, 2, p.name = ${name} FROM chat_group g JOIN group_member m USING (channel, account, chat)
      JOIN identity i USING (channel, account, external_id) JOIN person p ON p.id = i.person_id
      WHERE g.grid = left(${code}::text, 14)::bpchar AND ${isLike(name)} AND ${isMember}
    ) AS named GROUP BY id ORDER BY min(rank), bool_or(is_exact) DESC, id LIMIT ${mostPeople}`;
  return rows.map((row) => row.id);
}

/** Verified staff like this name, or of its surname, whose area begins with these digits. */
export async function findStaffNamed(
  { prisma }: Client,
  { name, area, now }: { readonly name: string; readonly area: string; readonly now: Date },
): Promise<readonly PersonId[]> {
  const family = surnameIn(name) ?? null;
  const rows = await prisma.$queryRaw<{ id: PersonId }[]>`
    SELECT p.id::text AS id FROM person p JOIN role r ON r.person_id = p.id
    WHERE r.kind IN ('grid_worker', 'community', 'street') AND r.verified_at IS NOT NULL AND ${isPresent(now)}
      AND starts_with(r.area, ${area}) AND (${isLike(name)} OR starts_with(p.name, ${family}::text))
      AND p.merged_into IS NULL
    GROUP BY p.id ORDER BY bool_or(p.name = ${name}) DESC, bool_or(${isLike(name)}) DESC, p.id LIMIT ${mostPeople}`;
  return rows.map((row) => row.id);
}
