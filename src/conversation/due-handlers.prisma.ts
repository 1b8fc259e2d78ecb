import type { Directory } from "../buildings/directory.js";
import type { ChatRef } from "../channels/channel.js";
import { directChat } from "../channels/channel.js";
import type { Tx } from "../database/database.prisma.js";
import type { TaskHandler } from "../delivery/due-tasks.js";
import type { HazardStore } from "../hazards/hazard-store.js";
import { type Changes, changes } from "./changes.js";
import type { Rules } from "./context.js";

/** What the handlers of due tasks need. */
export interface DueDeps {
  readonly directory: Directory;
  readonly hazards: HazardStore;
  readonly rules: Rules;
  /** Runs the work in one transaction together with the end of the task. */
  readonly transaction: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  readonly commit: (tx: Tx, changes: Changes, now: Date) => Promise<void>;
}

/** Later than this the question would only startle. */
const followUpWithinMs = 30 * 60_000;

/** Two minutes after an emergency the reporter is asked in private whether all are safe. */
export const createFollowUpHandler =
  (deps: DueDeps): TaskHandler<Tx> =>
  async (task, run) => {
    if (run.now.getTime() - task.dueAt.getTime() > followUpWithinMs) return deps.transaction((tx) => run.complete(tx));
    const ref = task.data["ref"] as ChatRef;
    const { senderId, messageId } = task.data as { readonly senderId: string; readonly messageId: string };
    const line: Changes["lines"][number] = {
      ref: { ...ref, chat: directChat(senderId) },
      template: "emergency-follow-up",
      variables: {},
      urgency: "emergency",
      dedupeKey: `emergency-follow-up:${messageId}`,
      subject: `message:${messageId}`,
    };
    await deps.transaction(async (tx) => {
      await deps.commit(tx, changes({ lines: [line] }), run.now);
      await run.complete(tx);
    });
  };
