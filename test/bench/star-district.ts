import { runAll } from "./run-all.js";

/** What is planted. */
export interface StarDistrictPlan {
  readonly buildings: number;
  /** The night of the first rating; everything happened before it. */
  readonly night: Date;
}

/** Hazards of a building in twelve months. */
export const hazardsOfBuilding = 6;
const buildingsOfGrid = 36;

const uuid = (kind: string, n: string): string =>
  `('${kind}0000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const grid = `('44030600' || lpad((100000 + b / ${buildingsOfGrid})::text, 6, '0'))`;
const code = `(${grid} || lpad((b % ${buildingsOfGrid} + 1)::text, 5, '0'))`;

/**
 * Plants a district as the rating sees it: buildings with measured values, facts and a head, and hazards over twelve
 * months with their logs, most of them fixed in time, some late, some still open.
 */
export async function plantStarDistrict(url: string, { buildings, night }: StarDistrictPlan): Promise<void> {
  await runAll(url, [
    "SET TIME ZONE 'UTC'",
    "SET synchronous_commit = off",
    ...buildingSql(`FROM generate_series(0, ${buildings - 1}) AS b`),
    ...hazardSql(buildings, `'${night.toISOString()}'::timestamptz`),
    "VACUUM ANALYZE",
  ]);
}

/** Lets every star that was proposed be in force, as if people had confirmed them long ago. */
export const putStarsInForce = (url: string): Promise<void> =>
  runAll(url, [
    "UPDATE star_change SET stage = 'effective', confirmed_at = '2026-01-05', effective_at = '2026-01-05'",
    "VACUUM ANALYZE star_change, star_rating, rating_state",
  ]);

/** A case more in each fiftieth building, found by a patrol the day before `night`. */
export const plantDay = (url: string, { buildings, night }: StarDistrictPlan): Promise<void> => {
  const opened = `'${night.toISOString()}'::timestamptz - interval '12 hours'`;
  const each = `FROM generate_series(0, ${buildings - 1}, 50) AS b`;
  return runAll(url, [
    `INSERT INTO hazard (${hazardColumns})
      SELECT ${uuid("e", "b")}, '0000-' || b, (${opened})::date, left(${code}, 12), ${code}, 'E04', 'major', 'notified',
        'inspection', '{}', '电线', 'bench', 'bot', 'g', ${uuid("b", "0")}, 'bench', ${opened}, ${opened} + interval '3 days', NULL, 2
      ${each}`,
    `INSERT INTO hazard_event (hazard_id, seq, kind, at, data)
      SELECT ${uuid("e", "b")}, seq, (ARRAY['reported', 'notified'])[seq], ${opened}, '{}' ${each}, generate_series(1, 2) AS seq`,
  ]);
};

const hazardColumns = `id, number, opened_on, community_code, building_code, code, severity, state, origin, place, summary,
  channel, account, chat, reporter_id, rules_version, opened_at, due_at, closed_at, version`;

const buildingSql = (each: string): readonly string[] => [
  `INSERT INTO building (code, name, estate, address, community, street, grid, created_at)
    SELECT ${code}, b % ${buildingsOfGrid} + 1 || '栋', '新村', '新村', '社区', '街道', ${grid}, '2025-01-01' ${each}`,
  `INSERT INTO metric (building_code, kind, as_of, value, source, recorded_at)
    SELECT ${code}, kind, '2026-11-01', CASE kind WHEN 'declared_rate' THEN 0.9 + b % 11 / 100.0
      WHEN 'patrol_days' THEN b % 30 ELSE 1 END, 'bench', '2026-11-01'
    ${each}, unnest(ARRAY['declared_rate', 'archive_completeness', 'patrol_days']) AS kind`,
  `INSERT INTO building_fact (id, building_code, section, key, value, source, recorded_at)
    SELECT gen_random_uuid(), ${code}, '基本', key, 'true', 'bench', '2026-11-01'
    ${each}, unnest(ARRAY['street_check', 'head_trained']) AS key WHERE b % 3 > 0`,
  `INSERT INTO person (id, name) VALUES (${uuid("a", "0")}, '楼栋长')`,
  `INSERT INTO role (id, person_id, kind, building_code, verified_at)
    SELECT ${uuid("a", "b")}, ${uuid("a", "0")}, 'head', ${code}, '2026-01-01' ${each} WHERE b % 4 > 0`,
];

const codes = "ARRAY['E01','E04','F01','F04','G02','S01','M01','P05','H01','H02','E06','F12']";

function hazardSql(buildings: number, night: string): readonly string[] {
  const cases = `(SELECT n, n % ${buildings} AS b,
      ${night} - interval '1 day' * (n::bigint * 7919 % 365 + 1) - interval '10 hours' AS opened
    FROM generate_series(0, ${buildings * hazardsOfBuilding - 1}) AS n) AS c,
    LATERAL (SELECT CASE WHEN n % 25 = 0 THEN opened + interval '5 days' ELSE opened + interval '1 day' END AS said) AS s,
    LATERAL (SELECT CASE WHEN said < ${night} THEN said END AS fixed) AS f`;
  return [
    `INSERT INTO hazard (${hazardColumns})
      SELECT ${uuid("c", "n")}, to_char(opened, 'MMDD') || '-' || n, opened::date, left(${code}, 12), ${code},
        (${codes})[n % 12 + 1], CASE WHEN n % 8 = 0 THEN 'major' ELSE 'minor' END,
        CASE WHEN fixed IS NULL THEN 'notified' ELSE 'closed' END, (ARRAY['inspection', 'tenant', 'self'])[n % 3 + 1],
        '{}', '电线', 'bench', 'bot', 'g', ${uuid("b", "0")}, 'bench', opened, opened + interval '3 days',
        fixed + interval '4 hours', CASE WHEN fixed IS NULL THEN 2 ELSE 4 END FROM ${cases}`,
    `INSERT INTO hazard_event (hazard_id, seq, kind, at, data)
      SELECT ${uuid("c", "n")}, seq, (ARRAY['reported', 'notified', 'fixed', 'passed'])[seq],
        CASE WHEN seq < 3 THEN opened WHEN seq = 3 THEN fixed ELSE fixed + interval '4 hours' END, '{}'
      FROM ${cases}, generate_series(1, CASE WHEN fixed IS NULL THEN 2 ELSE 4 END) AS seq`,
  ];
}
