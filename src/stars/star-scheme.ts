import type { StarRules } from "./star-rules.js";

/** The ways to grade buildings that ship: five stars, or 宽管, 关注, 严管 and 禁止. Each is a file of templates/rules. */
export const starSchemes = ["stars", "stars-graded"] as const;

/** One of them. */
export type StarScheme = (typeof starSchemes)[number];

/** From that day (YYYY-MM-DD) on the district grades by the scheme. */
export interface SchemeChange {
  readonly scheme: StarScheme;
  readonly from: string;
}

/** What the district set, and every version of the rules that it has. */
export interface StarRuleShelf {
  readonly changes: readonly SchemeChange[];
  /** The files as they are. */
  readonly present: Readonly<Record<StarScheme, StarRules>>;
  /** What was once in force, newest first. */
  readonly earlier: Readonly<Record<StarScheme, readonly StarRules[]>>;
}

/** The scheme of a day: that of the last change until then; stars before the first. */
export const schemeOn = (changes: readonly SchemeChange[], day: string): StarScheme =>
  changes
    .filter(({ from }) => from <= day)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1)?.scheme ?? "stars";

/**
 * The rules of a day: the file of its scheme, or where the file is for later, the newest earlier version whose day has
 * come. A file that has no earlier version is in force at once.
 */
export function starRulesOn({ changes, present, earlier }: StarRuleShelf, day: string): StarRules {
  const scheme = schemeOn(changes, day);
  const versions = [present[scheme], ...earlier[scheme]];
  return versions.find(({ effectiveOn }) => effectiveOn <= day) ?? present[scheme];
}
