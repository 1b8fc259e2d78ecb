import { runAll } from "./run-all.js";
import { plantStarDistrict, type StarDistrictPlan } from "./star-district.js";

/** Buildings of a grid; the codes and grids are those of the star district. */
const buildingsOfGrid = 36;
const random = (seed: string): string => `(abs(hashtext(code || '${seed}'))::float8 / 2147483647)`;
const gridRandom = (seed: string): string => `(abs(hashtext(grid || '${seed}'))::float8 / 2147483647)`;

/**
 * The star district with what the map needs besides: grids of some 250 m strewn over Bao'an, buildings at random places in
 * them, a kind, and for five buildings in six a star in force; one in forty had its plate withdrawn.
 */
export async function plantBlockDistrict(url: string, plan: StarDistrictPlan): Promise<void> {
  await plantStarDistrict(url, plan);
  await runAll(url, [
    `UPDATE building SET lon = 113.75 + 0.25 * ${gridRandom("x")} + 0.0025 * ${random("x")},
      lat = 22.52 + 0.28 * ${gridRandom("y")} + 0.0025 * ${random("y")}, unit_count = 5 + 25 * ${random("u")},
      kind = CASE WHEN ${random("k")} < 0.8 THEN 'urban-village' WHEN ${random("k")} < 0.9 THEN 'estate' ELSE 'dormitory' END`,
    `INSERT INTO star_change (id, building_code, kind, to_star, stage, items, proposed_at, effective_at)
      SELECT gen_random_uuid(), code, CASE WHEN star IS NULL THEN 'withdrawn' ELSE 'first' END, star, 'effective', '{}',
        '2026-01-05', '2026-01-05'
      FROM (SELECT code, CASE WHEN ${random("s")} < 0.025 THEN NULL WHEN ${random("s")} < 0.5 THEN 4
          WHEN ${random("s")} < 0.75 THEN 3 WHEN ${random("s")} < 0.9 THEN 2 WHEN ${random("s")} < 0.97 THEN 5 ELSE 1 END AS star
        FROM building WHERE ${random("r")} < 0.84) AS b`,
    "VACUUM ANALYZE",
  ]);
}

/** A case is closed at `now` in two buildings of a hundred: in whole grids next to each other, or in every fiftieth building. */
export const changeTwoInAHundred = (
  url: string,
  { where, now }: { readonly where: "grids" | "everywhere"; readonly now: Date },
): Promise<void> =>
  runAll(url, [
    `UPDATE hazard SET state = 'closed', closed_at = '${now.toISOString()}' WHERE id IN (
      SELECT DISTINCT ON (h.building_code) h.id FROM hazard h
        JOIN (SELECT code, row_number() OVER (ORDER BY code) - 1 AS n FROM building) b ON b.code = h.building_code
      WHERE ${where === "grids" ? `n / ${buildingsOfGrid} % 50 = 7` : "n % 50 = 0"}
      ORDER BY h.building_code, h.closed_at DESC NULLS FIRST)`,
  ]);
