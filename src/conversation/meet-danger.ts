import { callSubject } from "../emergencies/emergency-call.js";
import { answerCalls } from "./call-answers.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { type Incident, isStaffThere, joinIncident } from "./incident.js";
import { openCall, placeCall } from "./open-call.js";
import { answerPrivately, directOf, sayInGroup } from "./say.js";

/** The way of danger that is no drill. */
export function meetDanger(context: MessageContext, incident: Incident): Changes {
  const { place, twin, call } = incident;
  const opened = call || twin ? undefined : openCall(context, incident);
  const key = call?.key ?? twin?.id ?? opened?.key ?? "";
  return mergeChanges([
    changes({
      lines: [safetyLine(context, incident, key)],
      links: place ? [{ buildingCode: place.code, reason: place.reason, detail: place.detail }] : [],
      tasks: [followUpTask(context)],
      dialogs: talkDialogs(context, incident, key),
      notes: [`紧急:${context.reading.emergency?.phrase ?? "真的"}。先发安全提示,再叫人`],
    }),
    opened?.changes ?? goOn(context, incident, key),
  ]);
}

/** Somebody else, or the same person again, about danger that is known: nobody is called anew. */
function goOn(context: MessageContext, incident: Incident, key: string): Changes {
  const { twin, call, place } = incident;
  const isStaff = isStaffThere(context, incident.area);
  return mergeChanges([
    twin ? joinIncident(context, twin) : changes({}),
    !twin && call && place && call.hazardId === undefined ? placeCall(context, call, place) : changes({}),
    isStaff ? answerCalls(context, [key], context.message.id) : changes({}),
  ]);
}

/** One line an incident and chat. In private each who asks gets it. */
function safetyLine(context: MessageContext, { code, kind }: Incident, key: string): Changes["lines"][number] {
  // Each kind has its line: a test reads the rule file.
  const template = `emergency-${code.toLowerCase()}` as
    | `emergency-x0${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
    | "emergency-x10";
  const variables = { numbers: kind.numbers.join("或") };
  if (!context.message.isGroup || kind.privateOnly)
    return { ...answerPrivately(context, template, variables), urgency: "emergency" };
  const line = sayInGroup(context, { template, variables, urgency: "emergency" });
  return { ...line, dedupeKey: `${callSubject(key)}:safety:${context.message.ref.chat}` };
}

/** A while later the writer is asked whether all are safe. */
function followUpTask({ message, now, rules }: MessageContext): Changes["tasks"][number] {
  return {
    kind: "emergency-follow-up",
    subject: `${message.ref.chat} ${message.senderId}`,
    dueAt: new Date(now.getTime() + rules.sla.emergencyFollowUpMinutes * 60_000),
    data: { ref: { ...message.ref }, senderId: message.senderId, messageId: message.id },
  };
}

/** What the writer says next goes to those who are called. */
function talkDialogs(context: MessageContext, { code, area }: Incident, key: string): Changes["dialogs"] {
  if (isStaffThere(context, area)) return [];
  const { sla } = context.rules;
  const minutes = sla.emergencyFollowUpMinutes + sla.questionMinutes;
  return [
    {
      ref: directOf(context),
      senderId: context.message.senderId,
      data: { kind: "emergency", key, code },
      expiresAt: new Date(context.now.getTime() + minutes * 60_000),
    },
  ];
}
