import type { GridLoad } from "../hazards/grid-load.js";
import { type Hazard, isClosed } from "../hazards/hazard.js";
import type { Duty, DutyId } from "../people/duty.js";
import type { TaskIntent } from "./changes.js";
import type { MessageContext } from "./context.js";

/** The kind of the due task that goes along with a duty; its subject is the duty's id. */
export const dutyTaskKind = "duty";

/** Looks at duties that were arranged together when they begin, and again when they end; see decideDutyTurn. */
export const dutyTask = ([first, ...others]: readonly [Duty, ...Duty[]]): TaskIntent => ({
  kind: dutyTaskKind,
  subject: first.id,
  dueAt: first.startsAt,
  data: { with: others.map(({ id }) => id) },
});

/** What lines about a duty that has not begun are about: they are taken back where it is called off. */
export const dutySubject = (id: DutyId): string => `duty:${id}`;

/** The open cases of grids, as far as the message sees them. */
export const openCasesOf = ({ cases }: Pick<MessageContext, "cases">, grids: readonly string[]): readonly Hazard[] =>
  cases.flatMap(({ hazard }) =>
    !isClosed(hazard) && grids.some((grid) => hazard.buildingCode.startsWith(grid)) ? [hazard] : [],
  );

/** What is on somebody's hands: 手上有5件,今天到期1件,待复查2件. */
export function loadWords({ open, dueToday, overdue, toRecheck }: GridLoad): string {
  if (open === 0) return "手上没有没办完的";
  const parts = [
    `手上有${open}件`,
    ...(dueToday > 0 ? [`今天到期${dueToday}件`] : []),
    ...(overdue > 0 ? [`逾期${overdue}件`] : []),
    ...(toRecheck > 0 ? [`待复查${toRecheck}件`] : []),
  ];
  return parts.join(",");
}

/** One duty of each that were arranged together: a worker with two grids has two of one leave. */
export const oncePerArrangement = (duties: readonly Duty[]): readonly Duty[] => [
  ...new Map(duties.map((duty) => [`${duty.personId} ${duty.startsAt.getTime()}`, duty])).values(),
];
