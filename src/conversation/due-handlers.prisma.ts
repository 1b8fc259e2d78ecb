import type { Directory } from "../buildings/directory.js";
import type { ChatRef } from "../channels/channel.js";
import { directChat } from "../channels/channel.js";
import type { Tx } from "../database/database.prisma.js";
import type { TaskHandler } from "../delivery/due-tasks.js";
import type { HazardStore } from "../hazards/hazard-store.js";
import type { HazardId } from "../shared/ids.js";
import { type Changes, changes } from "./changes.js";
import type { Rules } from "./context.js";
import { decideLadder } from "./due-ladder.js";
import { intoWindow } from "./quiet-hours.js";

/** What the handlers of due tasks need. */
export interface DueDeps {
  readonly directory: Directory;
  readonly hazards: HazardStore;
  readonly rules: Rules;
  /** Runs the work in one transaction together with the end of the task. */
  readonly transaction: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  readonly commit: (tx: Tx, changes: Changes, now: Date) => Promise<void>;
}

/** Looks after a case that stays open: reminders and escalations, if they are still true. */
export const createLadderHandler =
  (deps: DueDeps): TaskHandler<Tx> =>
  async (task, run) => {
    const opensAt = intoWindow(run.now, deps.rules.sla);
    // Looked at when people may be written to, not before: what is said must be true when it is read.
    if (opensAt > run.now) return deps.transaction((tx) => run.complete(tx, { dueAt: opensAt, data: task.data }));
    const found = await deps.hazards.findById(task.subject as HazardId);
    if (!found) return deps.transaction((tx) => run.complete(tx));
    const { hazard } = found;
    const [contacts, people, buildings, openOfResponsible] = await Promise.all([
      deps.directory.findContacts(hazard.buildingCode),
      deps.directory.findPeople(hazard.responsibleId ? [hazard.responsibleId] : []),
      deps.directory.findBuildings([hazard.buildingCode]),
      hazard.responsibleId ? deps.hazards.findOpenOfResponsible(hazard.responsibleId) : [hazard],
    ]);
    const codes = openOfResponsible.map((one) => one.buildingCode);
    const responsible = hazard.responsibleId ? people.get(hazard.responsibleId) : undefined;
    const since = typeof task.data["since"] === "string" ? new Date(task.data["since"]) : hazard.openedAt;
    const decision = decideLadder({
      hazard,
      since,
      now: run.now,
      rules: deps.rules,
      contacts,
      buildings: new Map([...buildings, ...(await deps.directory.findBuildings(codes))]),
      openOfResponsible,
      ...(responsible ? { responsible } : {}),
    });
    const next = decision.nextAt ? { dueAt: decision.nextAt, data: { since: run.now.toISOString() } } : undefined;
    await deps.transaction(async (tx) => {
      await deps.commit(tx, decision.changes, run.now);
      await run.complete(tx, next);
    });
  };

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
    };
    await deps.transaction(async (tx) => {
      await deps.commit(tx, changes({ lines: [line] }), run.now);
      await run.complete(tx);
    });
  };
