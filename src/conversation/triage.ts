import type { AcceptedMessage } from "../archive/inbox.js";
import { isResponsible, isStaff } from "../buildings/person.js";
import { chatKey, senderKey } from "../channels/channel.js";
import { readPlateClaim } from "../people/said-claim.js";
import type { Reading } from "../understanding/reading.js";
import { isBareCry } from "./cry-words.js";
import { expectsMore } from "./dialog.js";
import type { DialogBook } from "./dialog-book.js";
import { dutyTalk } from "./duty-talk.js";
import type { ContextSources, PlacedMessage } from "./load-context.js";
import { mayBeOfEmergency } from "./emergency-words.js";
import { patrolTalk } from "./patrol-talk.js";
import { isIdleTalk, readLine } from "./read-line.js";
import type { RecentTalk } from "./recent-talk.js";

/** What telling idle talk from the rest needs. */
export interface TriageDeps extends Pick<ContextSources, "directory" | "broadcasts" | "understand" | "botName"> {
  readonly dialogs: Pick<DialogBook, "find">;
  readonly recentTalk: RecentTalk;
}

/** A message with a reading that takes an open case for granted, which only the database knows. */
export interface TriagedMessage extends PlacedMessage {
  readonly reading: Reading;
  /** Whether a 收到 in this group answers a broadcast. */
  readonly isAnswered: boolean;
  /** Whether the line may bring something about: what is idle even with an open case is idle. */
  readonly isActive: boolean;
}

/** Finds the people and groups around messages, reads them, and tells which may bring something about. In their order. */
export async function triage(
  deps: TriageDeps,
  messages: readonly AcceptedMessage[],
  now: Date,
): Promise<readonly TriagedMessage[]> {
  const refs = messages.filter((one) => one.isGroup).map((one) => one.ref);
  const answered = await deps.broadcasts.findRecentByChat(refs);
  return (await place(deps, messages, now)).map((placed) => {
    const one = { ...placed, isAnswered: answered.has(chatKey(placed.message.ref)) };
    const reading = firstReading(deps, placed);
    return { ...one, reading, isActive: isActive(one, reading) };
  });
}

/** Whether a line with this reading may bring something about. */
export const isActive = (
  { message, sender, dialog, isAnswered }: Pick<TriagedMessage, "message" | "sender" | "dialog" | "isAnswered">,
  reading: Reading,
): boolean =>
  dialog !== undefined ||
  !isIdleTalk(message, reading) ||
  (isAnswered && reading.intent === "acknowledgement") ||
  mayBeOfEmergency({ message, sender }) ||
  isBareCry(message.text) ||
  dutyTalk({ message, sender }) !== undefined ||
  patrolTalk({ message, sender }) !== undefined ||
  readPlateClaim(message.text) !== undefined;

async function place(
  deps: TriageDeps,
  messages: readonly AcceptedMessage[],
  now: Date,
): Promise<readonly PlacedMessage[]> {
  const [people, groups] = await Promise.all([
    deps.directory.findSenders(messages.map((one) => ({ ...one.ref, externalId: one.senderId, name: one.senderName }))),
    deps.directory.findGroups(messages.filter((one) => one.isGroup).map((one) => one.ref)),
  ]);
  return messages.map((message) => {
    const sender = people.get(senderKey({ ...message.ref, externalId: message.senderId }));
    if (!sender) throw new Error(`no person for sender ${message.senderId}`);
    const group = groups.get(chatKey(message.ref));
    const dialog = deps.dialogs.find(message, now);
    const previous = deps.recentTalk.before(message);
    deps.recentTalk.add(message);
    return { message, sender, previous, ...(group ? { group } : {}), ...(dialog ? { dialog } : {}) };
  });
}

interface FirstReading {
  readonly by: string;
  readonly reading: Reading;
}

/** A line is read at the door, and again for each batch that it waits for: only once as long as nothing changed. */
const firstReadings = new WeakMap<AcceptedMessage, FirstReading>();

function firstReading(deps: TriageDeps, { message, sender, dialog, previous }: PlacedMessage): Reading {
  const by = `${isStaff(sender)} ${isResponsible(sender)} ${expectsMore(dialog)}`;
  const known = firstReadings.get(message);
  if (known?.by === by) return known.reading;
  const { botName } = deps;
  const around = { sender, previous, hasOpenQuestion: expectsMore(dialog), hasOpenCase: true, botName };
  const reading = readLine(deps.understand, message, around);
  firstReadings.set(message, { by, reading });
  return reading;
}

/**
 * The reading of a line whose writer has no open case. Somebody who answers for a building and has nothing to fix cannot be telling how far a fix is: then the line is read
 * again as anybody's, and may be a hazard that they declare.
 */
export function readWithoutCase(sources: Pick<TriageDeps, "understand" | "botName">, placed: PlacedMessage): Reading {
  const { message, sender, dialog, previous } = placed;
  const { botName } = sources;
  const around = { sender, previous, hasOpenQuestion: expectsMore(dialog), hasOpenCase: false, botName };
  const reading = readLine(sources.understand, message, around);
  if (reading.intent !== "feedback") return reading;
  const asAnybody = readLine(sources.understand, message, { ...around, sender: { ...sender, roles: [] } });
  return asAnybody.intent === "report" ? asAnybody : reading;
}
