import pg from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { openPostgresql } from "../../src/database/open-postgresql.prisma.js";
import { describeConnectionFailure, refuseOldServer } from "../../src/database/postgresql-errors.js";
import { silentLog as log } from "../../src/shared/log.js";
import { createPostgresqlCopy } from "../support/database-template.js";
import { describeWithPostgres } from "../support/real-parts.js";

const url = "postgresql://lou:s3cret@db.example:6543/louxin";

describe("describeConnectionFailure", () => {
  it.each([
    [{ code: "ECONNREFUSED" }, "unreachable", "at db.example:6543 cannot be reached (ECONNREFUSED)"],
    [new AggregateError([{ code: "ENOTFOUND" }]), "unreachable", "cannot be reached (ENOTFOUND)"],
    [new Error("lou:s3cret"), "unreachable", "cannot be reached (no answer)"],
    [{ code: "28P01" }, "access-denied", 'does not let user "lou" into database "louxin"'],
    [{ code: "3D000" }, "missing-database", 'has no database "louxin"'],
  ])("says what is wrong and where, without the password: %o", (error, reason, text) => {
    const described = describeConnectionFailure(url, error);
    expect(described).toMatchObject({ reason, message: expect.stringContaining(text) });
    expect(described.message).not.toContain("s3cret");
  });
});

describe("refuseOldServer", () => {
  it("refuses 14 and takes 15 and later", () => {
    expect(() => refuseOldServer("14.9 (Debian)")).toThrow(
      "PostgreSQL 14.9 (Debian) is too old: 15 or newer is needed",
    );
    expect(() => refuseOldServer("15.20 (Debian)")).not.toThrow();
    expect(() => refuseOldServer("18beta1")).not.toThrow();
  });
});

describe("openPostgresql", () => {
  it("names host and port when the server is down", async () => {
    const down = openPostgresql({ url: "postgresql://lou:s3cret@127.0.0.1:9/louxin", poolSize: 1, log });
    await expect(down).rejects.toThrow("PostgreSQL at 127.0.0.1:9 cannot be reached (ECONNREFUSED)");
  });

  it("refuses what is no URL", async () => {
    await expect(openPostgresql({ url: "localhost", poolSize: 1, log })).rejects.toThrow("DATABASE_URL is not a URL");
  });
});

describeWithPostgres("openPostgresql on a server", (server) => {
  it("says that the database is missing", async () => {
    const missing = new URL(server);
    missing.pathname = "/louxin_no_such_database";
    await expect(openPostgresql({ url: missing.href, poolSize: 1, log })).rejects.toMatchObject({
      reason: "missing-database",
    });
  });

  it("keeps instants right on a server that lives in Shanghai", async () => {
    const copy = await createPostgresqlCopy(server);
    onTestFinished(copy.drop);
    const client = new pg.Client({ connectionString: copy.url });
    await client.connect();
    await client.query(`ALTER DATABASE "${new URL(copy.url).pathname.slice(1)}" SET timezone TO 'Asia/Shanghai'`);
    await client.end();

    const database = await openPostgresql({ url: copy.url, poolSize: 2, log });
    const at = new Date("2026-11-26T23:59:58.123+08:00");
    await database.transaction((tx) => tx.dueTask.create({ data: { kind: "k", subject: "s", dueAt: at, data: {} } }));
    expect((await database.prisma.dueTask.findFirstOrThrow()).dueAt).toEqual(at);
    const [row] = await database.prisma.$queryRaw<{ ms: number }[]>`
      SELECT extract(epoch FROM due_at)::float8 * 1000 AS ms FROM due_task WHERE due_at = ${at}`;
    expect(row?.ms).toBe(at.getTime());
    await database.close();
  });

  it("goes on after the server ended its connections", async () => {
    const copy = await createPostgresqlCopy(server);
    onTestFinished(copy.drop);
    const database = await openPostgresql({ url: copy.url, poolSize: 2, log });
    const killed = database.scriptTransaction((session) =>
      session.script("SELECT pg_terminate_backend(pg_backend_pid())"),
    );
    await expect(killed).rejects.toThrow();
    expect(await database.prisma.setting.count()).toBe(0);
    await database.close();
  });
});
