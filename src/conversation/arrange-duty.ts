import type { Person } from "../buildings/person.js";
import { loadOf } from "../hazards/grid-load.js";
import type { Duty, DutyId } from "../people/duty.js";
import type { WantedDuty } from "../people/duty-clash.js";
import { type Period, periodWords } from "../people/duty-period.js";
import type { SaidArrangement } from "../people/said-duty.js";
import { newId } from "../shared/ids.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { ownGrids } from "./duty-talk.js";
import { dutySubject, dutyTask, loadWords, openCasesOf } from "./duty-words.js";
import { nextMorning } from "./quiet-hours.js";
import { answerPrivately, tell } from "./say.js";
import type { Filled } from "./changes.js";

/** A duty of which all is known that must be. */
export interface Arrangement {
  readonly said: SaidArrangement;
  readonly period: Period;
  /** Whose grids they are; away where the duty is a substitute's. */
  readonly worker: Person;
  /** Who does the work. */
  readonly person: Person;
}

/** The duty that the arrangement asks for. */
export const wantedBy = ({ said, period, worker, person }: Arrangement): WantedDuty => ({
  kind: said.kind,
  personId: person.id,
  ...(said.kind === "substitute" ? { forPersonId: worker.id } : {}),
  areas: ownGrids(worker),
  period,
});

/** Writes the duty, confirms it with its days, and tells those whom it is about. */
export function arrangeDuty(context: MessageContext, arrangement: Arrangement): Changes {
  const [first, ...others] = dutiesOf(context, arrangement);
  if (!first) return changes({});
  return mergeChanges([
    changes({
      people: [first, ...others].map((duty) => ({ kind: "duty", duty })),
      tasks: [dutyTask([first, ...others])],
    }),
    confirm(context, arrangement),
    tellOthers(context, { ...arrangement, subject: dutySubject(first.id) }),
  ]);
}

/** One for each grid of the worker. */
function dutiesOf({ sender, now }: MessageContext, arrangement: Arrangement): readonly Duty[] {
  const { areas, period, ...wanted } = wantedBy(arrangement);
  return areas.map((area) => ({
    id: newId<DutyId>(),
    ...wanted,
    area,
    startsAt: period.from,
    endsAt: period.until,
    createdBy: sender.id,
    createdAt: now,
  }));
}

/** How the writer is told of a person. */
export const nameFor = ({ sender }: Pick<MessageContext, "sender">, person: Person): string =>
  person.id === sender.id ? "您" : person.name;

function confirm(context: MessageContext, { said, period, worker, person }: Arrangement): Changes {
  const words = { period: periodWords(period, context.now), name: nameFor(context, person) };
  const line =
    said.kind === "substitute"
      ? answerPrivately(context, "duty-set", { ...words, who: nameFor(context, worker) })
      : answerPrivately(context, "duty-set-on", words);
  return changes({
    lines: [line],
    notes: [`${words.period}:${person.name}${said.kind === "substitute" ? `代${worker.name}` : "值班"}`],
  });
}

/** What begins before people may be written to is told when it begins; see decideDutyTurn. */
const isToldBefore = ({ isQuietHour, now }: MessageContext, { from }: Period): boolean =>
  from > (isQuietHour ? nextMorning(now) : now);

/** Who does the work hears of it at once, and so does who is away where another arranged it. */
function tellOthers(
  context: MessageContext,
  { said, period, worker, person, subject }: Arrangement & { readonly subject: string },
): Changes {
  const { sender, now } = context;
  const words = { period: periodWords(period, now), by: sender.name };
  const load = loadWords(loadOf(openCasesOf(context, ownGrids(worker)), now));
  const ahead: Filled =
    said.kind === "substitute"
      ? { template: "duty-told", variables: { period: words.period, who: worker.name, load } }
      : { template: "duty-told-on", variables: words };
  const isOthersLeave = said.kind === "substitute" && worker.id !== sender.id;
  const leave: Filled = { template: "duty-told-worker", variables: { ...words, name: person.name } };
  return changes({
    lines: [
      ...(isToldBefore(context, period) && person.id !== sender.id ? tell(context, person, { ...ahead, subject }) : []),
      ...(isOthersLeave ? tell(context, worker, { ...leave, subject }) : []),
    ],
  });
}
