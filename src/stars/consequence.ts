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
