import { addDays } from "../shared/calendar-days.js";
import { shortDayWords } from "../shared/printed-words.js";
import { atShanghai, shanghaiDay } from "../shared/working-calendar.js";
import type { MessageWords } from "../message-templates/message-words.js";
import type { BuildingCode } from "../shared/ids.js";
import { type StarChange, type StarChangeStep, withStep } from "./star-change.js";
import { sayLevel, sayWithdrawn } from "./star-level.js";
import type { StarRules } from "./star-rules.js";

/** What is said at the steps of a change; each is the name of a file of templates/messages. */
export type StarLineKind =
  | "star-prior-notice"
  | "star-publicity"
  | "star-publicity-over"
  | "star-effective"
  | "star-upgraded"
  | "star-congratulation"
  | "star-recovered"
  | "star-appeal-upheld"
  | "star-appeal-rejected";

/**
 * A line that a step brings about, as data: the caller finds the chats, adds `building` and renders. `owner` is the
 * private chat of whoever answers for the building, `group` the groups that serve it.
 */
export type StarLine = StarWords & {
  readonly audience: "owner" | "group";
  readonly buildingCode: BuildingCode;
  /** The same key twice is one line. */
  readonly dedupeKey: string;
};

/** What a template asks for beside `building`: from, to, until, reasons. */
type WordsBeside<Kind extends StarLineKind> = Omit<MessageWords<Kind, string>, "building">;
type StarWords = {
  readonly [Kind in StarLineKind]: { readonly kind: Kind; readonly variables: WordsBeside<Kind> };
}[StarLineKind];

/** The first words of a change: { from, to }, such as 4星; 未评定 where there is none yet; 摘牌 where the plate is gone. */
export function changeWords(change: StarChange, rules: StarRules): { readonly from: string; readonly to: string } {
  const hadNone = change.kind === "first" || change.kind === "withdrawn" ? "未评定" : sayWithdrawn(rules);
  return {
    from: change.fromStar === null ? hadNone : sayLevel(change.fromStar, rules),
    to: change.toStar === null ? sayWithdrawn(rules) : sayLevel(change.toStar, rules),
  };
}

/** Why the change is proposed, in one line of everyday Chinese, for the owner and staff only: a group never learns it. */
export function reasonsOf({ grounds }: StarChange): string {
  const reasons = [...grounds.caps, ...grounds.costs];
  return reasons.length === 0 ? `按现在的情况是${grounds.score}分` : reasons.join(";");
}

/** The last day of a period that ends at this instant, as people say it: 12月3日. */
export const sayLastDay = (until: Date): string => shortDayWords(atShanghai(addDays(shanghaiDay(until), -1), "00:00"));

/** The prior notice: what is intended, why, and until when the owner may be heard. */
export const priorNotice = (change: StarChange, hearingUntil: Date, rules: StarRules): StarLine =>
  line(change, "star-prior-notice", {
    ...changeWords(change, rules),
    reasons: reasonsOf(change),
    until: `${sayLastDay(hearingUntil)}24点`,
  });

/** The publicity in the groups: what is intended, never why. */
export const publicity = (change: StarChange, publicityUntil: Date, rules: StarRules): StarLine =>
  line(change, "star-publicity", { to: changeWords(change, rules).to, until: sayLastDay(publicityUntil) });

/** What is said when the change takes effect: to the owner, and after a rise to the groups too. */
export function effectLines(change: StarChange, isRise: boolean, rules: StarRules): readonly StarLine[] {
  const { to } = changeWords(change, rules);
  if (!isRise) return [line(change, "star-effective", { to })];
  return [line(change, "star-upgraded", { to }), line(change, "star-congratulation", { to })];
}

/** The change at its end, by this step. */
export const dropped = (change: StarChange, step: StarChangeStep): StarChange => ({
  ...withStep(change, step),
  stage: "dropped",
});

/** The change is not true any more. The owner hears of it only where they were told of the change before. */
export const dropChange = (
  change: StarChange,
  now: Date,
): { readonly change: StarChange; readonly lines: readonly StarLine[] } => ({
  change: dropped(change, { kind: "dropped", at: now }),
  lines: change.noticeAt ? [line(change, "star-recovered", {}), ...retraction(change)] : [],
});

/** An objection was right: the owner is told why, and groups that read of the change that nothing changes. */
export const upholdLines = (change: StarChange, result: string): readonly StarLine[] => [
  line(change, "star-appeal-upheld", { result }),
  ...retraction(change),
];

const retraction = (change: StarChange): readonly StarLine[] =>
  change.publicityFrom ? [line(change, "star-publicity-over", {})] : [];

const groupKinds: ReadonlySet<StarLineKind> = new Set(["star-publicity", "star-publicity-over", "star-congratulation"]);

const line = <Kind extends StarLineKind>(change: StarChange, kind: Kind, variables: WordsBeside<Kind>): StarLine => ({
  ...({ kind, variables } as unknown as StarWords),
  audience: groupKinds.has(kind) ? "group" : "owner",
  buildingCode: change.buildingCode,
  dedupeKey: `${kind}:${change.id}`,
});
