import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startService } from "../support/running-service.js";
import { openVillageChat, type VillageChat } from "../support/village-chat.js";

/** What became of one line of the file. */
interface FedLine {
  readonly text: string;
  readonly intent?: string;
  /** What the bot said in the group because of it. */
  readonly spoken: readonly string[];
  /** Whether a case was opened or a building asked for. */
  readonly isCaught: boolean;
}

/**
 * `npm run -s feed -- --file LINES.txt|LABELLED.jsonl --json`: plays every line of a file as group chat to a running
 * service, each from another tenant and ten minutes apart in blocks, and tells on how many the bot spoke.
 */
async function main(argv: readonly string[]): Promise<void> {
  const file = argv[argv.indexOf("--file") + 1];
  if (!argv.includes("--file") || file === undefined) throw new Error("usage: npm run -s feed -- --file FILE --json");
  const wanted = parseLines(await readFile(file, "utf8"), file.endsWith(".jsonl"));
  const dataDir = await mkdtemp(join(tmpdir(), "louxin-feed-"));
  const databaseUrl = process.env["DATABASE_URL"];
  const service = await startService({ port: await freePort(), dataDir, ...(databaseUrl ? { databaseUrl } : {}) });
  try {
    const chat = await openVillageChat(service.base);
    const fed = await feed(chat, wanted);
    const reports = fed.filter((line) => line.intent === "report");
    const spoken = fed.filter((line) => line.spoken.length > 0);
    process.stdout.write(
      `${JSON.stringify({
        lines: fed.length,
        spoken: spoken.length,
        reports: reports.length,
        reportsCaught: reports.filter((line) => line.isCaught).length,
        spokenOnOthers: spoken.filter((line) => line.intent !== undefined && line.intent === "none").length,
        missed: reports
          .filter((line) => !line.isCaught)
          .map((line) => line.text)
          .slice(0, 200),
        examples: spoken.filter((line) => line.intent === undefined || line.intent === "none").slice(0, 30),
      })}\n`,
    );
  } finally {
    await service.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function parseLines(
  content: string,
  isLabelled: boolean,
): readonly { readonly text: string; readonly intent?: string }[] {
  const lines = content.split("\n").filter((line) => line.trim() !== "");
  if (!isLabelled) return lines.map((text) => ({ text }));
  return lines.map((line) => JSON.parse(line) as { text: string; intent: string });
}

/** Blocks of lines at a time; the clock moves on between them so that no line answers for another. */
async function feed(
  chat: VillageChat,
  wanted: readonly { readonly text: string; readonly intent?: string }[],
): Promise<readonly FedLine[]> {
  const tenants = chat.world.people.filter((person) => person.role === "tenant");
  const places = tenants.flatMap((tenant) => {
    const group = chat.world.groups.find((one) => one.memberIds.includes(tenant.id));
    return group ? [{ tenant, group: group.id }] : [];
  });
  const ids = new Map<string, number>();
  let day = new Date((await chat.now()).getTime() + 86_400_000);
  for (let start = 0; start < wanted.length; start += places.length) {
    if ((start / places.length) % 12 === 0) {
      day = new Date(day.getTime() + 86_400_000);
      await moveTo(chat, `${day.toISOString().slice(0, 10)}T09:00:00+08:00`);
    } else await chat.request("POST", "/sandbox/api/clock", { advanceMinutes: 45 });
    await Promise.all(
      wanted.slice(start, start + places.length).map(async ({ text }, offset) => {
        const place = places[offset];
        const response = await chat.request("POST", "/sandbox/api/messages", {
          from: place?.tenant.id,
          group: place?.group,
          text,
        });
        if (response.status === 202) ids.set(((await response.json()) as { id: string }).id, start + offset);
      }),
    );
    await chat.settle();
  }
  return collect(chat, wanted, ids);
}

async function moveTo(chat: VillageChat, iso: string): Promise<void> {
  const response = await chat.request("POST", "/sandbox/api/clock", { set: iso });
  if (!response.ok) throw new Error(await response.text());
}

async function collect(
  chat: VillageChat,
  wanted: readonly { readonly text: string; readonly intent?: string }[],
  ids: ReadonlyMap<string, number>,
): Promise<readonly FedLine[]> {
  const spoken = new Map<number, string[]>();
  const caught = new Set<number>();
  for (let after = 0; ;) {
    const response = await chat.request("GET", `/sandbox/api/messages?after=${after}`);
    const { messages } = (await response.json()) as {
      messages: { seq: number; chat: string; from: string; text: string; causedBy?: string }[];
    };
    if (messages.length === 0) break;
    for (const line of messages) {
      after = Math.max(after, line.seq);
      const index = line.causedBy === undefined ? undefined : ids.get(line.causedBy);
      if (line.from !== chat.world.bot.id || index === undefined) continue;
      if (!line.chat.startsWith("direct:")) spoken.set(index, [...(spoken.get(index) ?? []), line.text]);
      if (/编号|哪一栋|栋吗|没找到|附议|正在办|紧急|登记/u.test(line.text)) caught.add(index);
    }
  }
  return wanted.map((line, index) => ({ ...line, spoken: spoken.get(index) ?? [], isCaught: caught.has(index) }));
}

await main(process.argv.slice(2));
