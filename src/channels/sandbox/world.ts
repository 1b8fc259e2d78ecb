import { EventEmitter } from "node:events";
import { directChat } from "../channel.js";
import { createAcceptance } from "./acceptance.js";
import { type Census, createCensus, type RoomChange } from "./census.js";
import { createRecentLines, type RecentLines } from "./recent-lines.js";
import type { SandboxLine, SandboxLineDraft } from "./sandbox-line.js";
import type { WorldStore } from "./world-store.js";

interface WorldEvents {
  /** A new line stands in a chat. */
  line: [line: SandboxLine];
  /** The network hands a line to the bot, maybe again; its own lines are shown back to it. */
  offer: [line: SandboxLine];
  /** A line was taken back, by the notice of kind `recall`. */
  recall: [line: SandboxLine, notice: SandboxLine];
  room: [change: RoomChange];
  /** Everything was forgotten. */
  reset: [];
}

/** How long a line waits for the service to accept it. */
const acceptWithinMs = 15_000;
/** Lines kept in memory for the puppet's look-ups. */
const keptLines = 5000;

/** People, or the bot, who come into a group or go, by themselves. */
export interface Passage {
  readonly kind: "join" | "leave";
  readonly group: string;
  readonly personIds: readonly string[];
}

/** The sandbox's chat network: people, groups, and their lines. */
export interface SandboxWorld extends EventEmitter<WorldEvents>, Census {
  readonly botId: string;
  readonly botName: string;
  readonly store: WorldStore;
  /**
   * Commits a person's line and offers it to the bot; resolves when the service has accepted it. A line whose id is
   * known is one delivery repeated: offered again, not shown again. Rejects where the service does not accept it; the
   * line then stands in the chat, and is offered again at the next start.
   */
  post(line: SandboxLineDraft): Promise<SandboxLine>;
  /** Commits a line of the bot and shows it. */
  postOwn(line: SandboxLineDraft): Promise<SandboxLine>;
  /** Offers a stored line once more; resolves when the service has accepted it. */
  offer(line: SandboxLine): Promise<void>;
  /**
   * Offers what a crash left between the network and the inbox, oldest first. `onRefused` is told of a line that is not
   * accepted now either; it stays for the next start.
   */
  offerLeftOver(onRefused: (line: SandboxLine, error: unknown) => void): Promise<void>;
  /** Called by the channel when the service has accepted (or refused) a line. */
  delivered(id: string, error?: Error): void;
  /** Lets people come or go; resolves when the service has noted it, rejects where it does not. Throws as `join`. */
  pass(passage: Passage): Promise<void>;
  /** Called by the channel when the service has noted (or not) who came or went. */
  passed(passage: Passage, error?: Error): void;
  /** Takes back a line in the name of its writer; resolves when the service has accepted the notice. */
  recall(line: SandboxLine, at: Date): Promise<void>;
  /** A line that was shown lately. */
  recent(id: string): SandboxLine | undefined;
  /** Forgets what is in memory: called after the lines were deleted. */
  forget(): void;
}

/** Where the bot is known by what. */
export interface SandboxBot {
  readonly id: string;
  readonly name: string;
}

interface WorldParts {
  readonly bot: SandboxBot;
  readonly store: WorldStore;
  readonly events: EventEmitter<WorldEvents>;
  readonly recent: RecentLines;
}

/** A world without people and groups, over the lines of a store. */
export function createSandboxWorld(bot: SandboxBot, store: WorldStore): SandboxWorld {
  const events = new EventEmitter<WorldEvents>();
  const recent = createRecentLines(keptLines);
  const census = createCensus(bot.id, (change) => events.emit("room", change));
  return Object.assign(events, {
    botId: bot.id,
    botName: bot.name,
    store,
    ...census,
    ...createPassages(census),
    ...createTalk({ bot, store, events, recent }),
    recent: recent.get,
    forget() {
      recent.clear();
      events.emit("reset");
    },
  });
}

type Talk = Pick<SandboxWorld, "post" | "postOwn" | "offer" | "offerLeftOver" | "delivered" | "recall">;

function createTalk(parts: WorldParts): Talk {
  const { bot, store, events, recent } = parts;
  const acceptance = createAcceptance(acceptWithinMs);
  const offer = async (line: SandboxLine): Promise<void> => {
    if (events.listenerCount("offer") === 0) throw new Error("the bot is not listening");
    recent.keep(line);
    const accepted = acceptance.wait(line.id);
    events.emit("offer", line);
    await accepted;
  };
  return {
    async post(draft) {
      const line = await commit(parts, draft);
      if (!line.isRecalled) await offer(line);
      return line;
    },
    async postOwn(draft) {
      const line = await commit(parts, draft);
      events.emit("offer", line);
      return line;
    },
    offer,
    async offerLeftOver(onRefused) {
      for (const line of await store.findNotAccepted())
        await offer(line).catch((error: unknown) => onRefused(line, error));
    },
    delivered: acceptance.settle,
    async recall(line, at) {
      const notice = await takeBack(parts, line, at);
      if (line.from === bot.id) events.emit("offer", notice);
      else await offer(notice);
    },
  };
}

function createPassages(census: Census): Pick<SandboxWorld, "pass" | "passed"> {
  const acceptance = createAcceptance(acceptWithinMs);
  const keyOf = ({ kind, group, personIds }: Passage): string => [kind, group, ...personIds.toSorted()].join(" ");
  return {
    async pass(passage) {
      const { group, personIds } = passage;
      const [by = ""] = personIds;
      if (passage.kind === "join") census.join(group, personIds, by);
      else census.leave(group, personIds, by);
      await acceptance.wait(keyOf(passage));
    },
    passed: (passage, error) => acceptance.settle(keyOf(passage), error),
  };
}

async function commit({ store, events, recent }: WorldParts, draft: SandboxLineDraft): Promise<SandboxLine> {
  const { line, isNew } = await store.insert(draft);
  recent.keep(line);
  if (isNew) events.emit("line", line);
  return line;
}

async function takeBack({ store, events, recent }: WorldParts, line: SandboxLine, at: Date): Promise<SandboxLine> {
  const { line: notice } = await store.insert(noticeOf(line, at));
  const { image, ...rest } = line;
  const recalled = { ...rest, text: "", isRecalled: true };
  recent.keep(recalled);
  if (image) await store.deleteImage(image.file);
  events.emit("recall", recalled, notice);
  return notice;
}

const noticeOf = ({ id, chat, from, to }: SandboxLine, at: Date): SandboxLineDraft => ({
  id: `${id}-recall`,
  chat,
  from,
  kind: "recall",
  text: id,
  mentions: [],
  at,
  ...(to === undefined ? {} : { to }),
});

/** The chat of the lines between a person and the bot. */
export const privateChatOf = (personId: string): string => directChat(personId);
