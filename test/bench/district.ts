import pg from "pg";

/** Cases that are planted, and when they fall due. */
export interface DistrictPlan {
  readonly cases: number;
  /** How many of the cases come due, and when: each of another landlord; not more than there are buildings. */
  readonly due: readonly { readonly count: number; readonly at: Date }[];
  /** Tasks of this kind besides, due after everything else: rows for the raw reference. */
  readonly rawTasks: number;
  readonly rulesVersion: string;
}

/** The channel of the benchmark; nothing is sent. */
const account = { channel: "bench", account: "bot" } as const;
/** The kind of the tasks that only the raw reference touches. */
export const rawKind = "bench-raw";

/** Six open cases a building: a million cases are spread over as many buildings as the district has. */
export const casesOfBuilding = 6;
const buildingsOfGrid = 36;

/**
 * Plants a district: buildings with a landlord each, grids with a worker each, open cases that were reported and notified,
 * and a ladder task for each case. Those due now are at half of their time; the others come up within the next month.
 */
export async function plantDistrict(url: string, plan: DistrictPlan): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const buildings = Math.ceil(plan.cases / casesOfBuilding);
    await client.query("SET TIME ZONE 'UTC'; SET synchronous_commit = off");
    for (const sql of [...peopleSql(buildings), ...caseSql(plan, buildings)]) await client.query(sql);
    await client.query("VACUUM ANALYZE");
  } finally {
    await client.end();
  }
}

const uuid = (kind: string, n: string): string =>
  `('${kind}0000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const grid = (b: string): string => `('44030600' || lpad((100000 + (${b}) / ${buildingsOfGrid})::text, 6, '0'))`;
const code = (b: string): string => `(${grid(b)} || lpad(((${b}) % ${buildingsOfGrid} + 1)::text, 5, '0'))`;

function peopleSql(buildings: number): readonly string[] {
  const each = `FROM generate_series(0, ${buildings - 1}) AS b`;
  const grids = `FROM generate_series(0, ${Math.floor((buildings - 1) / buildingsOfGrid)}) AS g`;
  const identity = `'${account.channel}', '${account.account}'`;
  return [
    `INSERT INTO building (code, name, estate, address, community, street, grid)
      SELECT ${code("b")}, b % ${buildingsOfGrid} + 1 || '栋', '新村', '新村', '社区', '街道', ${grid("b")} ${each}`,
    `INSERT INTO person (id, name) SELECT ${uuid("a", "b")}, 'l' || b ${each}`,
    `INSERT INTO person (id, name) SELECT ${uuid("b", "g")}, 'w' || g ${grids}`,
    `INSERT INTO identity (channel, account, external_id, person_id, nickname) SELECT ${identity}, 'l' || b, ${uuid("a", "b")}, 'l' ${each}`,
    `INSERT INTO identity (channel, account, external_id, person_id, nickname) SELECT ${identity}, 'w' || g, ${uuid("b", "g")}, 'w' ${grids}`,
    `INSERT INTO role (id, person_id, kind, building_code, verified_at)
      SELECT ${uuid("a", "b")}, ${uuid("a", "b")}, 'landlord', ${code("b")}, '2026-01-01' ${each}`,
    `INSERT INTO role (id, person_id, kind, area, verified_at)
      SELECT ${uuid("b", "g")}, ${uuid("b", "g")}, 'grid_worker', ${grid(`g * ${buildingsOfGrid}`)}, '2026-01-01' ${grids}`,
  ];
}

const instant = (at: Date): string => `'${at.toISOString()}'::timestamptz`;

/** Case n belongs to building n mod `buildings`; of each `step`-th building one case is due, not always the first. */
const dueSql = (n: string, { buildings, step }: { readonly buildings: number; readonly step: number }) => {
  const place = `(${n} % ${buildings} / ${step})`;
  const isOne = `${n} % ${buildings} % ${step} = 0 AND ${n} / ${buildings} = ${place} % ${casesOfBuilding}`;
  return { isDue: (upTo: number): string => `${isOne} AND ${place} < ${upTo}` };
};

function dueTimes(due: DistrictPlan["due"], isDue: (upTo: number) => string): string {
  let upTo = 0;
  return due.map(({ count, at }) => `WHEN ${isDue((upTo += count))} THEN ${instant(at)}`).join(" ");
}

function caseSql({ cases, due, rawTasks, rulesVersion }: DistrictPlan, buildings: number): readonly string[] {
  const at = instant(due[0]?.at ?? new Date(0));
  const dueCases = due.reduce((sum, { count }) => sum + count, 0);
  const which = dueSql("n", { buildings, step: Math.floor(buildings / dueCases) });
  const isDue = which.isDue(dueCases);
  const opened = `${at} - CASE WHEN ${isDue} THEN interval '12 hours' ELSE interval '1 hour' * (n % 20 + 1) END`;
  const limit = `${at} + CASE WHEN ${isDue} THEN interval '12 hours' ELSE interval '1 day' * (n % 27 + 3) END`;
  const each = `FROM generate_series(0, ${cases - 1}) AS n`;
  const b = `n % ${buildings}`;
  return [
    `INSERT INTO hazard (id, number, opened_on, community_code, building_code, code, severity, state, origin, place, summary,
        channel, account, chat, reporter_id, responsible_id, rules_version, opened_at, due_at, version)
      SELECT ${uuid("c", "n")}, to_char(${opened}, 'MMDD') || '-' || n, (${opened})::date, left(${code(b)}, 12), ${code(b)},
        'E01', 'major', 'notified', 'tenant', '{"floor": 2, "spot": "楼梯口"}', '2楼楼梯口停了两台电动车', '${account.channel}',
        '${account.account}', 'g' || ${b} / ${buildingsOfGrid}, ${uuid("b", "0")}, ${uuid("a", b)}, '${rulesVersion}',
        ${opened}, ${limit}, 2 ${each}`,
    `INSERT INTO hazard_event (hazard_id, seq, kind, at, data)
      SELECT ${uuid("c", "n")}, seq, (ARRAY['reported', 'notified'])[seq], ${opened}, '{}' ${each}, generate_series(1, 2) AS seq`,
    `INSERT INTO due_task (kind, subject, due_at, data)
      SELECT 'hazard-ladder', ${uuid("c", "n")}::text,
        CASE ${dueTimes(due, which.isDue)} ELSE ${at} + interval '1 hour' + interval '2.5 seconds' * (n::bigint * 7919 % 1000000) END,
        jsonb_build_object('since', to_char(${opened}, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) ${each}`,
    `INSERT INTO due_task (kind, subject, due_at, data)
      SELECT '${rawKind}', ${uuid("d", "n")}::text, ${at} + interval '40 days', '{"since":"2026-11-26T00:00:00Z"}'
      FROM generate_series(1, ${rawTasks}) AS n`,
  ];
}
