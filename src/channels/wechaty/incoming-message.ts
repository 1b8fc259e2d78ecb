import type { Contact, Message, Room } from "wechaty";
import * as PUPPET from "wechaty-puppet";
import type { Clock } from "../../shared/clock.js";
import { directChat, type IncomingMedia, type IncomingMessage, type MessageKind, type Quote } from "../channel.js";
import { mentionsAny, withoutMentions } from "./mention.js";
import { type QuotedText, splitQuote } from "./quote.js";
import { wordsOf } from "./words-of.js";

const types = PUPPET.types.Message;
const kinds: ReadonlyMap<PUPPET.types.Message, MessageKind> = new Map([
  [types.Text, "text"],
  [types.GroupNote, "text"],
  [types.Image, "image"],
  [types.Audio, "voice"],
  [types.Video, "video"],
  [types.Attachment, "file"],
  [types.Url, "link"],
  [types.MiniProgram, "link"],
  [types.ChatHistory, "link"],
  [types.Post, "link"],
  [types.Recalled, "recall"],
]);

/** The endings of files whose name the network does not tell. */
const endings: Readonly<Partial<Record<MessageKind, string>>> = {
  image: ".jpg",
  voice: ".sil",
  video: ".mp4",
  file: "",
};

/** What the translation needs besides the message. */
export interface Around {
  readonly name: string;
  readonly account: string;
  /** The bot's own contact. */
  readonly self: Contact;
  readonly clock: Clock;
  /** The network's id of the line that a message answers, where the network tells it. */
  readonly quotedId?: ((externalId: string) => Promise<string | undefined>) | undefined;
}

/** The port's name of the chat that a message stands in; for a private line, the chat with the other side. */
export function chatOfMessage(message: Message): string {
  const room = message.room();
  if (room) return room.id;
  return directChat(message.self() ? (message.listener()?.id ?? "") : message.talker().id);
}

/** A message of a person as the port has it. */
export async function toIncoming(message: Message, around: Around): Promise<IncomingMessage> {
  const kind = kinds.get(message.type()) ?? "other";
  const room = message.room();
  const { text, quote }: QuotedText = kind === "recall" ? { text: "" } : splitQuote(await wordsOf(message, kind));
  const names = room ? [around.self.name(), (await room.alias(around.self)) ?? ""] : [];
  const mentionsBot = room !== undefined && isCalled(message, text, { names, selfId: around.self.id });
  return {
    ref: { channel: around.name, account: around.account, chat: chatOfMessage(message) },
    isGroup: room !== undefined,
    senderId: message.talker().id,
    senderName: await nameOf(message.talker(), room),
    externalId: message.id,
    kind,
    text: mentionsBot ? withoutMentions(text, names) : text,
    media: mediaOf(message, kind),
    mentionsBot,
    sentAt: message.date(),
    receivedAt: around.clock.now(),
    ...(await quoteOf(message, { quote, around })),
    ...(kind === "recall" ? { recalledExternalId: message.text() } : {}),
  };
}

const nameOf = async (contact: Contact, room: Room | undefined): Promise<string> =>
  (room ? await room.alias(contact) : undefined) || contact.name();

// Wechaty's own mentionSelf() trusts an empty list, and some puppets always give one.
function isCalled(
  message: Message,
  text: string,
  { names, selfId }: { readonly names: readonly string[]; readonly selfId: string },
): boolean {
  const { payload } = message;
  const ids = payload && "mentionIdList" in payload ? (payload.mentionIdList ?? []) : [];
  return ids.includes(selfId) || mentionsAny(text, { names, mayBeGlued: ids.length === 0 });
}

function mediaOf(message: Message, kind: MessageKind): readonly IncomingMedia[] {
  const ending = endings[kind];
  if (ending === undefined) return [];
  const name = message.payload?.filename ?? `${message.id}${ending}`;
  return [{ name, load: async () => (await message.toFileBox()).toBuffer() }];
}

async function quoteOf(
  message: Message,
  { quote, around }: { readonly quote: Quote | undefined; readonly around: Around },
): Promise<{ readonly quote?: Quote }> {
  if (!quote) return {};
  const externalId = await around.quotedId?.(message.id);
  return { quote: { ...quote, ...(externalId === undefined ? {} : { externalId }) } };
}
