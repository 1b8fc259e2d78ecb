import { isPresent } from "../buildings/person-rows.prisma.js";
import { plainArray } from "../database/array-literal.js";
import type { Database } from "../database/database.prisma.js";
import type { BuildingCode } from "../shared/ids.js";
import type { Rating } from "../stars/rating.js";
import { newPlateKey, type PlateKey } from "./plate-key.js";
import type { KeyedBuilding, PlateBuilding, PlateFile, PlateStanding, PlateStore } from "./plate-store.js";

type Client = Pick<Database, "prisma">;

interface StandingRow {
  readonly to_star: number | null;
  readonly effective_at: Date | null;
  readonly plate_number: string | null;
}

interface FileRow extends PlateBuilding, StandingRow {
  readonly short_code: string;
  readonly is_under_objection: boolean;
  readonly as_of: string | null;
  readonly categories: Rating["categories"] | null;
  readonly heads: readonly string[];
  readonly open_hazards: number;
}

/** Keys of plates on PostgreSQL or PGlite. */
export const createPlateStore = (database: Client): PlateStore => ({
  findPlate: (token, now) => findPlate(database, { token, now }),
  async keyOf(code, now) {
    await giveKeys(database, [code], now);
    return keyIn(await database.prisma.plateToken.findUnique({ where: { buildingCode: code } }));
  },
  renewKey: (code, now) => renewKey(database, { code, now }),
  async listKeyed({ area, after, limit, now }) {
    const codes = await database.prisma.$queryRaw<{ code: BuildingCode }[]>`
      SELECT code FROM building WHERE code LIKE ${`${area}%`} AND code > ${after}::bpchar ORDER BY code LIMIT ${limit}::int`;
    await giveKeys(
      database,
      codes.map(({ code }) => code),
      now,
    );
    return loadKeyed(
      database,
      codes.map(({ code }) => code),
    );
  },
});

async function findPlate(
  { prisma }: Client,
  { token, now }: { readonly token: string; readonly now: Date },
): Promise<PlateFile | undefined> {
  const [row] = await prisma.$queryRaw<FileRow[]>`
    SELECT b.code, b.name, b.estate, b.address, b.street, b.community, t.short_code,
      c.to_star, c.effective_at, c.plate_number, r.as_of, r.categories,
      EXISTS (SELECT FROM appeal a JOIN star_change o ON o.id = a.change_id
        WHERE o.building_code = b.code AND a.state = 'filed') AS is_under_objection,
      ARRAY(SELECT p.name FROM role r JOIN person p ON p.id = r.person_id
        WHERE r.building_code = b.code AND r.kind = 'head' AND r.verified_at IS NOT NULL AND ${isPresent(now)}
        ORDER BY r.verified_at, r.id) AS heads,
      (SELECT count(*)::int FROM hazard h WHERE h.building_code = b.code AND h.closed_at IS NULL) AS open_hazards
    FROM plate_token t JOIN building b ON b.code = t.building_code
    LEFT JOIN LATERAL (
      SELECT to_star, effective_at, plate_number, (effective_at AT TIME ZONE 'Asia/Shanghai')::date AS effective_on
      FROM star_change WHERE building_code = b.code AND stage = 'effective' ORDER BY effective_at DESC, id DESC LIMIT 1) c ON true
    LEFT JOIN LATERAL (
      SELECT to_char(s.as_of, 'YYYY-MM-DD') AS as_of, s.result->'categories' AS categories FROM star_rating s
      WHERE s.building_code = b.code
      ORDER BY s.as_of <= c.effective_on DESC, abs(s.as_of - c.effective_on) LIMIT 1) r ON true
    WHERE t.token = ${token}`;
  return row && fileOf(row);
}

function fileOf(row: FileRow): PlateFile {
  const standing = standingOf(row);
  return {
    building: buildingOf(row),
    shortCode: row.short_code,
    ...(standing ? { standing } : {}),
    isUnderObjection: row.is_under_objection,
    ...(row.as_of !== null && row.categories ? { rating: { asOf: row.as_of, categories: row.categories } } : {}),
    headNames: row.heads,
    openHazards: row.open_hazards,
  };
}

const buildingOf = ({ code, name, estate, address, street, community }: PlateBuilding): PlateBuilding => ({
  code,
  name,
  estate,
  address,
  street,
  community,
});

function standingOf({ to_star, effective_at, plate_number }: StandingRow): PlateStanding | undefined {
  if (effective_at === null) return undefined;
  return {
    star: to_star,
    effectiveAt: effective_at,
    ...(plate_number === null ? {} : { plateNumber: plate_number }),
  };
}

const keyIn = (row: { readonly token: string; readonly shortCode: string } | null): PlateKey | undefined =>
  row ? ({ token: row.token, shortCode: row.shortCode } as PlateKey) : undefined;

/** Tries until a short code is nobody's yet: of 887 million codes a district uses some 200,000. */
const mostTries = 5;

/** Gives a key to each of the buildings that has none; unknown codes are passed over. */
async function giveKeys({ prisma }: Client, codes: readonly BuildingCode[], now: Date): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const missing = await prisma.$queryRaw<{ code: BuildingCode }[]>`
      SELECT b.code FROM building b WHERE b.code = ANY(${plainArray(codes)}::bpchar[])
        AND NOT EXISTS (SELECT FROM plate_token t WHERE t.building_code = b.code)`;
    if (missing.length === 0) return;
    const keys = missing.map(() => newPlateKey());
    await prisma.$executeRaw`
      INSERT INTO plate_token (building_code, token, short_code, created_at)
      SELECT code, token, short_code, ${now.toISOString()}::timestamptz
      FROM unnest(${plainArray(missing.map(({ code }) => code))}::text[], ${plainArray(keys.map(({ token }) => token))}::text[],
        ${plainArray(keys.map(({ shortCode }) => shortCode))}::text[]) AS n(code, token, short_code)
      ON CONFLICT DO NOTHING`;
  }
  throw new Error(`no free short code was found in ${mostTries} tries`);
}

async function renewKey(
  { prisma }: Client,
  { code, now }: { readonly code: BuildingCode; readonly now: Date },
): Promise<PlateKey | undefined> {
  if (!(await prisma.building.findUnique({ where: { code }, select: { code: true } }))) return undefined;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const key = newPlateKey();
    const written = await prisma.$executeRaw`
      INSERT INTO plate_token (building_code, token, short_code, created_at)
      SELECT ${code}, ${key.token}, ${key.shortCode}, ${now.toISOString()}::timestamptz
      WHERE NOT EXISTS (SELECT FROM plate_token WHERE short_code = ${key.shortCode})
      ON CONFLICT (building_code) DO UPDATE
        SET token = EXCLUDED.token, short_code = EXCLUDED.short_code, created_at = EXCLUDED.created_at`;
    if (written === 1) return key;
  }
  throw new Error(`no free short code was found in ${mostTries} tries`);
}

interface KeyedRow extends PlateBuilding, StandingRow {
  readonly token: string;
  readonly short_code: string;
}

async function loadKeyed({ prisma }: Client, codes: readonly BuildingCode[]): Promise<readonly KeyedBuilding[]> {
  const rows = await prisma.$queryRaw<KeyedRow[]>`
    SELECT b.code, b.name, b.estate, b.address, b.street, b.community, t.token, t.short_code,
      c.to_star, c.effective_at, c.plate_number
    FROM building b JOIN plate_token t ON t.building_code = b.code
    LEFT JOIN LATERAL (
      SELECT to_star, effective_at, plate_number FROM star_change
      WHERE building_code = b.code AND stage = 'effective' ORDER BY effective_at DESC, id DESC LIMIT 1) c ON true
    WHERE b.code = ANY(${plainArray(codes)}::bpchar[]) ORDER BY b.code`;
  return rows.map((row) => {
    const standing = standingOf(row);
    return {
      building: buildingOf(row),
      ...(standing ? { standing } : {}),
      key: { token: row.token, shortCode: row.short_code } as PlateKey,
    };
  });
}
