import { createHousekeeping, housekeepingKind } from "./archive/housekeeping.prisma.js";
import { type Channel, directSender } from "./channels/channel.js";
import type { Core } from "./compose.js";
import { askClaimsKind } from "./conversation/claim-words.js";
import { leaverKind } from "./conversation/decide-leavers.js";
import { consequenceTaskKind } from "./conversation/consequence-task.js";
import { appealTaskKind } from "./conversation/appeal-talk.js";
import { starChangeTaskKind } from "./conversation/star-talk.js";
import { createAppealHandler } from "./conversation/due-appeal.prisma.js";
import { welcomeKind } from "./conversation/decide-welcome.js";
import { auditKind, createAuditHandler } from "./conversation/due-audit.prisma.js";
import { createClaimsHandler } from "./conversation/due-claims.prisma.js";
import { createConsequenceHandler } from "./conversation/due-consequences.prisma.js";
import { createCallOutHandler } from "./conversation/due-call-out.prisma.js";
import { createDutyHandler } from "./conversation/due-duty.prisma.js";
import { createCallHandler } from "./conversation/due-emergency-call.prisma.js";
import { createFollowUpHandler, type DueDeps } from "./conversation/due-handlers.prisma.js";
import { createReceiptsHandler } from "./conversation/due-receipts.prisma.js";
import { createLadderHandler } from "./conversation/due-ladder.prisma.js";
import { createLeaversHandler } from "./conversation/due-leavers.prisma.js";
import { createMemberListingHandler, memberListingKind } from "./conversation/due-member-listing.prisma.js";
import { createReferralHandler } from "./conversation/due-referral.prisma.js";
import { createNightlyHandler, createStarChangeHandler, nightlyRatingKind } from "./conversation/due-stars.prisma.js";
import { createWelcomeHandler } from "./conversation/due-welcome.prisma.js";
import { dutyTaskKind } from "./conversation/duty-words.js";
import { gatheredReceiptKind } from "./conversation/gathered-receipts.js";
import { ladderTaskKind } from "./conversation/ladder-task.js";
import { referralTaskKind } from "./conversation/referral-task.js";
import type { Tx } from "./database/database.prisma.js";
import { createFindLastTold } from "./delivery/last-told.prisma.js";
import { hasLine } from "./delivery/outbox-store.prisma.js";
import { callOutTaskKind, callTaskKind } from "./emergencies/emergency-call.js";
import { createAuditStore } from "./hazards/audit-store.prisma.js";

/** Who does the work of each kind of due task. */
export function dueHandlers(core: Core, channel: Channel) {
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
    [ladderTaskKind]: createLadderHandler({ ...due, findLastTold: createFindLastTold(database) }),
    [gatheredReceiptKind]: createReceiptsHandler(due),
    [referralTaskKind]: createReferralHandler({ ...due, ...(core.publicUrl ? { publicUrl: core.publicUrl } : {}) }),
    ...emergencyHandlers(core, due),
    ...peopleHandlers(core, due),
    ...memberHandlers(core, due, channel),
    [housekeepingKind]: createHousekeeping(core),
    [auditKind]: createAuditHandler({
      ...due,
      audit: createAuditStore(database),
      log: core.log,
      onAudited: core.onAudited ?? (() => {}),
    }),
    [nightlyRatingKind]: createNightlyHandler(starDue),
    [starChangeTaskKind]: createStarChangeHandler(starDue),
    [consequenceTaskKind]: createConsequenceHandler({ ...due, stars: core.stars, consequences: core.consequences }),
    [appealTaskKind]: createAppealHandler({ ...due, stars: core.stars, onDialogs: core.dialogs.put }),
  };
}

function emergencyHandlers(core: Core, due: DueDeps) {
  const deps = {
    ...due,
    emergencies: core.emergencies,
    callOut: core.callOut,
    render: core.templates.render,
    log: core.log,
    ...(core.emergencyMetrics ?? { onUnanswered: () => {}, onFailed: () => {} }),
  };
  return {
    "emergency-follow-up": createFollowUpHandler(due),
    [callTaskKind]: createCallHandler(deps),
    [callOutTaskKind]: createCallOutHandler(deps),
  };
}

function peopleHandlers(core: Core, due: DueDeps) {
  const { people, dialogs, isQuietHour, directory } = core;
  return {
    [askClaimsKind]: createClaimsHandler({
      ...due,
      people,
      findDialog: ({ direct }, now) => direct && dialogs.find({ ref: direct, senderId: directSender(direct) }, now),
      onEnded: dialogs.end,
    }),
    [dutyTaskKind]: createDutyHandler({
      ...due,
      people,
      isQuietHour,
      onTurned: directory.forget,
    }),
  };
}

function memberHandlers(core: Core, due: DueDeps, channel: Channel) {
  const { database, members, outbox, isQuietHour } = core;
  return {
    [welcomeKind]: createWelcomeHandler({
      ...due,
      members,
      outbox,
      hasLine: (dedupeKey) => hasLine(database, dedupeKey),
      capabilities: channel.capabilities,
      isQuietHour,
    }),
    [leaverKind]: createLeaversHandler({ ...due, members }),
    [memberListingKind]: createMemberListingHandler({ ...core, channel, transaction: database.transaction }),
  };
}
