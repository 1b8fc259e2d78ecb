import { useCallback, useEffect, useState } from "react";

/** A short message at the edge of the page. */
export interface Notice {
  readonly text: string;
  readonly tone: "problem" | "done";
}

const shownMs = 6_000;

/** The present notice, and how to show one or take it away. */
export function useNotice(): {
  readonly notice: Notice | undefined;
  readonly show: (notice: Notice | undefined) => void;
  /** Shows what went wrong in words. */
  readonly showProblem: (problem: unknown) => void;
} {
  const [notice, show] = useState<Notice>();
  useEffect(() => {
    if (!notice) return undefined;
    const timer = setTimeout(() => show(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [notice]);
  const showProblem = useCallback((problem: unknown) => {
    show({ text: problem instanceof Error ? problem.message : String(problem), tone: "problem" });
  }, []);
  return { notice, show, showProblem };
}
