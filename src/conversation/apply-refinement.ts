import type { Reading } from "../understanding/reading.js";
import type { Refinement } from "../understanding/refiner.js";

/** Whether a language model may be asked about a line read so: a likely report that is not sure enough to be filed. */
export const mayBeRefined = ({ intent, zone, emergency, hazards }: Reading): boolean =>
  intent === "report" && zone === "ask" && emergency === undefined && hazards.length > 0;

/**
 * The reading with the language model's view of it: a yes puts the hazard that it chose first, where it is one of our
 * own; a yes and a no both give their reason. What is done with the line, its zone, stays as it is.
 */
export function applyRefinement(reading: Reading, refinement: Refinement | undefined): Reading {
  if (!refinement || !mayBeRefined(reading)) return reading;
  if (!refinement.isReport) return { ...reading, reasons: [...reading.reasons, "大模型看作不是隐患(仅供参考)"] };
  const chosen = reading.hazards.find(({ code }) => code === refinement.code);
  if (!chosen) return reading;
  return {
    ...reading,
    hazards: [chosen, ...reading.hazards.filter((one) => one !== chosen)],
    reasons: [...reading.reasons, "大模型也看作隐患(仅供参考)"],
  };
}
