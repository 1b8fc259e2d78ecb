import { useEffect, useState } from "react";
import { type SandboxApi, SandboxRefused } from "../sandbox-api.js";
import type { Explanation } from "../sandbox-types.js";

/** What is known of the bot's thoughts about a line. */
export type Thought =
  | { readonly kind: "loading" }
  | { readonly kind: "none" }
  | { readonly kind: "failed"; readonly text: string }
  | { readonly kind: "known"; readonly explanation: Explanation };

/** Several lines often come at once; the explanation is asked for after them. */
const settleMs = 200;

/** The explanation of a line, asked for again whenever `freshness` changes. */
export function useExplanation(api: Pick<SandboxApi, "explain">, lineId: string, freshness: string): Thought {
  const [answer, setAnswer] = useState<{ readonly lineId: string; readonly thought: Thought }>();
  useEffect(() => {
    let isCurrent = true;
    const take = (thought: Thought) => {
      if (isCurrent) setAnswer({ lineId, thought });
    };
    const ask = () =>
      void api.explain(lineId).then(
        (explanation) => take({ kind: "known", explanation }),
        (problem: unknown) => take(thoughtOf(problem)),
      );
    const timer = setTimeout(ask, settleMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [api, lineId, freshness]);
  return answer?.lineId === lineId ? answer.thought : { kind: "loading" };
}

function thoughtOf(problem: unknown): Thought {
  if (problem instanceof SandboxRefused && problem.status === 404) return { kind: "none" };
  return { kind: "failed", text: problem instanceof Error ? problem.message : String(problem) };
}
