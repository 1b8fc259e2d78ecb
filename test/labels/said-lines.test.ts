import { beforeAll, beforeEach, expect, it } from "vitest";
import { createInbox } from "../../src/archive/inbox.prisma.js";
import { insertReadings } from "../../src/archive/links.prisma.js";
import { recallMessages } from "../../src/conversation/group-writes.prisma.js";
import type { OpenedDatabase } from "../../src/database/database.prisma.js";
import { type HazardStep, move, type Move, openCase } from "../../src/hazards/apply-event.js";
import { writeSteps } from "../../src/hazards/hazard-store.prisma.js";
import type { SaidLine } from "../../src/labels/said-line.js";
import { createSaidLines } from "../../src/labels/said-lines.prisma.js";
import { type HazardId, type MessageId, newId, type PersonId } from "../../src/shared/ids.js";
import { buildOpening, codeOf } from "../support/builders.js";
import { describeOnEachDatabase, emptyDatabase } from "../support/database.js";
import { buildIncoming } from "../support/incoming.js";

const at = (time: string, day = "26"): Date => new Date(`2026-11-${day}T${time}:00+08:00`);
const now = at("12:00", "30");
const reporterId = newId<PersonId>();

describeOnEachDatabase("lines about which something was decided", (open) => {
  let database: OpenedDatabase;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    const place = { estate: "华侨新村", address: "x", community: "x", street: "x", grid: "44030601800305" };
    await database.prisma.building.create({ data: { code: codeOf(3), name: "3栋", ...place } });
    await database.prisma.person.create({ data: { id: reporterId, name: "王小明" } });
    const identity = { channel: "sandbox", account: "louxin-sandbox", externalId: "p1", nickname: "3栋502小王" };
    await database.prisma.identity.create({ data: { ...identity, personId: reporterId } });
    const roles = [
      { kind: "head", verifiedAt: at("09:00") },
      { kind: "landlord" },
      { kind: "grid_worker", verifiedAt: at("09:00"), endedAt: at("10:00") },
    ];
    for (const role of roles)
      await database.prisma.role.create({ data: { id: newId<string>(), personId: reporterId, ...role } });
  });

  const archive = async (text: string, externalId = newId<string>()): Promise<MessageId> => {
    const media = { store: () => Promise.reject(new Error("no picture was expected")) };
    const inbox = createInbox({ database, media, clock: { now: () => at("09:00") }, lateAfterMs: 600_000 });
    const accepted = await inbox.accept(buildIncoming({ text, externalId }));
    if (!accepted.ok) throw new Error(accepted.refusal);
    return accepted.value.id;
  };
  /** A case that the line opened, with what happened to it since. */
  const addCase = async (
    report: { readonly messageId: MessageId; readonly summary: string },
    wishes: readonly Omit<Move, "as">[],
  ): Promise<HazardId> => {
    const opening = buildOpening({ summary: report.summary, reporterId });
    const first = openCase(newId<HazardId>(), opening, { at: at("09:00"), messageId: report.messageId });
    const steps: HazardStep[] = [first];
    for (const wish of wishes) {
      const as = wish.kind === "fixed" ? "responsible" : "staff";
      const step = move(steps.at(-1)?.hazard ?? first.hazard, { ...wish, as });
      if (!step.ok) throw new Error(step.refusal);
      steps.push(step.value);
    }
    await database.transaction((tx) => writeSteps(tx, steps));
    return first.hazard.id;
  };
  const find = async (since = new Date(0), pageSize = 500): Promise<readonly SaidLine[]> => {
    const found: SaidLine[] = [];
    const lines = createSaidLines(database, { now, pageSize });
    await lines.forEachPage(since, async (page) => {
      expect(page.length).toBeLessThanOrEqual(pageSize);
      found.push(...page);
    });
    return found;
  };
  const passed = (time: string, day?: string) => ({ kind: "passed", at: at(time, day) }) as const;

  it("tells the line, its writer as they are now, how it was read and what was decided", async () => {
    const messageId = await archive("楼道停了电鸡");
    const reading = { intent: "report", places: [{ building: "3栋", estate: "华侨新村", floor: 2 }] };
    await database.transaction((tx) =>
      insertReadings(tx, [{ messageId, chat: "g1", reading, decision: { notes: [] }, readAt: at("09:00") }]),
    );
    const data = { code: "F01", severity: "minor", text: "楼道堆物" } as const;
    await addCase({ messageId, summary: "楼道停了电鸡" }, [
      { kind: "recategorised", at: at("10:00"), data },
      { kind: "fixed", at: at("10:30") },
      passed("11:00"),
    ]);
    expect(await find()).toMatchObject([
      {
        id: messageId,
        text: "楼道停了电鸡",
        isGroup: true,
        mentionsBot: false,
        hasPicture: false,
        roles: ["head"],
        intent: "report",
        places: ["3栋", "华侨新村"],
        marks: [
          {
            kind: "reported",
            seq: 1,
            text: "楼道停了电鸡",
            code: "F01",
            severity: "minor",
            state: "closed",
            decisions: [
              { seq: 2, kind: "recategorised", text: "楼道堆物" },
              { seq: 4, kind: "passed", text: null },
            ],
          },
        ],
      },
    ]);
    expect((await find())[0]?.names).toEqual(expect.arrayContaining(["3栋502小王", "王小明"]));
  });

  it("tells a line once, with all of its cases, in the order of acceptance, whatever the page", async () => {
    const ids = [await archive("a"), await archive("b"), await archive("c")];
    for (const messageId of ids.toReversed()) await addCase({ messageId, summary: "x" }, [passed("11:00")]);
    await addCase({ messageId: ids[1] ?? newId<MessageId>(), summary: "x" }, [passed("11:00")]);
    const all = await find();
    expect(all.map((line) => [line.id, line.marks.length])).toEqual([
      [ids[0], 1],
      [ids[1], 2],
      [ids[2], 1],
    ]);
    for (const pageSize of [1, 2, 3]) expect(await find(new Date(0), pageSize)).toEqual(all);
  });

  it("leaves out cases on which nothing was decided, and what was decided before", async () => {
    await addCase({ messageId: await archive("open"), summary: "open" }, [{ kind: "accepted", at: at("10:00") }]);
    await addCase({ messageId: await archive("early"), summary: "early" }, [passed("11:00", "26")]);
    await addCase({ messageId: await archive("late"), summary: "late" }, [passed("11:00", "28")]);
    expect((await find()).map(({ text }) => text)).toEqual(["early", "late"]);
    expect((await find(at("00:00", "27"))).map(({ text }) => text)).toEqual(["late"]);
  });

  it("leaves out lines that were erased or taken back", async () => {
    const ids = [await archive("kept"), await archive("erased"), await archive("taken back", "back")];
    for (const messageId of ids) await addCase({ messageId, summary: "x" }, [passed("11:00")]);
    const { ref } = buildIncoming();
    await database.transaction((tx) => recallMessages(tx, [{ ref, externalId: "back" }]));
    await database.prisma.message.deleteMany({ where: { text: "erased" } });
    expect((await find()).map(({ text }) => text)).toEqual(["kept"]);
  });

  it("finds what a writer answered, with the cases that came of it", async () => {
    const asked = await archive("好像有电鸡");
    const refused = await archive("停车真难");
    const hazardId = await addCase({ messageId: asked, summary: "好像有电鸡" }, []);
    const answer = (answered: object, hazardIds: readonly string[]) => ({
      messageId: newId<MessageId>(),
      chat: "direct:p1",
      reading: {},
      decision: { notes: [], hazardIds, answered: [answered] },
      readAt: at("10:00"),
    });
    await database.transaction((tx) =>
      insertReadings(tx, [
        answer({ messageId: asked, isReport: true }, [hazardId]),
        answer({ messageId: refused, isReport: false }, []),
      ]),
    );
    expect((await find()).map(({ text, marks }) => [text, marks])).toEqual([
      ["好像有电鸡", [{ kind: "answered", isReport: true, codes: ["E01"] }]],
      ["停车真难", [{ kind: "answered", isReport: false, codes: [] }]],
    ]);
  });
});
