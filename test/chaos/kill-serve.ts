import { freePort, type RunningService, startService } from "../support/running-service.js";
import { openVillageChat, type VillageChat } from "../support/village-chat.js";

/** What a chaos run found. */
export interface ChaosResult {
  readonly kills: number;
  readonly accepted: number;
  /** Accepted messages without their effect. */
  readonly lost: number;
  /** Effects that stand twice. */
  readonly duplicates: number;
  readonly inDoubt: number;
  readonly seconds: number;
}

/** Runs a service, kills it at random moments while people talk to it, and counts what was lost or doubled. */
export interface ChaosPlan {
  readonly kills: number;
  readonly dataDir: string;
  readonly databaseUrl?: string;
  /** 0 to 1, for the moments of the kills; a seeded source makes a run repeatable. */
  readonly random: () => number;
}

const producers = 6;
/** Every message gets exactly one answer: questions about stars and reports of different hazards in different buildings. */
const texts = ["8栋几星", "3栋几星", "1栋几星", "12栋几星"] as const;

/** Runs the plan. The clock of the run is the machine's: only counts are judged, never times. */
export async function killServe(plan: ChaosPlan): Promise<ChaosResult> {
  const startedAt = performance.now();
  const port = await freePort();
  const accepted = new Set<string>();
  const start = (): Promise<RunningService> =>
    startService({ port, dataDir: plan.dataDir, ...(plan.databaseUrl ? { databaseUrl: plan.databaseUrl } : {}) });
  for (let kill = 0; kill < plan.kills; kill += 1) {
    const service = await start();
    const chat = await openVillageChat(service.base);
    const talk = startTalking(chat, accepted, kill);
    await new Promise((resolve) => setTimeout(resolve, 50 + plan.random() * 1500));
    await service.kill();
    await talk.stop();
  }
  const service = await start();
  const chat = await openVillageChat(service.base);
  await chat.settle();
  const answers = await countAnswers(chat);
  await service.stop();
  const counts = [...accepted].map((id) => answers.get(id) ?? 0);
  return {
    kills: plan.kills,
    accepted: accepted.size,
    lost: counts.filter((count) => count === 0).length,
    duplicates: [...answers.values()].filter((count) => count > 1).length,
    inDoubt: 0,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
  };
}

function startTalking(chat: VillageChat, accepted: Set<string>, round: number): { stop(): Promise<void> } {
  let isStopped = false;
  const tenants = chat.world.people.filter((person) => person.role === "tenant");
  const produce = async (producer: number): Promise<void> => {
    for (let count = 0; !isStopped; count += 1) {
      const from = tenants[(producer + count) % tenants.length];
      const body = {
        from: from?.id,
        to: chat.world.bot.id,
        text: texts[count % texts.length],
        externalId: `${round}-${producer}-${count}`,
      };
      try {
        const response = await chat.request("POST", "/sandbox/api/messages", body);
        if (response.status === 202) accepted.add(((await response.json()) as { id: string }).id);
      } catch {
        return; // the service was killed under us: what was not accepted is not counted
      }
    }
  };
  const running = Promise.all(Array.from({ length: producers }, (_, producer) => produce(producer)));
  return {
    async stop() {
      isStopped = true;
      await running;
    },
  };
}

async function countAnswers(chat: VillageChat): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  let after = 0;
  for (;;) {
    const response = await chat.request("GET", `/sandbox/api/messages?after=${after}`);
    const { messages } = (await response.json()) as { messages: { seq: number; from: string; causedBy?: string }[] };
    if (messages.length === 0) return counts;
    for (const line of messages) {
      after = Math.max(after, line.seq);
      if (line.from === chat.world.bot.id && line.causedBy)
        counts.set(line.causedBy, (counts.get(line.causedBy) ?? 0) + 1);
    }
  }
}
