import type { PersonId } from "../shared/ids.js";
import { calledPeople, type EmergencyCall } from "./emergency-call.js";
import type { CallLevel, ChainRules } from "./emergency-rules.js";

/** Who can be called at each level, the first ones first. */
export type PeopleByLevel = Readonly<Record<CallLevel, readonly PersonId[]>>;

/** What is to be done about a call now. */
export type NextCall =
  | { readonly kind: "over" }
  | { readonly kind: "wait"; readonly until: Date }
  | { readonly kind: "call"; readonly round: number; readonly level: CallLevel; readonly to: readonly PersonId[] }
  /** Everybody was called, or (`isLate`) it is too late to startle people. */
  | { readonly kind: "unanswered"; readonly isLate: boolean };

const minuteMs = 60_000;

/**
 * The next level to call, by the log of the calls alone: the level after the last one, once its minutes have passed; the
 * first one again until the rounds are used up. Nobody is called twice in a round, and a level without people is none.
 * Source: rules/emergencies.yaml.
 */
export function nextCall(
  call: EmergencyCall,
  people: PeopleByLevel,
  { chain, now }: { readonly chain: ChainRules; readonly now: Date },
): NextCall {
  if (call.answer || call.toldAt || call.unansweredAt) return { kind: "over" };
  const last = call.calls.findLast(({ level }) => level !== "beside");
  const dueAt = last
    ? new Date(new Date(last.at).getTime() + chain.minutesBetween * minuteMs)
    : new Date(call.startedAt.getTime());
  if (dueAt > now) return { kind: "wait", until: dueAt };
  if (now.getTime() - dueAt.getTime() > chain.takeUpWithinMinutes * minuteMs)
    return { kind: "unanswered", isLate: true };
  const steps = stepsAfter(call, chain);
  for (const { round, level } of steps) {
    const to = toCall(call, people, { round, level, most: chain.mostAtLevel });
    if (to.length > 0) return { kind: "call", round, level, to };
  }
  return { kind: "unanswered", isLate: false };
}

interface Step {
  readonly round: number;
  readonly level: CallLevel;
}

function stepsAfter({ calls }: EmergencyCall, { levels, rounds }: ChainRules): readonly Step[] {
  const all = Array.from({ length: rounds }, (_, index) => index + 1).flatMap((round) =>
    levels.map((level) => ({ round, level })),
  );
  const last = calls.findLast(({ level }) => level !== "beside");
  const at = all.findIndex(({ round, level }) => round === last?.round && level === last.level);
  return all.slice(at + 1);
}

function toCall(
  call: EmergencyCall,
  people: PeopleByLevel,
  { round, level, most }: Step & { readonly most: number },
): readonly PersonId[] {
  const known = new Set([
    call.writerId,
    ...calledPeople({ calls: call.calls.filter((made) => made.round === round && made.level !== "beside") }),
  ]);
  return people[level].filter((id) => !known.has(id)).slice(0, most);
}
