/**
 * What may lawfully follow from a star (联合奖惩), and how it is said. A rule file may choose among these and nothing
 * else: cutting water or power, places at school, residence permits, publishing names and fines by grid workers are no
 * consequences that can be configured, so there is no free text either. A referral is of an actual violation.
 */
export const consequenceWords = {
  "green-lane": "办事走绿色通道",
  "recommended-list": "列入推荐租住名单",
  "more-patrols": "加密巡查",
  interview: "约谈",
  "supervision-order": "督办",
  referral: "有违法情形的移交主管部门",
} as const;

/** One of the lawful consequences. */
export type Consequence = keyof typeof consequenceWords;

/** Those that somebody must act on. */
export const personalConsequences = [
  "interview",
  "supervision-order",
  "referral",
] as const satisfies readonly Consequence[];

/** One of those that somebody must act on. */
export type PersonalConsequence = (typeof personalConsequences)[number];

/** Whether somebody must act on it. */
export const isPersonal = (kind: Consequence): kind is PersonalConsequence =>
  personalConsequences.some((one) => one === kind);

/** Those that hold from the change on, without anybody doing anything, until another change ends them. */
const lasting: ReadonlySet<Consequence> = new Set<Consequence>(["green-lane", "recommended-list"]);

/** Whether it is granted and holds until another change ends it. More patrols are neither: they follow from the star itself. */
export const isLasting = (kind: Consequence): boolean => lasting.has(kind);
