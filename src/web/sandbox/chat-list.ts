import type { SandboxLine, SandboxWorld } from "../sandbox-types.js";
import { type Chat, chatsOf, lineSummary, nameOf } from "./chats.js";
import { type ReadMarks, unreadLines } from "./read-marks.js";

/** One row of the list of chats. */
export interface ChatListItem {
  readonly chat: Chat;
  readonly unread: number;
  /** Somebody mentions the identity in an unread line. */
  readonly isMentioned: boolean;
  /** The last line in few words, with the writer's name in a group; empty where nobody has written. */
  readonly preview: string;
  readonly lastAt?: Date;
  readonly lastSeq: number;
}

/** What the list of chats is made of. */
export interface ChatListInput {
  readonly world: SandboxWorld;
  readonly lines: readonly SandboxLine[];
  readonly marks: ReadMarks;
  readonly personId: string;
}

/** The identity's chats, the one with the latest line first. */
export function chatList(input: ChatListInput): readonly ChatListItem[] {
  return chatsOf(input.world, input.personId)
    .map((chat) => itemOf(input, chat))
    .toSorted((a, b) => b.lastSeq - a.lastSeq);
}

function itemOf(input: ChatListInput, chat: Chat): ChatListItem {
  const { world, lines, marks, personId } = input;
  const last = lines.findLast((line) => line.chat === chat.id);
  const unread = unreadLines(lines, marks, { personId, chatId: chat.id });
  return {
    chat,
    unread: unread.length,
    isMentioned: unread.some((line) => line.mentions?.includes(personId)),
    preview: last ? previewOf(world, last, { chat, personId }) : "",
    ...(last ? { lastAt: new Date(last.at) } : {}),
    lastSeq: last?.seq ?? 0,
  };
}

function previewOf(
  world: SandboxWorld,
  line: SandboxLine,
  at: { readonly chat: Chat; readonly personId: string },
): string {
  const writer = line.from === at.personId ? "你" : nameOf(world, line.from);
  if (line.recalled) return `${writer}撤回了一条消息`;
  const isNamed = at.chat.kind === "group" && line.from !== at.personId;
  return `${isNamed ? `${writer}：` : ""}${lineSummary(line)}`;
}

/** Unread lines in all chats of a person: the badge at their name. */
export const unreadOf = (input: ChatListInput): number =>
  chatsOf(input.world, input.personId).reduce(
    (sum, chat) => sum + unreadLines(input.lines, input.marks, { personId: input.personId, chatId: chat.id }).length,
    0,
  );
