import type { Database } from "../database/database.prisma.js";
import { groupBy } from "../shared/group-by.js";
import type { BuildingCode, PersonId } from "../shared/ids.js";
import type { BuildingContacts } from "./directory.js";
import type { Person, RoleKind } from "./person.js";
import { isOn, isPresent, loadPeople } from "./person-rows.prisma.js";

interface ContactRow {
  readonly code: BuildingCode;
  readonly person_id: PersonId;
  readonly kind: RoleKind;
}

/** Digits of a code that name its grid, community and street; staff are assigned to one of them. */
const areaDigits = [14, 12, 9];

/**
 * Whom to turn to, by building: people with a verified role there, and the staff of its grid, community and street. Who is
 * on duty comes before the other grid workers; who has a substitute now is not among them.
 */
export async function loadContacts(
  database: Pick<Database, "prisma">,
  codes: readonly BuildingCode[],
  now: Date,
): Promise<ReadonlyMap<BuildingCode, BuildingContacts>> {
  const rows = await database.prisma.$queryRaw<ContactRow[]>`
    SELECT code, person_id::text, kind FROM (
      SELECT wanted.code, r.person_id, r.kind, r.id, 1 AS rank FROM unnest(${[...codes]}::bpchar[]) AS wanted(code)
      JOIN role r ON r.building_code = wanted.code
      WHERE r.kind IN ('landlord', 'head', 'sublandlord') AND r.verified_at IS NOT NULL AND ${isPresent(now)}
      UNION ALL
      SELECT wanted.code, r.person_id, r.kind, r.id, 1 AS rank FROM unnest(${[...codes]}::bpchar[]) AS wanted(code)
      JOIN unnest(${areaDigits}::integer[]) AS area(digits) ON true
      JOIN role r ON r.area = left(wanted.code, area.digits)
      WHERE r.kind IN ('grid_worker', 'community', 'street') AND r.verified_at IS NOT NULL AND ${isPresent(now)}
        AND NOT (r.kind = 'grid_worker' AND EXISTS (
          SELECT FROM duty d WHERE d.for_person_id = r.person_id AND d.area = r.area AND ${isOn(now)}))
      UNION ALL
      SELECT wanted.code, d.person_id, 'grid_worker', d.id, 0 AS rank FROM unnest(${[...codes]}::bpchar[]) AS wanted(code)
      JOIN duty d ON d.area = left(wanted.code, 14) WHERE ${isOn(now)}
    ) AS contact ORDER BY rank, id`;
  const people = await loadPeople(database, [...new Set(rows.map((row) => row.person_id))], now);
  const ofCode = groupBy(rows, (row) => row.code);
  return new Map(codes.map((code) => [code, toContacts(ofCode.get(code) ?? [], people)]));
}

function toContacts(rows: readonly ContactRow[], people: ReadonlyMap<PersonId, Person>): BuildingContacts {
  const ofKind = (kind: RoleKind): readonly Person[] => {
    const ids = new Set(rows.filter((row) => row.kind === kind).map((row) => row.person_id));
    return [...ids].flatMap((id) => people.get(id) ?? []);
  };
  return {
    landlords: ofKind("landlord"),
    heads: ofKind("head"),
    sublandlords: ofKind("sublandlord"),
    gridWorkers: ofKind("grid_worker"),
    community: ofKind("community"),
    street: ofKind("street"),
  };
}
