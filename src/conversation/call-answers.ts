import { callTaskKind } from "../emergencies/emergency-call.js";
import type { MessageId } from "../shared/ids.js";
import { type Changes, changes, type TaskIntent } from "./changes.js";
import type { MessageContext } from "./context.js";

/** The due task that keeps a call going. */
export const callTask = (key: string, dueAt: Date): TaskIntent => ({
  kind: callTaskKind,
  subject: key,
  dueAt,
  data: {},
});

/**
 * Somebody takes over: nobody else is called, and the call's task tells those who were. `key` is a call's, or the id of
 * its case; `messageId` the line that said so, where it was no command on the case.
 */
export const answerCalls = (
  { sender, now }: Pick<MessageContext, "sender" | "now">,
  keys: readonly string[],
  messageId?: MessageId,
): Changes =>
  changes({
    calls: keys.map((key) => ({
      kind: "answered",
      key,
      answer: { by: sender.id, at: now, ...(messageId ? { messageId } : {}) },
    })),
    tasks: keys.map((key) => callTask(key, now)),
  });

/** What staff do with a case beside adding words to it. */
const notAnswers: ReadonlySet<string> = new Set(["reported", "joined", "supplemented", "acknowledged", "undone"]);

/** A command of staff on the case of an emergency, such as 受理 or 误报, answers the call for it too. */
export function answeredByCommand(context: MessageContext, { steps }: Pick<Changes, "steps">): Changes {
  const moved = steps.filter(
    ({ hazard, event }) =>
      hazard.severity === "emergency" && event.actorId === context.sender.id && !notAnswers.has(event.kind),
  );
  return moved.length === 0
    ? changes({})
    : answerCalls(context, [...new Set(moved.map(({ hazard }) => hazard.id as string))]);
}
