import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { SandboxLine } from "../sandbox-types.js";

/** Nearer to the lower end than this (pixels), the list follows new lines. */
const nearEnd = 120;

/** How a list of lines follows its lower end. */
export interface Following {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onScroll: () => void;
  /** Lines that came while the reader was further back. */
  readonly missed: number;
  readonly toEnd: () => void;
}

/** Keeps the list at its lower end while the reader is there or writes. */
export function useFollowing(lines: readonly SandboxLine[], myId: string): Following {
  const scroller = useRef<HTMLElement>(null);
  const isAtEnd = useRef(true);
  const lastSeq = lines.at(-1)?.seq ?? 0;
  const isLastOwn = lines.at(-1)?.from === myId;
  const [seenSeq, setSeenSeq] = useState(lastSeq);
  const toEnd = useCallback(() => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
    setSeenSeq(lastSeq);
  }, [lastSeq]);
  useLayoutEffect(() => {
    if (isAtEnd.current || isLastOwn) toEnd();
  }, [toEnd, isLastOwn]);
  useStayingAtEnd(scroller, isAtEnd);
  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd;
    if (isAtEnd.current) setSeenSeq(lastSeq);
  };
  const missed = lines.filter((line) => line.seq > seenSeq && line.from !== myId).length;
  return { scroller, onScroll, missed, toEnd };
}

/** A keyboard or a panel that opens below takes height from the list; the last line must stay in sight. */
function useStayingAtEnd(scroller: RefObject<HTMLElement | null>, isAtEnd: RefObject<boolean>): void {
  useEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [scroller, isAtEnd]);
}
