import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { evaluationLine } from "../../src/understanding/evaluation-line.js";
import { createPostgresqlCopy } from "../support/database-template.js";
import { describeWithPostgres } from "../support/real-parts.js";
import { freePort, startService } from "../support/running-service.js";
import { tempFolder } from "../support/temp-folder.js";
import { openVillageChat, smallPicture, textIn, type VillageChat } from "../support/village-chat.js";

interface Labelled {
  readonly text: string;
  readonly intent: string;
  readonly hazards?: readonly string[];
  readonly source: string;
}

const run = promisify(execFile);
const exportLabels = (dataDir: string, databaseUrl?: string): Promise<{ stdout: string; stderr: string }> =>
  run(process.execPath, ["dist/main.js", "export", "labels"], {
    env: { PATH: process.env["PATH"], DATA_DIR: dataDir, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) },
  });
const numberIn = (text: string): string => /\d{4}-\d+/.exec(text)?.[0] ?? "";

/** Two reports: one turns out to be of another kind and is fixed, one is a false alarm. */
async function playTwoReports(chat: VillageChat): Promise<void> {
  const tenant = chat.person("tenant", "3栋");
  const landlord = chat.person("landlord", "3栋");
  const worker = chat.person("grid_worker");
  const group = chat.world.groups.find((one) => one.memberIds.includes(tenant.id))?.id ?? "";
  const toWorker = chat.direct(worker);
  const tomorrow = new Date((await chat.now()).getTime() + 32 * 3_600_000).toISOString().slice(0, 10);
  await chat.setClock(`${tomorrow}T09:00:00+08:00`);

  const first = numberIn(textIn(await chat.say(tenant, group, "3栋2楼楼梯口又停了两台电鸡"), group));
  const moved = await chat.say(worker, toWorker, `改类 ${first} 楼道堆物`);
  expect(textIn(moved, toWorker)).toBe(`${first}已改为"堆东西堵路"(一般),期限不变。`);
  expect(textIn(moved, chat.direct(landlord))).toMatch(
    new RegExp(`^${first}更正:3栋2楼楼梯口这件是堆东西堵路。请清出通道,期限还是今天13点`, "u"),
  );
  expect(moved.every((line) => line.chat.startsWith("direct:"))).toBe(true);
  await chat.say(landlord, chat.direct(landlord), { text: "已经清走了", photo: smallPicture });
  await chat.say(worker, toWorker, `通过 ${first}`);
  expect(textIn(await chat.say(worker, toWorker, `改类 ${first} E01`), toWorker)).toContain(`没找到${first}`);

  const second = numberIn(textIn(await chat.say(tenant, group, "3栋一楼灭火器过期了"), group));
  await chat.say(worker, toWorker, `误报 ${second} 覃工看过是新的`);
}

function tellLabels(prepare: () => Promise<string | undefined>): void {
  it("staff's words become labelled lines", { timeout: 120_000 }, async () => {
    const dataDir = await tempFolder();
    const databaseUrl = await prepare();
    const at = { port: await freePort(), dataDir, ...(databaseUrl ? { databaseUrl } : {}) };
    const service = await startService(at);
    try {
      await playTwoReports(await openVillageChat(service.base));
      if (!databaseUrl) {
        await expect(exportLabels(dataDir)).rejects.toThrow("Stop the service, export, and start it");
        await service.stop();
      }
      expectLabels(await exportLabels(dataDir, databaseUrl));
      expectLabels(await exportLabels(dataDir, databaseUrl));
    } finally {
      await service.stop();
    }
  });
}

function expectLabels({ stdout, stderr }: Awaited<ReturnType<typeof exportLabels>>): void {
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Labelled);
  for (const line of lines) expect(evaluationLine.safeParse(line).success).toBe(true);
  expect(lines).toMatchObject([
    { text: "[楼]2楼楼梯口又停了两台电鸡", intent: "报隐患", hazards: ["F01"], source: "recategorised" },
    { text: "已经清走了", intent: "整改反馈", sender_role: "landlord", chat: "private", source: "fix-passed" },
    { text: "[楼]一楼灭火器过期了", intent: "闲聊", hard_negative: true, reason: "误报:[人]看过是新的" },
  ]);
  expect(stderr).toBe("报隐患: 1\n整改反馈: 1\n闲聊: 1\nlines: 3\n");
}

describe("on the embedded database", () => tellLabels(async () => undefined));

describeWithPostgres("on PostgreSQL, beside the running service", (server) => {
  const copy = createPostgresqlCopy(server, true);
  afterAll(async () => (await copy).drop());
  tellLabels(async () => (await copy).url);
});
