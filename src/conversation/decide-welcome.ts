import { type Group, gridName } from "../buildings/group.js";
import { type ChatRef, chatKey, directChat } from "../channels/channel.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { type Changes, changes, type LineIntent, type TaskIntent } from "./changes.js";
import { nextMorning } from "./quiet-hours.js";
import type { Filled } from "./changes.js";

/** The kind of the due task that tells newcomers what is kept of what they say; its subject is the group. */
export const welcomeKind = "welcome";
/** Who comes within these minutes after the first is told by the same line. */
const gatherMs = 10 * 60_000;
/** A group in which there was no room for the line so long is left alone. */
const giveUpAfterMs = 7 * 86_400_000;
/** Lines to people who never wrote are what networks bar accounts for. */
const mostPrivate = 20;

/** Tells those who come from `at` on, once they have gathered. */
export const welcomeTask = (ref: ChatRef, at: Date): TaskIntent => ({
  kind: welcomeKind,
  subject: chatKey(ref),
  dueAt: new Date(at.getTime() + gatherMs),
  data: { ref, since: at.toISOString() },
});

/** One line a group and day tells what is kept, whether the bot or somebody else is new there. */
export const disclosureKey = (ref: ChatRef, day: string): string => `disclosure:${chatKey(ref)}:${day}`;

/** What the decision looks at. */
export interface WelcomeScene {
  /** Missing where nobody knows the group. */
  readonly group?: Group | undefined;
  /** Who came and is still there, by their ids on the network; staff left out. */
  readonly newcomers: readonly string[];
  /** When the first of them came. */
  readonly since: Date;
  readonly now: Date;
  readonly isQuietHour: boolean;
  /** The group got its line of today already. */
  readonly isSaidToday: boolean;
  /** What the bot has said in the group today, emergencies left out. */
  readonly linesToday: number;
  /** The bot may write to people who never wrote to it. */
  readonly mayWriteFirst: boolean;
}

/** What is said, or when to look again. */
export interface Welcome {
  readonly changes: Changes;
  readonly againAt?: Date;
}

/**
 * One line for all who came; the next morning where people sleep or the group has heard enough. In a silent group only in
 * private, and only where the bot may write first. A group that is bound to no grid hears nothing: nobody would be told
 * of its hazards.
 */
export function decideWelcome(scene: WelcomeScene): Welcome {
  const { group, newcomers, now, since } = scene;
  const isTooLate = now.getTime() - since.getTime() > giveUpAfterMs;
  if (!group?.grid || newcomers.length === 0 || isTooLate) return { changes: changes({}) };
  if (scene.isQuietHour) return { changes: changes({}), againAt: nextMorning(now) };
  if (group.policy.isSilent)
    return { changes: changes({ lines: scene.mayWriteFirst ? privateLines(group, newcomers) : [] }) };
  if (scene.isSaidToday || scene.linesToday >= group.policy.linesPerDay)
    return { changes: changes({}), againAt: nextMorning(now) };
  return { changes: changes({ lines: [groupLine(group, { template: "welcome", variables: {}, at: now })] }) };
}

/** The bot's own first line in a group that is known and not silent; at night it waits for the morning. */
export function decideHello(group: Group | undefined, now: Date, isQuietHour: boolean): readonly LineIntent[] {
  if (!group?.grid || group.policy.isSilent) return [];
  const at = isQuietHour ? nextMorning(now) : now;
  return [groupLine(group, { template: "join", variables: { grid: gridName(group.grid) }, at })];
}

const groupLine = ({ ref }: Group, { at, ...line }: Filled & { readonly at: Date }): LineIntent => ({
  ...line,
  ref,
  urgency: "group",
  notBefore: at,
  dedupeKey: disclosureKey(ref, shanghaiDay(at)),
});

const privateLines = ({ ref, name }: Group, newcomers: readonly string[]): readonly LineIntent[] =>
  newcomers.slice(0, mostPrivate).map((externalId) => ({
    ref: { ...ref, chat: directChat(externalId) },
    template: "welcome-private",
    variables: { group: name },
    urgency: "notice",
    dedupeKey: `disclosure:${chatKey(ref)}:${externalId}`,
  }));
