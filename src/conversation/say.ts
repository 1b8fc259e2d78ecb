import { directChat, type ChatRef } from "../channels/channel.js";
import type { Person } from "../buildings/person.js";
import type { Urgency } from "../delivery/line.js";
import type { TemplateName } from "../message-templates/message-words.js";
import type { Filled, LastWords, LineIntent } from "./changes.js";
import type { MessageContext } from "./context.js";
import { isToBot } from "./to-bot.js";

type Extras = Partial<Pick<LineIntent, "urgency" | "notBefore" | "expiresAt" | "mergeKey" | "mediaId" | "subject">> & {
  /** Tells apart lines of one template to one chat from one message. */
  readonly part?: string;
};

/** The sender's private chat with the bot. */
export const directOf = (context: MessageContext): ChatRef => ({
  ...context.message.ref,
  chat: directChat(context.message.senderId),
});

/** A template with the variables that it takes. */
export const filled = <Name extends TemplateName>(template: Name, ...[variables]: LastWords<Name>): Filled =>
  ({ template, variables: variables ?? {} }) as Filled;

/** A line from this message into a chat. */
function say(context: MessageContext, ref: ChatRef, line: Filled & { readonly extras: Extras }): LineIntent {
  const { extras: all, ...words } = line;
  const { part, ...extras } = all;
  return {
    urgency: "reply",
    ...extras,
    ref,
    ...words,
    dedupeKey: `${context.message.id}:${words.template}:${ref.chat}${part ? `:${part}` : ""}`,
  };
}

/** An answer where the sender wrote; in private at night, since a group must sleep, and where its keeper wants silence. */
export function answer<Name extends TemplateName>(
  context: MessageContext,
  template: Name,
  ...words: LastWords<Name>
): LineIntent {
  const isPrivate = !context.message.isGroup || context.isQuietHour || context.group?.policy.isSilent === true;
  const ref = isPrivate ? directOf(context) : context.message.ref;
  return say(context, ref, { ...filled(template, ...words), extras: {} });
}

/** An answer for the sender alone. */
export const answerPrivately = <Name extends TemplateName>(
  context: MessageContext,
  template: Name,
  ...words: LastWords<Name>
): LineIntent => say(context, directOf(context), { ...filled(template, ...words), extras: {} });

/** The same for words that were chosen elsewhere. */
export const answerFilled = (context: MessageContext, { template, variables }: Filled): LineIntent =>
  say(context, directOf(context), { ...({ template, variables } as Filled), extras: {} });

/** A line in the group of the message. */
export const sayInGroup = (
  context: MessageContext,
  { urgency, ...words }: Filled & { readonly urgency: Urgency },
): LineIntent => say(context, context.message.ref, { ...words, extras: { urgency } });

/** A line to a person in private; nothing where the bot cannot reach them. */
export function tell(
  context: MessageContext,
  person: Person | undefined,
  { template, variables, ...extras }: Filled & Extras,
): readonly LineIntent[] {
  if (!person?.direct) return [];
  const words = { template, variables } as Filled;
  return [say(context, person.direct, { ...words, extras: { urgency: "notice", ...extras } })];
}

/** Whether a question may be answered: in a group only when it surely is one; in private a guess is welcome. */
export const mayAnswer = ({ message, reading }: MessageContext): boolean =>
  reading.zone === "speak" || (reading.zone === "ask" && isToBot({ message }));
