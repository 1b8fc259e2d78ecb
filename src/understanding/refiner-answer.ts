import { z } from "zod";
import { err, ok, type Result } from "../shared/result.js";
import type { Refinement, RefineQuestion } from "./refiner.js";

/** Nothing but these: a model that adds something did not keep to its task. */
const answerShape = z.strictObject({ isReport: z.boolean(), code: z.string().optional() });

/**
 * Checks the JSON that a model answered. `junk`: not the shape asked for. `refused`: the right shape with what it must
 * not say, a code that is not a candidate or a code with a no.
 */
export function readAnswer(
  answer: unknown,
  candidates: RefineQuestion["candidates"],
): Result<Refinement, "junk" | "refused"> {
  const parsed = answerShape.safeParse(answer);
  if (!parsed.success) return err("junk");
  const { isReport, code } = parsed.data;
  if (code === undefined) return ok({ isReport });
  if (!isReport || !candidates.some((one) => one.code === code)) return err("refused");
  return ok({ isReport, code });
}
