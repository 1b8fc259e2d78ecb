import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { createPostgresqlCopy } from "../support/database-template.js";
import { copyIn } from "./copy-in.js";
import { registryHeadings, writeRegistryCsv, writeRegistryXlsx } from "./registry-table.js";

/** What the benchmark found. */
export interface ImportFigures {
  readonly name: "import";
  /** Seconds of the whole command on the Excel file: start, check, write, end. */
  readonly value: number;
  /** Seconds of COPY of the same rows into one table of texts with a primary key, in the same run. */
  readonly reference: number;
  readonly ratio: number;
  readonly unit: "s";
  readonly rows: number;
  readonly columns: number;
  readonly xlsx: RunFigures;
  readonly csv: RunFigures;
  /** The CSV a second time, which changes nothing. */
  readonly again: RunFigures;
  readonly check: { readonly buildings: number; readonly events: number; readonly isComplete: boolean };
}

interface RunFigures {
  readonly seconds: number;
  /** Of the process itself: what is left of a busy machine's seconds; the database works besides. */
  readonly cpuSeconds: number;
  /** The most memory that the process held. */
  readonly peakMb: number;
  readonly fileMb: number;
}

/** How long a district's registry takes to import, with positions to convert, and how much memory. */
export async function benchImport(server: string, rows: number): Promise<ImportFigures> {
  const folder = await mkdtemp(join(tmpdir(), "louxin-bench-"));
  const [csvFile, xlsxFile] = [join(folder, "registry.csv"), join(folder, "registry.xlsx")];
  const [first, second] = [await createPostgresqlCopy(server), await createPostgresqlCopy(server)];
  try {
    await writeRegistryCsv(csvFile, rows);
    await writeRegistryXlsx(xlsxFile, rows);
    const reference = await measureCopy(first.url, csvFile);
    const csv = await measureImport(first.url, csvFile);
    const again = await measureImport(first.url, csvFile);
    const xlsx = await measureImport(second.url, xlsxFile);
    const check = await checkImport(second.url, rows);
    const ratio = Math.round((xlsx.seconds / reference) * 10) / 10;
    const columns = registryHeadings.length;
    return { name: "import", value: xlsx.seconds, reference, ratio, unit: "s", rows, columns, xlsx, csv, again, check };
  } finally {
    await rm(folder, { recursive: true, force: true });
    await first.drop();
    await second.drop();
  }
}

async function measureCopy(url: string, file: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const columns = registryHeadings.map((_, at) => `c${at} text${at === 0 ? " PRIMARY KEY" : ""}`);
    await client.query(`CREATE TABLE bench_raw (${columns.join(", ")})`);
    const startedAt = performance.now();
    await copyIn(client, "COPY bench_raw FROM STDIN (FORMAT csv, HEADER)", file);
    return secondsSince(startedAt);
  } finally {
    await client.end();
  }
}

const secondsSince = (startedAt: number): number => Math.round((performance.now() - startedAt) / 100) / 10;

/** The command as people run it, in a process of its own, whose memory is watched. */
async function measureImport(url: string, file: string): Promise<RunFigures> {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "src/main.ts", "import", "buildings", file, "--datum", "gcj02"],
    { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, DATABASE_URL: url } },
  );
  let used = { peakMb: 0, cpuSeconds: 0 };
  const watch = setInterval(() => {
    used = usedBy(child.pid) ?? used;
  }, 100);
  const code = await new Promise((resolve) => child.once("exit", resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`the import ended with ${String(code)}`);
  return { seconds: secondsSince(startedAt), ...used, fileMb: Math.round((await stat(file)).size / 2 ** 20) };
}

/** Clock ticks a second on every Linux that runs Node. */
const ticks = 100;

/** What a process has used so far; undefined once it has ended. */
function usedBy(pid: number | undefined): Pick<RunFigures, "peakMb" | "cpuSeconds"> | undefined {
  try {
    const [, kb] = /VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    const [, times = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
    const [user = 0, system = 0] = times.split(" ").slice(11, 13).map(Number);
    return kb === undefined
      ? undefined
      : { peakMb: Math.round(Number(kb) / 1024), cpuSeconds: Math.round((user + system) / (ticks / 10)) / 10 };
  } catch {
    return undefined; // it has ended
  }
}

async function checkImport(url: string, rows: number): Promise<ImportFigures["check"]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query<{ buildings: number; events: number }>(
      `SELECT (SELECT count(*)::int FROM building WHERE source_datum = 'GCJ-02') AS buildings,
        (SELECT count(*)::int FROM building_fact_event) AS events`,
    );
    const { buildings = 0, events = 0 } = found.rows[0] ?? {};
    return { buildings, events, isComplete: buildings === rows && events === rows };
  } finally {
    await client.end();
  }
}
