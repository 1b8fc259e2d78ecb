import { consequenceWords } from "./consequence.js";
import type { StarRules } from "./star-rules.js";

/** The star that stands for the level: where grades are in force, several stars may be one grade. */
export const levelOf = (star: number, { grades }: Pick<StarRules, "grades">): number =>
  grades?.levels.find((level) => level.covers.includes(star))?.star ?? star;

/** What people call a star: 4星, or the name of its grade such as 宽管. */
export function sayLevel(star: number, rules: Pick<StarRules, "grades">): string {
  const level = rules.grades?.levels.find((one) => one.star === levelOf(star, rules));
  return level?.name ?? `${star}星`;
}

/** What a building without its plate is called: 摘牌, or the name of that grade such as 禁止. */
export const sayWithdrawn = ({ grades }: Pick<StarRules, "grades">): string => grades?.withdrawn ?? "摘牌";

/** The entry of the rules for a star (null: the plate is withdrawn). */
export function consequencesOf(
  star: number | null,
  rules: Pick<StarRules, "grades" | "consequences">,
): StarRules["consequences"][number] | undefined {
  const level = star === null ? null : levelOf(star, rules);
  return rules.consequences.find((one) => one.star === level);
}

/** What follows from a star (null: the plate is withdrawn), such as `每21天巡查一次、办事走绿色通道`. */
export function sayConsequences(star: number | null, rules: Pick<StarRules, "grades" | "consequences">): string {
  const found = consequencesOf(star, rules);
  if (!found) return "";
  return [`每${found.patrolDays}天巡查一次`, ...found.kinds.map((kind) => consequenceWords[kind])].join("、");
}
