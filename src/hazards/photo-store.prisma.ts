import { mostBitsApart } from "../archive/likeness.js";
import type { Database } from "../database/database.prisma.js";
import { groupBy } from "../shared/group-by.js";
import type { BuildingCode, MediaId } from "../shared/ids.js";
import { metresFromPhone, type Position } from "../shared/position.js";
import type { EarlierUse, PhotoFacts, PhotoQuery, PhotoStore } from "./photo-store.js";

type Client = Database["prisma"];

interface PictureRow {
  readonly id: MediaId;
  readonly taken_at: Date | null;
  readonly taken_lat: number | null;
  readonly taken_lon: number | null;
}

type UseRow = EarlierUse & { readonly askedId: MediaId };

/** The pictures of evidence on PostgreSQL or PGlite. */
export const createPhotoStore = ({ prisma }: Pick<Database, "prisma">): PhotoStore => ({
  async findFacts(query) {
    if (query.mediaIds.length === 0) return new Map();
    const [pictures, sites, uses] = await Promise.all([
      findPictures(prisma, query.mediaIds),
      findSites(prisma, query.buildingCodes),
      findUses(prisma, query),
    ]);
    const usesOf = groupBy(uses, (use) => use.askedId);
    return new Map(pictures.map((picture) => [picture.id, factsOf(picture, sites, usesOf.get(picture.id) ?? [])]));
  },
});

const factsOf = (
  { taken_at, taken_lat, taken_lon }: PictureRow,
  sites: ReadonlyMap<BuildingCode, Position>,
  uses: readonly UseRow[],
): PhotoFacts => ({
  ...(taken_at ? { takenAt: taken_at } : {}),
  metresFrom:
    taken_lat === null || taken_lon === null
      ? new Map()
      : new Map([...sites].map(([code, site]) => [code, metresFromPhone(site, { lat: taken_lat, lon: taken_lon })])),
  earlier: uses.map(({ hazardId, number, phase, addedAt, isExact }) => ({ hazardId, number, phase, addedAt, isExact })),
});

const findPictures = (prisma: Client, ids: readonly MediaId[]): Promise<PictureRow[]> => prisma.$queryRaw<PictureRow[]>`
  SELECT id::text, taken_at, taken_lat, taken_lon FROM media WHERE id = ANY(${[...ids]}::uuid[])`;

async function findSites(prisma: Client, codes: readonly BuildingCode[]): Promise<ReadonlyMap<BuildingCode, Position>> {
  const rows = await prisma.$queryRaw<(Position & { readonly code: BuildingCode })[]>`
    SELECT code, lat, lon FROM building WHERE code = ANY(${[...codes]}::bpchar[]) AND lat IS NOT NULL AND lon IS NOT NULL`;
  return new Map(rows.map(({ code, lat, lon }) => [code, { lat, lon }]));
}

/**
 * The same file is found by an index wherever it was; what looks the same is compared with the evidence of the buildings
 * and the person only, which are hundreds of pictures, however many the archive has.
 */
const findUses = (prisma: Client, { mediaIds, buildingCodes, responsibleId }: PhotoQuery): Promise<UseRow[]> =>
  prisma.$queryRaw<UseRow[]>`
    WITH asked AS (
      SELECT id, original_sha256, likeness, inner_likeness FROM media WHERE id = ANY(${[...mediaIds]}::uuid[])
    ), near AS MATERIALIZED (
      SELECT evidence.media_id AS id FROM evidence JOIN hazard ON hazard.id = evidence.hazard_id
      WHERE hazard.building_code = ANY(${[...buildingCodes]}::bpchar[]) OR hazard.responsible_id = ${responsibleId}::uuid
      GROUP BY evidence.media_id
    ), alike AS (
      SELECT asked.id AS asked_id, same.id, true AS is_exact
      FROM asked JOIN media same ON same.original_sha256 = asked.original_sha256
      UNION ALL
      SELECT asked.id, other.id, false FROM near JOIN media other ON other.id = near.id CROSS JOIN asked
      WHERE other.original_sha256 IS DISTINCT FROM asked.original_sha256 AND ${mostBitsApart} >= least(
        bit_count((asked.likeness # other.likeness)::bit(64)),
        bit_count((asked.likeness # other.inner_likeness)::bit(64)),
        bit_count((asked.inner_likeness # other.likeness)::bit(64)))
    ), used AS (
      SELECT alike.asked_id, alike.is_exact, evidence.phase, evidence.added_at, hazard.id, hazard.number,
        row_number() OVER (PARTITION BY alike.asked_id ORDER BY evidence.added_at, evidence.media_id, hazard.id) AS place
      FROM alike JOIN evidence ON evidence.media_id = alike.id JOIN hazard ON hazard.id = evidence.hazard_id
      WHERE alike.id <> ALL(${[...mediaIds]}::uuid[])
    )
    SELECT asked_id::text AS "askedId", is_exact AS "isExact", phase, added_at AS "addedAt", id::text AS "hazardId", number
    FROM used WHERE place <= 20 ORDER BY asked_id, place`;
