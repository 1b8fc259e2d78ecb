import type { z } from "zod";
import { Problem } from "./problem.js";

/**
 * Checks a part of a request.
 * @param hint Chinese, says what is expected
 * @throws Problem 422 `invalid-request` that names the fields
 */
export function parseRequest<T>(schema: z.ZodType<T>, value: unknown, hint: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join(".")))].filter((field) => field !== "");
  throw new Problem(422, "invalid-request", `${fields.length > 0 ? `这几项不对:${fields.join("、")}。` : ""}${hint}`);
}
