import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { createPostgresqlCopy } from "../support/database-template.js";
import { describeWithPostgres } from "../support/real-parts.js";
import { freePort, startService } from "../support/running-service.js";
import { tempFolder } from "../support/temp-folder.js";
import { openVillageChat, textIn, type VillageChat, type Villager } from "../support/village-chat.js";

const run = promisify(execFile);

/** The village, with the staff that the sample lacks: a colleague of the next grid, and somebody of the street. */
interface StaffedVillage {
  readonly chat: VillageChat;
  readonly worker: Villager;
  readonly head: Villager;
  readonly colleague: Villager;
  readonly community: Villager;
  readonly street: Villager;
  readonly tenant: Villager;
  readonly group: string;
}

/**
 * The operator makes the codes with `louxin invite` while the service rests, which the embedded database asks for, and
 * the two write them to the bot.
 */
async function openStaffed(databaseUrl: string | undefined): Promise<StaffedVillage> {
  const dataDir = await tempFolder();
  const at = { port: await freePort(), dataDir, ...(databaseUrl ? { databaseUrl } : {}) };
  await (await startService(at)).stop();
  const env = { PATH: process.env["PATH"], DATA_DIR: dataDir, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) };
  const codeFor = async (role: string, area: string): Promise<string> => {
    const argv = ["dist/main.js", "invite", "--role", role, "--area", area];
    return (await run(process.execPath, argv, { env })).stdout.split("\n")[0] ?? "";
  };
  const codes = {
    colleague: await codeFor("grid_worker", "44030601800306"),
    street: await codeFor("street", "440306018"),
  };
  const service = await startService(at);
  onTestFinished(async () => void (await service.stop()));
  const chat = await openVillageChat(service.base);
  const named = (part: string): Villager => {
    const found = chat.world.people.find((one) => one.name.includes(part));
    if (!found) throw new Error(`nobody like ${part}`);
    return found;
  };
  const join = async (person: Villager, code: string, area: string): Promise<Villager> => {
    expect(textIn(await chat.say(person, chat.direct(person), code), chat.direct(person))).toContain(area);
    return person;
  };
  const tenant = chat.person("tenant", "3栋");
  return {
    chat,
    tenant,
    group: chat.world.groups.find((one) => one.memberIds.includes(tenant.id))?.id ?? "",
    worker: chat.person("grid_worker"),
    head: chat.person("head", "3栋"),
    community: chat.person("community"),
    colleague: await join(named("送水阿伟"), codes.colleague, "06网格"),
    street: await join(named("张三"), codes.street, "街道"),
  };
}

/** Late tomorrow, when the bot says nothing else. */
async function waitForNight({ chat }: StaffedVillage): Promise<void> {
  const tomorrow = new Date((await chat.now()).getTime() + 32 * 3_600_000).toISOString().slice(0, 10);
  await chat.setClock(`${tomorrow}T23:30:00+08:00`);
}

const gas = "3栋5楼好大煤气味,熏死了";
type Lines = Awaited<ReturnType<VillageChat["say"]>>;

/** Who was called by these lines, and who heard something else in private. */
const chatsOf = (lines: Lines, wanted: RegExp): ReadonlySet<string> =>
  new Set(lines.filter(({ text }) => wanted.test(text)).map(({ chat }) => chat));
const call = /^【紧急】[\s\S]*请回"收到"。$/u;
const directs = ({ chat }: StaffedVillage, ...people: readonly Villager[]): ReadonlySet<string> =>
  new Set(people.map(chat.direct));

function tellTheChain(prepare: () => Promise<string | undefined>): void {
  it(
    "is gone up to the street, two minutes a level, and gone up anew until somebody answers",
    { timeout: 180_000 },
    async () => {
      const v = await openStaffed(await prepare());
      await waitForNight(v);
      const metric = async (): Promise<string | undefined> =>
        /^louxin_emergencies_unanswered_total (\d+)$/mu.exec(
          await (await v.chat.request("GET", "/metrics")).text(),
        )?.[1];

      // Nobody answers: three times up the levels, each after two minutes, and nobody in between.
      const first = await v.chat.say(v.tenant, v.group, gas);
      expect(textIn(first, v.group)).toMatch(/^【紧急】别开灯/u);
      expect(chatsOf(first, call)).toEqual(directs(v, v.worker, v.head));
      for (let round = 1; round <= 3; round += 1) {
        for (const person of [...(round > 1 ? [v.worker] : []), v.colleague, v.community, v.street]) {
          expect(chatsOf(await v.chat.advance(1), call), `before ${person.name}`).toEqual(new Set());
          expect(chatsOf(await v.chat.advance(1), call), `${person.name}, round ${round}`).toEqual(directs(v, person));
        }
      }
      expect(await metric()).toBe("0");
      const vain = await v.chat.advance(2);
      const called = [v.worker, v.head, v.colleague, v.community, v.street];
      expect(chatsOf(vain, /还没人接手。谁能去/u)).toEqual(directs(v, ...called));
      expect(textIn(vain, v.chat.direct(v.tenant))).toMatch(/还没等到人接手。别再等,马上打0755-25199999或119/u);
      expect(textIn(vain, v.group)).toBe("");
      expect(await metric()).toBe("1");
      expect(chatsOf(await v.chat.advance(30), /【紧急】/u)).toEqual(new Set());
      expect(textIn(await v.chat.say(v.worker, v.chat.direct(v.worker), "今日"), v.chat.direct(v.worker))).toMatch(
        /3栋.*没人接手/u,
      );

      // It is still there to be taken over: the street does, and all who were called hear it, once.
      const taken = await v.chat.say(v.street, v.chat.direct(v.street), "收到");
      expect(textIn(taken, v.chat.direct(v.street))).toContain("您接手了,谢谢");
      expect(chatsOf(taken, new RegExp(`${v.street.name}已接手`, "u"))).toEqual(
        directs(v, v.worker, v.head, v.colleague, v.community),
      );
      expect(chatsOf(await v.chat.advance(30), /【紧急】|接手/u)).toEqual(new Set());
    },
  );

  it("stops where somebody of the street answers in the first round", { timeout: 180_000 }, async () => {
    const v = await openStaffed(await prepare());
    await waitForNight(v);
    await v.chat.say(v.tenant, v.group, "3栋着火了,4楼冒烟!");
    const heard = [];
    for (let minutes = 0; minutes < 6; minutes += 2) heard.push(...chatsOf(await v.chat.advance(2), call));
    expect(heard).toEqual([v.colleague, v.community, v.street].map(v.chat.direct));
    const taken = await v.chat.say(v.street, v.chat.direct(v.street), "收到,我马上过去");
    expect(chatsOf(taken, new RegExp(`${v.street.name}已接手`, "u"))).toEqual(
      directs(v, v.worker, v.head, v.colleague, v.community),
    );
    expect(chatsOf(await v.chat.advance(30), call)).toEqual(new Set());
  });
}

describe("the call chain of an emergency, on the embedded database", () => tellTheChain(async () => undefined));

describeWithPostgres("the call chain of an emergency, on PostgreSQL", (server) => {
  const copies: { drop(): Promise<void> }[] = [];
  afterAll(async () => {
    for (const copy of copies) await copy.drop();
  });
  tellTheChain(async () => {
    const copy = await createPostgresqlCopy(server, true);
    copies.push(copy);
    return copy.url;
  });
});
