import { createHousekeeping, housekeepingKind } from "./archive/housekeeping.prisma.js";
import type { Core } from "./compose.js";
import { askClaimsKind } from "./conversation/claim-words.js";
import { starChangeTaskKind } from "./conversation/decide-star-answer.js";
import { auditKind, createAuditHandler } from "./conversation/due-audit.prisma.js";
import { createClaimsHandler } from "./conversation/due-claims.prisma.js";
import { createCallOutHandler } from "./conversation/due-call-out.prisma.js";
import { createCallHandler } from "./conversation/due-emergency-call.prisma.js";
import { createFollowUpHandler } from "./conversation/due-handlers.prisma.js";
import { createReceiptsHandler } from "./conversation/due-receipts.prisma.js";
import { createLadderHandler } from "./conversation/due-ladder.prisma.js";
import { createNightlyHandler, createStarChangeHandler, nightlyRatingKind } from "./conversation/due-stars.prisma.js";
import { gatheredReceiptKind } from "./conversation/gathered-receipts.js";
import { ladderTaskKind } from "./conversation/ladder-task.js";
import type { Tx } from "./database/database.prisma.js";
import { callOutTaskKind, callTaskKind } from "./emergencies/emergency-call.js";
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
  const emergency = {
    emergencies: core.emergencies,
    callOut: core.callOut,
    render: core.templates.render,
    log: core.log,
    ...(core.emergencyMetrics ?? { onUnanswered: () => {}, onFailed: () => {} }),
  };
  const starDue = { database, directory, stars: core.stars, rules, clock, commit, onDialogs: core.dialogs.put };
  return {
    [ladderTaskKind]: createLadderHandler(due),
    [gatheredReceiptKind]: createReceiptsHandler(due),
    "emergency-follow-up": createFollowUpHandler(due),
    [callTaskKind]: createCallHandler({ ...emergency, ...due }),
    [callOutTaskKind]: createCallOutHandler({ ...emergency, ...due }),
    [askClaimsKind]: createClaimsHandler({
      ...due,
      people: core.people,
      findDialog: ({ direct }, now) =>
        direct && core.dialogs.find({ ref: direct, senderId: direct.chat.slice("direct:".length) }, now),
      onEnded: core.dialogs.end,
    }),
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
