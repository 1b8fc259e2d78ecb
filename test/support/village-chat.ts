/** A whole conversation through the sandbox API, written like a script of the chat. */

/** One line as the sandbox API shows it. */
export interface ChatLine {
  readonly seq: number;
  readonly id: string;
  readonly chat: string;
  readonly from: string;
  readonly text: string;
  readonly image?: { readonly name: string; readonly url: string };
  readonly at: string;
  readonly causedBy?: string;
}

/** A person of the sample village. */
export interface Villager {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly building?: string;
  readonly room?: string;
}

/** The people and groups of the sample village. */
export interface VillageWorld {
  readonly bot: { readonly id: string; readonly name: string };
  readonly people: readonly Villager[];
  readonly groups: readonly { readonly id: string; readonly name: string; readonly memberIds: readonly string[] }[];
}

/** The smallest picture that every decoder takes: a grey PNG of 8 × 8. */
export const smallPicture =
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAD0lEQVR4nGNowAEYhpYEAILzYAGc7g8kAAAAAElFTkSuQmCC";

/** What may be said beside plain words. */
export type SayOptions = {
  readonly text?: string;
  readonly photo?: string;
  readonly quote?: number;
  readonly mentions?: readonly string[];
  readonly externalId?: string;
};

/** Drives a running service. */
export interface VillageChat {
  readonly world: VillageWorld;
  person(role: string, building?: string): Villager;
  group(part: string): string;
  direct(person: Villager): string;
  /** Posts a line; waits until the bot has done all that it does at once; returns the lines that the bot said since. */
  say(from: Villager, where: string, line: string | SayOptions): Promise<readonly ChatLine[]>;
  /** Moves the clock; returns the lines that the bot said since. */
  advance(minutes: number): Promise<readonly ChatLine[]>;
  setClock(iso: string): Promise<readonly ChatLine[]>;
  now(): Promise<Date>;
  settle(): Promise<void>;
  lines(): Promise<readonly ChatLine[]>;
  request(method: string, path: string, body?: unknown): Promise<Response>;
}

/** A fresh village at that time: no clock has to be moved there, hour by hour, before each test. */
export async function resetVillage(base: string, at: string): Promise<void> {
  const response = await fetch(`${base}/sandbox/api/reset`, {
    method: "POST",
    body: JSON.stringify({ at }),
    headers: { "content-type": "application/json" },
  });
  if (!response.ok) throw new Error(`reset: ${response.status} ${await response.text()}`);
}

/** Connects to the service at `base` and empties nothing: call reset first where a fresh village is wanted. */
export async function openVillageChat(base: string): Promise<VillageChat> {
  const request = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${base}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
  const json = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await request(method, path, body);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const world = await json<VillageWorld>("GET", "/sandbox/api/world");
  let lastSeq = 0;
  const lines = async (): Promise<readonly ChatLine[]> =>
    (await json<{ messages: readonly ChatLine[] }>("GET", "/sandbox/api/messages?after=0")).messages;
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 600; round += 1) {
      if ((await request("GET", "/sandbox/api/idle")).ok) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error("the service did not come to rest");
  };
  const spoken = async (): Promise<readonly ChatLine[]> => {
    await settle();
    const { messages } = await json<{ messages: readonly ChatLine[] }>("GET", `/sandbox/api/messages?after=${lastSeq}`);
    lastSeq = Math.max(lastSeq, ...messages.map((line) => line.seq));
    return messages.filter((line) => line.from === world.bot.id);
  };
  await spoken();
  return {
    world,
    request,
    lines,
    settle,
    person(role, building) {
      const found = world.people.find(
        (one) => one.role === role && (building === undefined || one.building === building),
      );
      if (!found) throw new Error(`no ${role} of ${building ?? "anywhere"} in the village`);
      return found;
    },
    group(part) {
      const found = world.groups.find((one) => one.name.includes(part));
      if (!found) throw new Error(`no group like ${part}`);
      return found.id;
    },
    direct: (person) => `direct:${person.id}`,
    async say(from, where, line) {
      const options: SayOptions = typeof line === "string" ? { text: line } : line;
      await json("POST", "/sandbox/api/messages", {
        from: from.id,
        ...(where.startsWith("direct:") ? { to: world.bot.id } : { group: where }),
        ...(options.text === undefined ? {} : { text: options.text }),
        ...(options.photo ? { image: { name: "photo.png", base64: options.photo } } : {}),
        ...(options.quote === undefined ? {} : { quote: options.quote }),
        ...(options.mentions ? { mentions: options.mentions } : {}),
        ...(options.externalId ? { externalId: options.externalId } : {}),
      });
      return spoken();
    },
    async advance(minutes) {
      await json("POST", "/sandbox/api/clock", { advanceMinutes: minutes });
      return spoken();
    },
    async setClock(iso) {
      await json("POST", "/sandbox/api/clock", { set: iso });
      return spoken();
    },
    now: async () => new Date((await json<{ now: string }>("GET", "/sandbox/api/clock")).now),
  };
}

/** The lines of one chat. */
export const inChat = (lines: readonly ChatLine[], chat: string): readonly ChatLine[] =>
  lines.filter((line) => line.chat === chat);
/** The texts of one chat, one string. */
export const textIn = (lines: readonly ChatLine[], chat: string): string =>
  inChat(lines, chat)
    .map((line) => line.text)
    .join("\n---\n");
