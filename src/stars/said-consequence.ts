import type { PersonalConsequence } from "./consequence.js";

/** What one of the staff says that they did about a star: 3栋约谈了. */
export interface SaidConsequence {
  readonly kind: PersonalConsequence;
  /** The building as it was written. */
  readonly building: string;
  /** 不用移交: there was nothing to do. */
  readonly isWaived: boolean;
}

const kinds: Readonly<Record<string, PersonalConsequence>> = {
  约谈: "interview",
  督办: "supervision-order",
  移交: "referral",
};
const mention = /@\S+\s*/gu;
const verb = "(?<verb>约谈|督办|移交)";
const done = "(?:好了?|完了?|过了?|了)+";
const whom = "(?:的?(?:房东|业主|二房东|楼栋长))?";
const filler = "(?:我|今天|刚才?|已经?|都|[\\s,])*";
const building = "(?<building>[^\\s,。约督移没未不要]{2,20}?)";
const forms = [
  // 3栋约谈了, 3栋房东已经约谈过了
  new RegExp(`^${filler}${building}${whom}${filler}${verb}${done}(?:房东|业主)?(?:[\\s,。;].*)?$`, "u"),
  // 约谈了3栋房东, 已约谈3栋
  new RegExp(`^${filler}${verb}${done}\\s*${building}${whom}$`, "u"),
  new RegExp(`^(?:我|今天|刚才?|\\s)*已经?${verb}\\s*${building}${whom}$`, "u"),
];
const waived = new RegExp(
  `^${filler}${building}${whom}${filler}(?:不用|不需要?|无需)移交|^${filler}(?<other>[^\\s,。]{2,20}?)(?:没有?|无)违法(?:情形|情况|行为)?$`,
  "u",
);
const ending = /[\s。.,,!!~啊呀哦喔呢哈]+$/gu;

/** Reads a whole line; undefined where it says anything else, such as that it is still to be done. */
export function readConsequenceDone(text: string): SaidConsequence | undefined {
  const line = text.normalize("NFKC").replace(mention, "").trim().replace(ending, "").replaceAll("啦", "了");
  if (line.length > 40) return undefined;
  const none = waived.exec(line)?.groups;
  const named = none?.["building"] ?? none?.["other"];
  if (named !== undefined) return { kind: "referral", building: named, isWaived: true };
  for (const form of forms) {
    const found = form.exec(line)?.groups;
    const kind = kinds[found?.["verb"] ?? ""];
    if (found?.["building"] !== undefined && kind) return { kind, building: found["building"], isWaived: false };
  }
  return undefined;
}
