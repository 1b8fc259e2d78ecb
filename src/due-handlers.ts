import { createHousekeeping, housekeepingKind } from "./archive/housekeeping.prisma.js";
import type { Core } from "./compose.js";
import { starChangeTaskKind } from "./conversation/decide-star-answer.js";
import { auditKind, createAuditHandler } from "./conversation/due-audit.prisma.js";
import { createFollowUpHandler, createLadderHandler } from "./conversation/due-handlers.prisma.js";
import { createNightlyHandler, createStarChangeHandler, nightlyRatingKind } from "./conversation/due-stars.prisma.js";
import { ladderTaskKind } from "./conversation/ladder-task.js";
import type { Tx } from "./database/database.prisma.js";
import { createAuditStore } from "./hazards/audit-store.prisma.js";

/** Who does the work of each kind of due task. */
export function dueHandlers(core: Core) {
  const { database, clock, rules, directory, commit } = core;
  const due = {
    directory,
    hazards: core.hazards,
    rules,
    transaction: (work: (tx: Tx) => Promise<void>) => database.transaction(work),
    commit,
  };
  const starDue = { database, directory, stars: core.stars, rules, clock, commit, onDialogs: core.dialogs.put };
  return {
    [ladderTaskKind]: createLadderHandler(due),
    "emergency-follow-up": createFollowUpHandler(due),
    [housekeepingKind]: createHousekeeping(core),
    [auditKind]: createAuditHandler({
      ...due,
      audit: createAuditStore(database),
      log: core.log,
      onAudited: core.onAudited ?? (() => {}),
    }),
    [nightlyRatingKind]: createNightlyHandler(starDue),
    [starChangeTaskKind]: createStarChangeHandler(starDue),
  };
}
