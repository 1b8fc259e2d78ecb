import { answeredByCommand } from "./call-answers.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { decideAnswer } from "./decide-answer.js";
import { decideAssign } from "./decide-assign.js";
import { decideBroadcast } from "./decide-broadcast.js";
import { decideCallAnswer } from "./decide-call-answer.js";
import { decideConsequence } from "./decide-consequence.js";
import { decideCry } from "./decide-cry.js";
import { decideDrill } from "./decide-drill.js";
import { decideEmergency } from "./decide-emergency.js";
import { decideEmergencyTalk } from "./decide-emergency-talk.js";
import { decideFeedback } from "./decide-feedback.js";
import { decidePersonalData, decideSmallTalk } from "./decide-small-talk.js";
import { decideHandOver, decideNeed } from "./decide-hand-over.js";
import { decideMalice } from "./decide-malice.js";
import { decideMerge } from "./decide-merge.js";
import { decidePatrol } from "./decide-patrol.js";
import { decidePrivacy } from "./decide-privacy.js";
import { decideRecategorise } from "./decide-recategorise.js";
import { decideReport } from "./decide-report.js";
import { decideRoles } from "./decide-roles.js";
import { decideSign } from "./decide-sign.js";
import { decideSilence } from "./decide-silence.js";
import { decideStaffCommand } from "./decide-staff-command.js";
import { decideStarAnswer } from "./decide-star-answer.js";
import { decideStarQuery } from "./decide-star-query.js";
import { decidePhoto, decideSupplement } from "./decide-supplement.js";
import { decideUndo } from "./decide-undo.js";
import { decideVoice } from "./decide-voice.js";
import { decideWhichCase } from "./decide-which-case.js";
import { decideWithdraw } from "./decide-withdraw.js";
import { decideReal } from "./drill-question.js";

/** The order in which a line is looked at; the first that has something to do with it takes it. */
const deciders: readonly ((context: MessageContext) => Changes | undefined)[] = [
  decideEmergency,
  decideReal,
  decideCallAnswer,
  decideEmergencyTalk,
  decideCry,
  decideDrill,
  decidePrivacy,
  decidePatrol,
  decideConsequence,
  decideWhichCase,
  decideRoles,
  decideBroadcast,
  decideStarAnswer,
  decideAnswer,
  decideRecategorise,
  decideSilence,
  decideUndo,
  decideAssign,
  decideMerge,
  decideMalice,
  decideStaffCommand,
  decideWithdraw,
  decideSign,
  decideNeed,
  decideVoice,
  decideFeedback,
  decideReport,
  decideStarQuery,
  decideSupplement,
  decidePhoto,
  decideHandOver,
  decideSmallTalk,
];

/** What one message brings about. Pure: all that it looks at is in the context. */
export function decide(context: MessageContext): Changes {
  const { message } = context;
  if (message.kind === "recall" && message.recalledExternalId)
    return changes({
      recalls: [{ ref: message.ref, externalId: message.recalledExternalId }],
      notes: ["撤回:存档里也抹掉"],
    });
  if (message.isLate) return changes({ notes: ["迟到的消息:只归档,不回答"] });
  const slip = decidePersonalData(context) ?? changes({});
  for (const decider of deciders) {
    const decided = decider(context);
    if (decided) return mergeChanges([slip, decided, answeredByCommand(context, decided)]);
  }
  return slip;
}
