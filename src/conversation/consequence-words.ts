import type { PersonalConsequence } from "../stars/consequence.js";
import type { StarChange } from "../stars/star-change.js";
import { changeWords } from "../stars/star-lines.js";
import type { StarRules } from "../stars/star-rules.js";

const asked: Readonly<Record<PersonalConsequence, { readonly act: string; readonly name: string }>> = {
  interview: { act: "约谈房东", name: "约谈" },
  "supervision-order": { act: "督办", name: "督办" },
  referral: { act: "把有违法情形的移交主管部门", name: "移交" },
};

/** What people call it: 约谈. */
export const consequenceName = (kind: PersonalConsequence): string => asked[kind].name;

/** What the grid worker is to do, and the words that close it: 约谈房东 … 约谈好了回"3栋约谈了". */
export function askedWords(
  kinds: readonly PersonalConsequence[],
  building: string,
): { readonly acts: string; readonly how: string } {
  const how = kinds.map((kind) => {
    const { name } = asked[kind];
    const closing = `${name}好了回"${building}${name}了"`;
    return kind === "referral" ? `${closing},没有违法情形回"${building}不用移交"` : closing;
  });
  return { acts: kinds.map((kind) => asked[kind].act).join("、"), how: how.join(",") };
}

/** 降为2星, 评为2星, 摘牌. */
export function effectWords(change: StarChange, rules: StarRules): string {
  const { to } = changeWords(change, rules);
  if (change.toStar === null) return rules.grades ? `评为${to}` : to;
  return change.kind === "down" ? `降为${to}` : `评为${to}`;
}
