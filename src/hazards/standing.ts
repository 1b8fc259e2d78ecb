import { type Hazard, type HazardState, isWaitingForFix } from "./hazard.js";

const stateNames: Readonly<Record<HazardState, string>> = {
  reported: "待核实",
  accepted: "已受理",
  notified: "已告知",
  rectifying: "整改中",
  "awaiting-recheck": "待复查",
  referred: "已移交",
  enforcement: "执法办理中",
  closed: "已销号",
  "false-alarm": "误报",
  duplicate: "并到别的件",
  withdrawn: "已撤回",
};

/** The state in Chinese. */
export const stateName = (hazard: Pick<Hazard, "state">): string => stateNames[hazard.state];

/** The same for who reported it: a false alarm is no fault of theirs. */
export const stateNameForReporter = (hazard: Pick<Hazard, "state">): string =>
  hazard.state === "false-alarm" ? "看过了,没发现问题" : stateName(hazard);

/** Whether the fix is due and not there: 逾期. */
export const isOverdue = (hazard: Pick<Hazard, "state" | "dueAt">, now: Date): boolean =>
  hazard.dueAt !== undefined && hazard.dueAt <= now && isWaitingForFix(hazard);

/** Where a case stands, for staff: the state and what weighs on it, such as 整改中·逾期·督办. */
export function standingName(hazard: Hazard, now: Date): string {
  const { marks } = hazard;
  return [
    stateName(hazard),
    ...(isOverdue(hazard, now) ? ["逾期"] : []),
    ...(marks.delayAskedAt === undefined ? [] : ["想延期"]),
    ...((marks.returns ?? 0) > 0 && isWaitingForFix(hazard) ? ["退回过"] : []),
    ...(marks.supervisedAt === undefined ? [] : ["督办"]),
    ...(marks.unansweredAt === undefined ? [] : ["没人接手"]),
    ...(marks.acknowledgedAt === undefined ? [] : ["有人接手"]),
    ...(marks.recursOf === undefined ? [] : ["回潮"]),
  ].join("·");
}
