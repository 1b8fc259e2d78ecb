import { beforeAll, beforeEach } from "vitest";
import {
  inChat,
  openVillageChat,
  resetVillage,
  type SayOptions,
  textIn,
  type VillageChat,
  type Villager,
} from "./village-chat.js";

/** A fresh village at nine in the morning of a working day, with the people of one building at hand. */
export interface VillageMorning {
  readonly chat: VillageChat;
  readonly tenant: Villager;
  readonly landlord: Villager;
  readonly worker: Villager;
  readonly community: Villager;
  readonly group: string;
  /** What the person writes to the bot in private, and the bot's lines in that chat. */
  direct(person: Villager, line: string | SayOptions): Promise<string>;
  /** Reports in the group; returns the case's number. */
  report(text: string, from?: Villager): Promise<string>;
  /** What the bot said to somebody in private since the last call for them. */
  heard(person: Villager): Promise<string>;
}

/** Plants the village anew at that time, and finds the people of 3栋. */
export async function openVillageMorning(base: string, at = "2026-12-01T09:00:00+08:00"): Promise<VillageMorning> {
  await resetVillage(base, at);
  const chat = await openVillageChat(base);
  const tenant = chat.person("tenant", "3栋");
  const group = chat.world.groups.find((one) => one.memberIds.includes(tenant.id))?.id ?? "";
  const seen = new Map<string, number>();
  return {
    chat,
    tenant,
    group,
    landlord: chat.person("landlord", "3栋"),
    worker: chat.person("grid_worker"),
    community: chat.person("community"),
    direct: async (person, line) => textIn(await chat.say(person, chat.direct(person), line), chat.direct(person)),
    async report(text, from = tenant) {
      const said = await chat.say(from, group, text);
      const number = /\d{4}-\d+/.exec(textIn(said, group) || inChat(said, chat.direct(from))[0]?.text || "")?.[0];
      if (number === undefined) throw new Error(`no case was opened for ${text}: ${JSON.stringify(said)}`);
      return number;
    },
    async heard(person) {
      const where = chat.direct(person);
      const lines = (await chat.lines()).filter((line) => line.chat === where && line.from === chat.world.bot.id);
      const fresh = lines.slice(seen.get(person.id) ?? 0);
      seen.set(person.id, lines.length);
      return fresh.map((line) => line.text).join("\n");
    },
  };
}

/**
 * A village planted anew before each test of the suite, at nine on a Tuesday or at `at`: what it gives is always that of
 * the test which runs.
 */
export function eachMorning(start: () => Promise<string>, at?: string): VillageMorning {
  let base = "";
  let today: VillageMorning | undefined;
  beforeAll(async () => {
    base = await start();
  });
  beforeEach(async () => {
    today = await openVillageMorning(base, at);
  });
  const now = (): VillageMorning => {
    if (!today) throw new Error("the village is planted before each test, not before the suite");
    return today;
  };
  return {
    get chat() {
      return now().chat;
    },
    get tenant() {
      return now().tenant;
    },
    get landlord() {
      return now().landlord;
    },
    get worker() {
      return now().worker;
    },
    get community() {
      return now().community;
    },
    get group() {
      return now().group;
    },
    direct: (person, line) => now().direct(person, line),
    report: (text, from) => now().report(text, from),
    heard: (person) => now().heard(person),
  };
}
