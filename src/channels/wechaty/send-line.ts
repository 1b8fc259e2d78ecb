import { FileBox } from "file-box";
import type { Wechaty } from "wechaty";
import type { Clock } from "../../shared/clock.js";
import type { Log } from "../../shared/log.js";
import { directChat, isDirectChat, type OutgoingLine, type SendReceipt, SendRejected } from "../channel.js";
import { DeadlinePassed, withinDeadline } from "./deadline.js";

/** A puppet of ours knows no such chat: another try cannot help. */
export class UnknownChat extends Error {
  override readonly name = "UnknownChat";
}

/** A puppet of ours cannot tell whether the line went out. */
export class SendInDoubt extends Error {
  override readonly name = "SendInDoubt";
}

/** What sending needs. */
export interface SendDeps {
  readonly bot: Wechaty;
  readonly clock: Clock;
  readonly log: Log;
  /** How long the network may take to answer, milliseconds. */
  readonly sendWithinMs: number;
}

/** gRPC's cancelled, unknown, deadline exceeded, internal and unavailable: a remote puppet may have sent before them. */
const inDoubtCodes: ReadonlySet<unknown> = new Set([1, 2, 4, 13, 14]);

/** Sends one line: its words, then its picture. Rejects as the Channel port says. */
export async function sendLine(deps: SendDeps, line: OutgoingLine): Promise<SendReceipt> {
  if (!deps.bot.isLoggedIn) throw new SendRejected("the account is not logged in", true);
  const { chat } = line.ref;
  const conversation = isDirectChat(chat) ? chat.slice(directChat("").length) : chat;
  if (line.text === "" && !line.image) throw new SendRejected("a line without words and picture", false);
  const id = await sendFirst(deps, conversation, line);
  return { sentAt: deps.clock.now(), ...(id ? { externalId: id } : {}) };
}

/** The words, or the picture of a line without words; its id is the receipt. */
async function sendFirst(deps: SendDeps, conversation: string, line: OutgoingLine): Promise<string | void> {
  if (line.text === "" && line.image) return attempt(deps, () => sendImage(deps, conversation, line.image));
  const id = await attempt(deps, () => deps.bot.puppet.messageSendText(conversation, line.text));
  if (line.image) await sendImageToo(deps, conversation, line.image);
  return id;
}

async function attempt(deps: SendDeps, work: () => Promise<string | void>): Promise<string | void> {
  try {
    return await withinDeadline(work(), deps.sendWithinMs, "the network did not answer");
  } catch (error) {
    if (error instanceof UnknownChat) throw new SendRejected(error.message, false);
    if (isInDoubt(error)) throw error;
    throw new SendRejected(error instanceof Error ? error.message : String(error), true);
  }
}

// A rejection of a puppet in this process means that it did not send, unless it says otherwise.
const isInDoubt = (error: unknown): boolean =>
  error instanceof SendInDoubt ||
  error instanceof DeadlinePassed ||
  (typeof error === "object" && error !== null && "code" in error && inDoubtCodes.has(error.code));

// The words went out: a picture that fails is logged, never a reason to repeat them.
async function sendImageToo(deps: SendDeps, conversation: string, image: OutgoingLine["image"]): Promise<void> {
  try {
    await withinDeadline(sendImage(deps, conversation, image), deps.sendWithinMs, "the network did not take a picture");
  } catch (error) {
    deps.log.warn({ err: error, conversation }, "the picture of a line could not be sent");
  }
}

async function sendImage(
  { bot }: SendDeps,
  conversation: string,
  image: OutgoingLine["image"],
): Promise<string | void> {
  if (!image) return undefined;
  return bot.puppet.messageSendFile(conversation, FileBox.fromBuffer(image.bytes, image.name));
}
