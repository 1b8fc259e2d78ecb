import { beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/database/database.prisma.js";
import { describeOnEachDatabase } from "../support/database.js";

describeOnEachDatabase("constraints", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  it("refuse to change or delete an audit entry", async () => {
    const { prisma } = database;
    const hash = "0".repeat(64);
    await prisma.auditEntry.create({
      data: {
        at: new Date("2026-11-26T00:00:00Z"),
        actor: "a",
        action: "b",
        subject: "c",
        detail: {},
        prev: hash,
        hash,
      },
    });
    await expect(prisma.auditEntry.updateMany({ data: { actor: "x" } })).rejects.toThrow("append-only: UPDATE refused");
    await expect(prisma.auditEntry.deleteMany()).rejects.toThrow("append-only: DELETE refused");
    expect(await prisma.auditEntry.findMany()).toMatchObject([{ actor: "a" }]);
  });

  it("refuse an outbox state that the code does not know", async () => {
    const line = {
      channel: "test",
      account: "bot",
      chat: "c",
      kind: "k",
      urgency: "reply",
      lane: 1,
      text: "t",
      notBefore: new Date("2026-11-26T00:00:00Z"),
      createdAt: new Date("2026-11-26T00:00:00Z"),
    };
    await database.prisma.outboxLine.create({ data: { ...line, dedupeKey: "1", state: "in-doubt" } });
    await expect(
      database.prisma.outboxLine.create({ data: { ...line, dedupeKey: "2", state: "done" } }),
    ).rejects.toThrow("outbox_line_state_check");
  });
});
