import type { Rating } from "./rating.js";
import { sayLevel } from "./star-level.js";
import type { StarRules } from "./star-rules.js";

/** What the private answer about a star says beside `building` and `star`: the variables of `star-private`. */
export interface StarDetails {
  /** Such as 86.5. */
  readonly score: string;
  /** 异议处理中 or why there is no star, if so; then 安全宜居36/40 and the other categories. */
  readonly categories: string;
  readonly costs: string;
  readonly raises: string;
}

/** What the verified owner is told in private: the four categories, what cost points and what would raise the star. */
export function starDetails(rating: Rating, rules: StarRules): StarDetails {
  const categories = rating.categories.map(({ name, points, max }) => `${name}${points}/${max}`);
  return {
    score: String(rating.score),
    categories: [...notesOf(rating), ...categories].join(","),
    costs: rating.costs.length > 0 ? rating.costs.join(";") : "没有",
    raises: rating.raises.length > 0 ? sayRaises(rating, rules) : "保持现在这样就好",
  };
}

function sayRaises({ raises, raisesTo }: Rating, rules: StarRules): string {
  const acts = raises.join(";");
  return raisesTo === undefined ? acts : `${acts},就够${sayLevel(raisesTo, rules)}的条件`;
}

function notesOf(rating: Rating): readonly string[] {
  if (rating.isFrozen) return ["异议处理中"];
  if (rating.isVetoed) return [`摘牌原因:${rating.vetoes.join("、")}`];
  return [...(rating.whyNotRated === undefined ? [] : [rating.whyNotRated]), ...rating.caps.map((cap) => cap.words)];
}
