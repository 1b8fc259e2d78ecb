import type { Person } from "../buildings/person.js";
import { type CallAnswer, type CallMade, calledPeople, type EmergencyCall } from "../emergencies/emergency-call.js";
import { emergencyKind } from "../emergencies/emergency-rules.js";
import { type HazardStep, move } from "../hazards/apply-event.js";
import { kindOf } from "../hazards/taxonomy.js";
import { newId } from "../shared/ids.js";
import { officerOf } from "./actor.js";
import { callTask } from "./call-answers.js";
import { newsLine } from "./call-lines.js";
import { buildingWords } from "./case-words.js";
import { type Changes, changes, type Filled, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { callsBeside, firstCalls } from "./first-calls.js";
import { type Incident, isStaffThere, openIncident, type Whereabouts } from "./incident.js";

/** Begins to call people to danger that is new: the grid worker and those of the house at once, the others in their turn. */
export function openCall(
  context: MessageContext,
  incident: Incident,
): { readonly key: string; readonly changes: Changes } {
  const { message, now, sender } = context;
  const { code, place, area } = incident;
  const opened = place ? openIncident(context, { code, place }) : undefined;
  const key = opened?.step.hazard.id ?? newId<string>();
  const answer = isStaffThere(context, area) ? { by: sender.id, at: now, messageId: message.id } : undefined;
  const first = firstCalls(context, incident, key);
  const call: EmergencyCall = {
    key,
    code,
    ref: message.ref,
    writerId: sender.id,
    said: answer ? "" : message.text.slice(0, 200),
    startedAt: now,
    calls: first.made,
    ...(opened && place ? { hazardId: opened.step.hazard.id, buildingCode: place.code } : {}),
    ...(area === undefined ? {} : { area }),
    ...(answer ? { answer, toldAt: now } : {}),
  };
  const steps = opened ? withCalls(context, opened.step, first.made) : [];
  return {
    key,
    changes: mergeChanges([
      changes({
        steps: answer ? withAnswer(context, steps, { answer, by: sender }) : steps,
        lines: first.lines,
        calls: [{ kind: "opened", call }],
        tasks: answer ? [] : [...first.tasks, callTask(key, nextAt(context, first.made))],
      }),
      opened?.changes ?? changes({}),
    ]),
  };
}

/** Where there is no grid worker, the next level is called at once. */
function nextAt({ now, rules }: MessageContext, made: readonly CallMade[]): Date {
  const isCalled = made.some(({ level }) => level !== "beside");
  return isCalled ? new Date(now.getTime() + rules.emergencies.chain.minutesBetween * 60_000) : now;
}

/** What the case says of calls. */
export const callData = ({ round, level, to }: Pick<CallMade, "round" | "level" | "to">) => ({
  step: `call ${round} ${level}`,
  to,
});

function withCalls({ now }: MessageContext, opened: HazardStep, made: readonly CallMade[]): readonly HazardStep[] {
  const steps = [opened];
  for (const one of made) {
    const { hazard } = steps.at(-1) ?? opened;
    const called = move(hazard, { kind: "escalated", as: "bot", at: now, data: callData(one) });
    if (called.ok) steps.push(called.value);
  }
  return steps;
}

/** Who took over before there was a case, or wrote of it as one of the staff, stands in the case too. */
function withAnswer(
  { now }: MessageContext,
  steps: readonly HazardStep[],
  { answer, by }: { readonly answer: CallAnswer; readonly by: Person },
): readonly HazardStep[] {
  const last = steps.at(-1);
  if (!last) return steps;
  const step = move(last.hazard, {
    kind: "acknowledged",
    as: officerOf(by, last.hazard),
    actorId: answer.by,
    at: now,
    ...(answer.messageId ? { messageId: answer.messageId } : {}),
  });
  return step.ok ? [...steps, step.value] : steps;
}

/** The building of an incident becomes known: it gets its case, its people are called, and the others hear where it is. */
export function placeCall(context: MessageContext, call: EmergencyCall, place: Whereabouts): Changes {
  const { emergencyMatter, group, rules, message } = context;
  // The words that told of the danger say more than those that only name the building.
  const told = { ...context, message: { ...message, text: call.said || message.text } };
  const { step, changes: around } = openIncident(told, { code: call.code, place });
  const kind = emergencyKind(rules.emergencies, call.code);
  const by = call.answer && emergencyMatter?.people.get(call.answer.by);
  const called = calledPeople(call).flatMap((id) => emergencyMatter?.people.get(id) ?? []);
  const beside = call.answer
    ? { made: [], lines: [], tasks: [] }
    : callsBeside(told, { code: call.code, kind, place }, { key: call.key, except: called });
  const steps = withCalls(context, step, beside.made);
  const variables = {
    what: kindOf(rules.taxonomy, call.code).short,
    building: buildingWords(context, place.code),
    group: group?.name ?? "私聊",
  };
  const news: Filled = { template: "emergency-placed", variables };
  return mergeChanges([
    around,
    changes({
      steps: call.answer && by ? withAnswer(context, steps, { answer: call.answer, by }) : steps,
      calls: [
        placedAt(call, step, place),
        ...beside.made.map((one) => ({ kind: "called", key: call.key, made: one }) as const),
      ],
      lines: [
        ...(by ? [by] : called).flatMap((person) =>
          newsLine(person, { ...news, dedupeKey: `emergency-placed:${call.key}:${person.id}` }),
        ),
        ...beside.lines,
      ],
      tasks: beside.tasks,
      links: [{ buildingCode: place.code, reason: place.reason, detail: place.detail }],
    }),
  ]);
}

const placedAt = (call: EmergencyCall, { hazard }: HazardStep, place: Whereabouts): Changes["calls"][number] => ({
  kind: "placed",
  key: call.key,
  hazardId: hazard.id,
  buildingCode: place.code,
  area: place.code.slice(0, 14),
});
