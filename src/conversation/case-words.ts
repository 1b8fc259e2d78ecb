import type { BuildingCode } from "../shared/ids.js";
import { rulesOfCase } from "../hazards/case-rules.js";
import { deadlineWords } from "../hazards/deadline.js";
import type { NamedHazard } from "../hazards/hazard.js";
import { placeWords } from "../hazards/place-words.js";
import { kindOf, severityName } from "../hazards/taxonomy.js";
import type { Word } from "./changes.js";
import type { MessageContext } from "./context.js";

/** The words about a case that templates use. */
export interface CaseWords {
  readonly number: Word;
  readonly building: string;
  /** 3栋2楼楼梯口: building and spot, never the room. */
  readonly where: string;
  /** 楼道停电动车 */
  readonly what: string;
  readonly demand: string;
  readonly severity: string;
  readonly deadline: string;
  /** What stands on a slip of paper in the photo of the fix, to tell it from an old one: only for 较大 and 重大. */
  readonly dayCode?: Word;
}

/** What a chat line says about a case. */
export function caseWords(
  context: Pick<MessageContext, "buildings" | "rules" | "now">,
  hazard: NamedHazard,
): CaseWords {
  const kind = kindOf(rulesOfCase(context.rules, hazard).taxonomy, hazard.code);
  const building = buildingWords(context, hazard.buildingCode);
  const number = hazard.number === "" ? { numberOf: hazard.id } : hazard.number;
  return {
    number,
    building,
    where: `${building}${placeWords(hazard.place, kind.short)}`,
    what: kind.short,
    demand: kind.demand,
    severity: severityName(hazard.severity),
    deadline: hazard.dueAt ? deadlineWords(hazard.dueAt, context.now) : "尽快",
    ...(hazard.severity === "major" || hazard.severity === "critical" ? { dayCode: number } : {}),
  };
}

/** A building as people say it. */
export const buildingWords = (context: Pick<MessageContext, "buildings">, code: BuildingCode): string =>
  context.buildings.get(code)?.name ?? "这栋楼";
