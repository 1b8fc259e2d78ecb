import { beforeAll, beforeEach, expect, it } from "vitest";
import { createDirectory } from "../../src/buildings/directory.prisma.js";
import { addRole } from "../../src/buildings/role-writes.prisma.js";
import { senderKey } from "../../src/channels/channel.js";
import { commitChanges } from "../../src/conversation/commit-changes.prisma.js";
import { type AuditFigures, auditKind, createAuditHandler } from "../../src/conversation/due-audit.prisma.js";
import { createReferralHandler } from "../../src/conversation/due-referral.prisma.js";
import { firstReferralTask, referralTask, referralTaskKind } from "../../src/conversation/referral-task.js";
import type { OpenedDatabase, Tx } from "../../src/database/database.prisma.js";
import { createDueTaskStore, deleteDueTasks, upsertDueTasks } from "../../src/delivery/due-task-store.prisma.js";
import { createScheduler } from "../../src/delivery/scheduler.js";
import { type HazardStep, move, openCase } from "../../src/hazards/apply-event.js";
import { createAuditStore } from "../../src/hazards/audit-store.prisma.js";
import type { Hazard, HazardEventData } from "../../src/hazards/hazard.js";
import { createHazardStore, writeSteps } from "../../src/hazards/hazard-store.prisma.js";
import { loadRules } from "../../src/load-rules.js";
import { loadTemplates } from "../../src/message-templates/templates.js";
import { type HazardId, newId, type PersonId } from "../../src/shared/ids.js";
import { silentLog } from "../../src/shared/log.js";
import { buildBuilding } from "../support/buildings.js";
import { buildOpening, codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";

const at = (time: string): Date => new Date(`2026-12-${time}:00+08:00`);
const { render } = loadTemplates("templates/messages");
const { rules } = loadRules();

describeOnEachDatabase("a department that lets its day pass", (open) => {
  let database: OpenedDatabase;
  let now = at("01T10:00");
  let audited: AuditFigures | undefined;
  let workerId: PersonId;
  const clock = { now: () => now };
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    now = at("01T10:00");
    audited = undefined;
    await emptyDatabase(database);
    const { aliases: _, ...building } = buildBuilding(3);
    await database.prisma.building.create({ data: building });
    const sender = { channel: "sandbox", account: "louxin-sandbox", externalId: "覃工", name: "覃工" };
    workerId = (await createDirectory(database, clock).findSenders([sender])).get(senderKey(sender))?.id as PersonId;
    const verified = { how: "名册", at: now };
    const area = codeOf(3).slice(0, 14);
    await database.transaction((tx) => addRole(tx, { personId: workerId, kind: "grid_worker", area, verified }));
  });

  const write = (...steps: readonly HazardStep[]) => database.transaction((tx) => writeSteps(tx, steps));
  /** The case after one more entry of the staff. */
  const go = async (hazard: Hazard, kind: "referred" | "answered" | "undone", data: HazardEventData = {}) => {
    const step = move(hazard, { kind, as: "staff", actorId: workerId, at: now, data });
    if (!step.ok) throw new Error(step.refusal);
    await write(step.value);
    return step.value.hazard;
  };
  const refer = async (): Promise<Hazard> => {
    const opened = openCase(newId<HazardId>(), buildOpening({ reporterId: workerId }), { at: at("01T09:00") });
    const hazard = { ...opened.hazard, number: "1201-1" };
    await write({ ...opened, hazard });
    return go(hazard, "referred");
  };
  const runDue = async (until: string): Promise<void> => {
    const deps = {
      directory: createDirectory(database, clock),
      hazards: createHazardStore(database),
      rules,
      log: silentLog,
      transaction: (work: (tx: Tx) => Promise<void>) => database.transaction(work),
      commit: (tx: Tx, all: Parameters<typeof commitChanges>[1], on: Date) =>
        commitChanges(tx, all, { render, now: on }),
    };
    const handlers = {
      [referralTaskKind]: createReferralHandler(deps),
      [auditKind]: createAuditHandler({
        ...deps,
        audit: createAuditStore(database),
        onAudited: (figures) => {
          audited = figures;
        },
      }),
    };
    now = at(until);
    await createScheduler({ store: createDueTaskStore(database), handlers, clock, log: silentLog }).runDue();
  };
  const said = async (): Promise<readonly string[]> =>
    (await database.prisma.outboxLine.findMany({ orderBy: { id: "asc" } })).map(({ text }) => text);
  const dueAt = async (): Promise<Date | undefined> =>
    (await database.prisma.dueTask.findFirst({ where: { kind: referralTaskKind } }))?.dueAt;
  const audit = async (until: string): Promise<void> => {
    await upsertDueTasks(database.prisma, [{ kind: auditKind, subject: "all", dueAt: at(until), data: {} }]);
    await runDue(until);
  };

  it("is told once when its day has passed, and again some working days later, until the answer comes", async () => {
    const hazard = await refer();
    await upsertDueTasks(database.prisma, [firstReferralTask(hazard, rules, now)]);
    await runDue("08T17:00");
    expect(await said()).toEqual([]);
    await runDue("09T09:00");
    expect(await said()).toEqual([
      expect.stringMatching(/^【移交没回音】1201-1:.*\n12月1日转给了消防救援,约好12月8日前答复/u),
    ]);
    await runDue("11T12:00");
    expect(await said()).toHaveLength(1);
    await runDue("14T09:00");
    expect(await said()).toHaveLength(2);
    const found = await createHazardStore(database).findById(hazard.id);
    await go(found?.hazard ?? hazard, "answered", { text: "明天来" });
    await runDue("31T09:00");
    expect(await said()).toHaveLength(2);
    expect(await dueAt()).toBeUndefined();
  });

  it("has its timer set again by the audit where that was lost, and tells nothing before its time", async () => {
    const hazard = await refer();
    await deleteDueTasks(database.prisma, [referralTask(hazard, now)]);
    await audit("02T10:00");
    expect(audited?.mended).toBe(1);
    await runDue("02T10:01");
    expect(await said()).toEqual([]);
    expect(await dueAt()).toEqual(at("09T09:00"));
    await audit("02T11:00");
    expect(audited?.mended).toBe(0);
  });

  it("wants no timer once it answered, and one again where that word was taken back", async () => {
    const hazard = await refer();
    const { state, code, severity, marks } = hazard;
    const answered = await go(hazard, "answered", { text: "明天来" });
    await audit("02T10:00");
    expect(audited?.mended).toBe(0);
    await go(answered, "undone", { undoes: answered.version, before: { state, code, severity, marks } });
    await audit("02T11:00");
    expect(audited?.mended).toBe(1);
  });
});
