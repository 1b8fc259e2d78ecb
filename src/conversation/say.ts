import { directChat, type ChatRef } from "../channels/channel.js";
import type { Person } from "../buildings/person.js";
import type { Urgency } from "../delivery/line.js";
import type { LineIntent, LineVariable } from "./changes.js";
import type { MessageContext } from "./context.js";
import { isToBot } from "./to-bot.js";

type Variables = Readonly<Record<string, LineVariable | undefined>>;
type Extras = Partial<Pick<LineIntent, "urgency" | "notBefore" | "expiresAt" | "mergeKey" | "mediaId" | "subject">> & {
  /** Tells apart lines of one template to one chat from one message. */
  readonly part?: string;
};

/** The sender's private chat with the bot. */
export const directOf = (context: MessageContext): ChatRef => ({
  ...context.message.ref,
  chat: directChat(context.message.senderId),
});

/** A line from this message into a chat. */
function say(
  context: MessageContext,
  ref: ChatRef,
  line: { template: string; variables: Variables; extras: Extras },
): LineIntent {
  const { part, ...extras } = line.extras;
  return {
    urgency: "reply",
    ...extras,
    ref,
    template: line.template,
    variables: line.variables,
    dedupeKey: `${context.message.id}:${line.template}:${ref.chat}${part ? `:${part}` : ""}`,
  };
}

/** An answer where the sender wrote; in private at night, since a group must sleep, and where its keeper wants silence. */
export function answer(context: MessageContext, template: string, variables: Variables = {}): LineIntent {
  const isPrivate = !context.message.isGroup || context.isQuietHour || context.group?.policy.isSilent === true;
  return say(context, isPrivate ? directOf(context) : context.message.ref, { template, variables, extras: {} });
}

/** An answer for the sender alone. */
export const answerPrivately = (context: MessageContext, template: string, variables: Variables = {}): LineIntent =>
  say(context, directOf(context), { template, variables, extras: {} });

/** A line in the group of the message. */
export const sayInGroup = (
  context: MessageContext,
  template: string,
  line: { variables: Variables; urgency: Urgency },
): LineIntent =>
  say(context, context.message.ref, { template, variables: line.variables, extras: { urgency: line.urgency } });

/** A line to a person in private; nothing where the bot cannot reach them. */
export function tell(
  context: MessageContext,
  person: Person | undefined,
  line: { readonly template: string; readonly variables: Variables } & Extras,
): readonly LineIntent[] {
  if (!person?.direct) return [];
  const { template, variables, ...extras } = line;
  return [say(context, person.direct, { template, variables, extras: { urgency: "notice", ...extras } })];
}

/** Whether a question may be answered: in a group only when it surely is one; in private a guess is welcome. */
export const mayAnswer = ({ message, reading }: MessageContext): boolean =>
  reading.zone === "speak" || (reading.zone === "ask" && isToBot({ message }));
