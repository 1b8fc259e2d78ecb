import { z } from "zod";
import type { RatingScope } from "./rate-nightly.js";

/** What the task of the nightly rating keeps from one night to the next. Stored as JSON. */
const lastRun = z.object({ at: z.coerce.date(), allAt: z.coerce.date(), rulesVersion: z.string() });

/** All buildings are rated at least so often, so that nothing that was overlooked stays so. */
const mostDaysBetweenAll = 7;
const dayMs = 86_400_000;
/** What was committed after the last run began may be dated a little before it. */
const overlapMs = 3_600_000;

/** What tonight's run looks at, and what is kept for the next one. */
export interface RatingPlan {
  readonly scope: Extract<RatingScope, { readonly kind: "all" | "changed" }>;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Only what changed since the last run, except where there was none, a week has passed since all buildings were rated, or
 * the rules are others.
 */
export function planRatingRun(data: unknown, on: { readonly now: Date; readonly rulesVersion: string }): RatingPlan {
  const { now, rulesVersion } = on;
  const last = lastRun.safeParse(data).data;
  const isAll =
    !last ||
    last.rulesVersion !== rulesVersion ||
    last.at > now ||
    now.getTime() - last.allAt.getTime() >= mostDaysBetweenAll * dayMs;
  const at = now.toISOString();
  if (isAll) return { scope: { kind: "all" }, data: { at, allAt: at, rulesVersion } };
  return {
    scope: { kind: "changed", since: new Date(last.at.getTime() - overlapMs) },
    data: { at, allAt: last.allAt.toISOString(), rulesVersion },
  };
}
