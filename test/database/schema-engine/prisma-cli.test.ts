import { execFile } from "node:child_process";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it, afterAll } from "vitest";
import { createPostgresqlCopy, type PostgresqlCopy } from "../../support/database-template.js";
import { describeWithPostgres } from "../../support/real-parts.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

interface Run {
  readonly code: number;
  readonly output: string;
}

/** Runs Prisma's CLI with every way to the internet closed. */
const prisma = (args: string, env: Readonly<Record<string, string>>): Promise<Run> =>
  new Promise((resolve) => {
    const closed = { https_proxy: "http://127.0.0.1:9", http_proxy: "http://127.0.0.1:9", CHECKPOINT_DISABLE: "1" };
    const { DATABASE_URL: _url, PRISMA_SCHEMA_ENGINE_BINARY: _binary, ...rest } = process.env;
    const command = join(root, "node_modules/prisma/build/index.js");
    const options = { cwd: root, env: { ...rest, ...closed, ...env } };
    execFile(process.execPath, [command, ...args.split(" ")], options, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error ? 1 : 0, output: stdout + stderr });
    });
  });

/** A folder below node_modules, from where a configuration finds Prisma, with a copy of the migrations to add to. */
async function scratchFolder(): Promise<string> {
  const folder = join(root, "node_modules/.cache/louxin", `cli-${process.pid}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(join(root, "prisma/migrations"), join(folder, "migrations"), { recursive: true });
  const extra = "model Extra {\n  id Int @id\n}\n";
  await cp(join(root, "prisma/schema.prisma"), join(folder, "schema.prisma"));
  await writeFile(join(folder, "schema.prisma"), extra, { flag: "a" });
  await writeFile(
    join(folder, "prisma.config.ts"),
    `import config from "${join(root, "prisma.config.ts")}";
     export default { ...config, schema: "schema.prisma", migrations: { path: "migrations" } };`,
  );
  return folder;
}

function commandsWork(start: () => Promise<Readonly<Record<string, string>>>): void {
  let env: Readonly<Record<string, string>>;
  let scratch: string;
  beforeAll(async () => {
    env = await start();
    scratch = await scratchFolder();
  }, 60_000);
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  it("migrate status tells what is missing", async () => {
    const { code, output } = await prisma("migrate status", env);
    expect(output).toContain("20261126000000_init");
    expect(output).toContain("not yet been applied");
    expect(code).toBe(1);
  });

  it("migrate deploy applies it, and status and diff find nothing more to do", async () => {
    const { code, output } = await prisma("migrate deploy", env);
    expect(output).toContain("All migrations have been successfully applied");
    expect(code).toBe(0);
    expect((await prisma("migrate status", env)).output).toContain("Database schema is up to date");
    const live = await prisma(
      "migrate diff --from-config-datasource --to-schema prisma/schema.prisma --exit-code",
      env,
    );
    expect(live).toMatchObject({ code: 0, output: expect.stringContaining("No difference detected") });
  });

  it("migrate diff finds no drift between the migrations and the schema", async () => {
    const diff = "migrate diff --from-migrations prisma/migrations --to-schema prisma/schema.prisma --exit-code";
    expect(await prisma(diff, env)).toMatchObject({
      code: 0,
      output: expect.stringContaining("No difference detected"),
    });
  });

  it("migrate dev --create-only writes what a changed schema needs, and migrate reset begins anew with it", async () => {
    const config = `--config ${join(scratch, "prisma.config.ts")}`;
    const made = await prisma(`migrate dev --create-only --name extra ${config}`, env);
    expect(made.output).toContain("created the following migration without applying it");
    const name = (await readdir(join(scratch, "migrations"))).find((entry) => entry.endsWith("_extra"));
    const reset = await prisma(`migrate reset --force ${config}`, env);
    expect(reset.output).toContain("Database reset successful");
    expect(reset.output).toContain(name);
    const same = `migrate diff --from-config-datasource --to-schema ${join(scratch, "schema.prisma")} --exit-code ${config}`;
    expect(await prisma(same, env)).toMatchObject({ code: 0 });
  });
}

describe("Prisma's CLI without a download", { timeout: 240_000 }, () => {
  it("validate and the engine's version work", async () => {
    expect(await prisma("validate", {})).toMatchObject({ code: 0, output: expect.stringContaining("is valid") });
    expect((await prisma("-v", {})).output).toMatch(/Schema Engine +: schema-engine-wasm [0-9a-f]{40}/);
  });

  describe("on PGlite", () => {
    const dataDir = join(root, "node_modules/.cache/louxin", `cli-data-${process.pid}`);
    afterAll(() => rm(dataDir, { recursive: true, force: true }));
    commandsWork(async () => ({ DATA_DIR: dataDir }));
  });

  describeWithPostgres("on PostgreSQL", (server) => {
    let copy: PostgresqlCopy;
    afterAll(() => copy.drop());
    commandsWork(async () => {
      copy = await createPostgresqlCopy(server, true);
      return { DATABASE_URL: copy.url };
    });
  });
});
