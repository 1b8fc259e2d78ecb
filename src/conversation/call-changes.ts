import { isStaff, type Person } from "../buildings/person.js";
import {
  type CallMade,
  calledPeople,
  callOutTaskKind,
  callSubject,
  type EmergencyCall,
} from "../emergencies/emergency-call.js";
import { emergencyKind } from "../emergencies/emergency-rules.js";
import type { NextCall } from "../emergencies/next-call.js";
import { move } from "../hazards/apply-event.js";
import { type Hazard, isClosed } from "../hazards/hazard.js";
import { stateName } from "../hazards/standing.js";
import { kindOf } from "../hazards/taxonomy.js";
import type { PersonId } from "../shared/ids.js";
import { officerOf } from "./actor.js";
import { callLine, callOutSubject, callOutTask, incidentWords, newsLine } from "./call-lines.js";
import { type Changes, changes, type Filled } from "./changes.js";
import type { Rules } from "./context.js";
import { groupOfCall, type IncidentNames, incidentName, placeOfCall } from "./emergency-matter.js";
import { callData } from "./open-call.js";

/** What is known around a call when its time has come. */
export interface CallAround extends IncidentNames {
  readonly now: Date;
  readonly rules: Rules;
  /** Everybody who was called, is to be called, took over or wrote. */
  readonly people: ReadonlyMap<PersonId, Person>;
  /** The case, where there is one. */
  readonly hazard?: Hazard;
}

/** Calls the next level. */
export function callNext(
  call: EmergencyCall,
  { round, level, to }: Extract<NextCall, { readonly kind: "call" }>,
  around: CallAround,
): Changes {
  const { now, rules, people, hazard } = around;
  const kind = emergencyKind(rules.emergencies, call.code);
  const words = incidentWords(
    {
      what: kindOf(rules.taxonomy, call.code).short,
      building: placeOfCall(call, around),
      group: groupOfCall(call, around),
      said: call.said,
      writer: people.get(call.writerId)?.name ?? "",
    },
    kind,
    level === "grid_worker",
  );
  const minutes = String(Math.max(1, Math.round((now.getTime() - call.startedAt.getTime()) / 60_000)));
  const place = { key: call.key, round, level };
  const called = to.flatMap((id) => people.get(id) ?? []);
  const made: CallMade = { round, level, to, at: now.toISOString() };
  const step = hazard && move(hazard, { kind: "escalated", as: "bot", at: now, data: callData(made) });
  const role = level === "colleagues" ? "grid_worker" : level;
  return changes({
    steps: step?.ok ? [step.value] : [],
    calls: [{ kind: "called", key: call.key, made }],
    lines: called.flatMap((person) =>
      callLine(person, place, { template: "emergency-call", variables: { ...words, minutes } }),
    ),
    tasks: called.map((person) => callOutTask(person, place, { role, at: now })),
  });
}

/** Somebody took over, or the case is closed: those who were called hear it once, and nobody is rung any more. */
export function tellOver(call: EmergencyCall, around: CallAround): Changes {
  const { now, rules, people, hazard } = around;
  const by = call.answer?.by;
  const incident = incidentName(call, around, rules.taxonomy);
  const isOver = hazard !== undefined && isClosed(hazard);
  const name = (by && people.get(by)?.name) ?? "同事";
  const news: Filled = isOver
    ? { template: "emergency-over", variables: { incident, state: stateName(hazard) } }
    : { template: "emergency-taken", variables: { incident, name } };
  const step = !isOver && hazard ? acknowledge(call, hazard, people) : undefined;
  return changes({
    steps: step ? [step] : [],
    withdrawn: [callSubject(call.key)],
    lines: calledPeople(call)
      .filter((id) => id !== by)
      .flatMap((id) =>
        newsLine(people.get(id), { ...news, key: call.key, dedupeKey: `${callSubject(call.key)}:over:${id}` }),
      ),
    calls: [{ kind: "told", key: call.key, at: now }],
    endedTasks: ringsOf(call),
  });
}

/** The word of who took over stands in the case; a command does so by itself. */
function acknowledge(
  { answer }: EmergencyCall,
  hazard: Hazard,
  people: CallAround["people"],
): Changes["steps"][number] | undefined {
  if (!answer?.messageId) return undefined;
  const person = people.get(answer.by);
  const step = move(hazard, {
    kind: "acknowledged",
    as: person && isStaff(person) ? officerOf(person, hazard) : "head",
    actorId: answer.by,
    at: answer.at,
    messageId: answer.messageId,
  });
  return step.ok ? step.value : undefined;
}

const ringsOf = (call: EmergencyCall): Changes["endedTasks"] =>
  call.calls.flatMap(({ round, level, to }) =>
    to.map((id) => ({ kind: callOutTaskKind, subject: callOutSubject({ key: call.key, round, level }, id) })),
  );

/**
 * Everybody was called in vain: the case says so, 今日 shows it, and who was called hears that nobody is on the way, as
 * does who wrote, with the numbers to ring. Where it is too late for that only the case says it.
 */
export function giveUp(
  call: EmergencyCall,
  { isLate }: Extract<NextCall, { readonly kind: "unanswered" }>,
  around: CallAround,
): Changes {
  const { now, hazard, people, rules } = around;
  const step = hazard && move(hazard, { kind: "unanswered", as: "bot", at: now });
  const incident = incidentName(call, around, rules.taxonomy);
  const numbers = emergencyKind(rules.emergencies, call.code).numbers.join("或");
  const news = (id: PersonId, words: Filled) =>
    newsLine(people.get(id), { ...words, key: call.key, dedupeKey: `${callSubject(call.key)}:vain:${id}` });
  const lines = [
    ...calledPeople(call).flatMap((id) => news(id, { template: "emergency-vain", variables: { incident } })),
    ...news(call.writerId, { template: "emergency-vain-writer", variables: { numbers } }),
  ];
  return changes({
    steps: step?.ok ? [step.value] : [],
    lines: isLate ? [] : lines,
    calls: [{ kind: "unanswered", key: call.key, at: now }],
  });
}
