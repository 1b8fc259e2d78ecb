import type { Person } from "../buildings/person.js";
import type { GridLoad } from "../hazards/grid-load.js";
import type { Duty } from "../people/duty.js";
import { periodWords } from "../people/duty-period.js";
import { type Changes, changes, type LineIntent } from "./changes.js";
import { loadWords } from "./duty-words.js";
import { nextMorning } from "./quiet-hours.js";
import type { Filled } from "./changes.js";

/** What a look at a duty may look at. */
export interface DutyTurn {
  readonly duty: Duty;
  /** Who does the work, and who is away. */
  readonly person?: Person | undefined;
  readonly absent?: Person | undefined;
  /** What is open in its grids now, and how many cases were closed since it began. */
  readonly load: GridLoad;
  readonly closed: number;
  /** Whether its begin was told. */
  readonly isBegun: boolean;
  readonly now: Date;
  readonly isQuietHour: boolean;
}

/** What the look brings about, and when to look again. */
export interface DutyTurnDecision {
  readonly changes: Changes;
  readonly next?: { readonly dueAt: Date; readonly isBegun: boolean };
}

const dayMs = 86_400_000;

/**
 * Hands over at the begin and the end of a duty. The duty itself counts from its instant; what is said of it at night waits
 * for the morning, and is counted then. What is over for a day is told nobody any more.
 */
export function decideDutyTurn(turn: DutyTurn): DutyTurnDecision {
  const { duty, now, isBegun } = turn;
  const isOver = duty.endsAt <= now;
  if (duty.startsAt > now) return { changes: changes({}), next: { dueAt: duty.startsAt, isBegun } };
  if (isOver && now.getTime() - duty.endsAt.getTime() > dayMs) return { changes: changes({ notes: ["早已结束"] }) };
  if (turn.isQuietHour) return { changes: changes({}), next: { dueAt: nextMorning(now), isBegun } };
  if (isOver) return { changes: changes({ lines: duty.kind === "substitute" ? endLines(turn) : [] }) };
  return {
    changes: changes({ lines: isBegun ? [] : beginLines(turn) }),
    next: { dueAt: duty.endsAt, isBegun: true },
  };
}

function beginLines(turn: DutyTurn): readonly LineIntent[] {
  const { duty, absent, now } = turn;
  const period = periodWords({ from: now, until: duty.endsAt }, now);
  const words = { period, load: loadWords(turn.load) };
  return duty.kind === "substitute"
    ? line(turn, turn.person, { template: "duty-begins", variables: { ...words, who: absent?.name ?? "同事" } })
    : line(turn, turn.person, { template: "duty-begins-on", variables: words });
}

function endLines(turn: DutyTurn): readonly LineIntent[] {
  const { person, absent, closed, load } = turn;
  return [
    ...line(turn, absent, {
      template: "duty-back",
      variables: { name: person?.name ?? "同事", closed: String(closed), load: loadWords(load) },
    }),
    ...line(turn, person, { template: "duty-over", variables: { who: absent?.name ?? "同事" } }),
  ];
}

const line = ({ duty }: DutyTurn, to: Person | undefined, words: Filled): readonly LineIntent[] =>
  to?.direct ? [{ ...words, ref: to.direct, urgency: "notice", dedupeKey: `${words.template}:${duty.id}` }] : [];
