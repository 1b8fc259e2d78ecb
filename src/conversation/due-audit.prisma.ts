import type { Directory } from "../buildings/directory.js";
import type { Tx } from "../database/database.prisma.js";
import type { TaskHandler } from "../delivery/due-tasks.js";
import type { AuditStore } from "../hazards/audit-store.js";
import type { Log } from "../shared/log.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { Rules } from "./context.js";
import { decideAudit } from "./due-audit.js";
import { ladderTask, ladderTaskKind } from "./ladder-task.js";
import { createFindNeighbourhood } from "./neighbourhood.js";
import { referralTask, referralTaskKind } from "./referral-task.js";

/** The kind of the due task that looks for cases and timers that nobody looks after. */
export const auditKind = "hazard-audit";
const everyMs = 3_600_000;
const mostAtOnce = 5000;

/** What the last audit found. */
export interface AuditFigures {
  /** Cases that staff left waiting too long. */
  readonly untended: number;
  /** Cases whose timer was lost and was set again. */
  readonly mended: number;
  /** Tasks that fail again and again, or were never taken. */
  readonly stuckTasks: number;
}

/** What the auditor needs. */
export interface AuditDeps {
  readonly directory: Directory;
  readonly audit: AuditStore;
  readonly rules: Rules;
  readonly log: Log;
  readonly transaction: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  readonly commit: (tx: Tx, changes: Changes, now: Date) => Promise<void>;
  /** Told what was found, for the metrics. */
  readonly onAudited: (figures: AuditFigures) => void;
}

/** Each hour: sets lost timers again, tells staff in the morning what waits too long, and counts both. */
export const createAuditHandler =
  (deps: AuditDeps): TaskHandler<Tx> =>
  async (_, run) => {
    const [lost, silent, waiting, stuckTasks] = await Promise.all([
      deps.audit.findWithoutTimer(ladderTaskKind, mostAtOnce),
      deps.audit.findReferredWithoutTimer(referralTaskKind, mostAtOnce),
      deps.audit.findWaitingForStaff(mostAtOnce),
      deps.audit.countStuckTasks(run.now),
    ]);
    const codes = [...new Set(waiting.map((hazard) => hazard.buildingCode))];
    const around = await createFindNeighbourhood(deps.directory)(codes, []);
    const finding = decideAudit({ waiting, rules: deps.rules, now: run.now, ...around });
    const tasks = [
      ...lost.flatMap((hazard) => ladderTask(hazard, deps.rules, run.now) ?? []),
      ...silent.map((hazard) => referralTask(hazard, run.now)),
    ];
    const figures = { untended: finding.untended.length, mended: tasks.length, stuckTasks };
    if (tasks.length > 0 || stuckTasks > 0)
      deps.log.warn({ ...figures }, "the audit found timers that were lost or stuck");
    await deps.transaction(async (tx) => {
      await deps.commit(tx, mergeChanges([finding.changes, changes({ tasks })]), run.now);
      await run.complete(tx, { dueAt: new Date(run.now.getTime() + everyMs), data: {} });
    });
    deps.onAudited(figures);
  };
