import { type MovableClock, systemClock } from "../../shared/clock.js";
import type { SandboxLine, SandboxWorld } from "../sandbox-types.js";
import { emptyLineBook, type LineBook, type LineBookEvent, writeLineBook } from "./line-book.js";
import type { PageMemory } from "./page-memory.js";
import { markRead, type ReadMarks, readUpTo, restoreReadMarks } from "./read-marks.js";

/** What the page knows of the service. */
export interface SandboxState {
  /** Missing until the first fetch has come. */
  readonly world?: SandboxWorld;
  readonly book: LineBook;
  readonly marks: ReadMarks;
  readonly connection: "connecting" | "live" | "lost";
  /** Milliseconds that the service's clock is ahead of this machine's. */
  readonly clockOffsetMs: number;
}

/** Everything the service has, fetched at one time. */
export interface Everything {
  readonly world: SandboxWorld;
  readonly lines: readonly SandboxLine[];
  readonly now: Date;
}

/** Keeps the page's knowledge of the service and tells when it changes. */
export interface SandboxStore {
  readonly snapshot: () => SandboxState;
  /** Returns how to stop listening. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Replaces everything; with `isReturning` the read marks of an earlier visit are kept. */
  readonly replace: (everything: Everything, options: { readonly isReturning: boolean }) => void;
  readonly write: (event: LineBookEvent) => void;
  readonly setClock: (now: Date) => void;
  readonly setConnection: (connection: SandboxState["connection"]) => void;
  readonly markRead: (at: { readonly personId: string; readonly chatId: string; readonly seq: number }) => void;
}

const marksKey = "louxin.sandbox.read";

/** Makes the page's store; it holds nothing until it is filled. */
export function createSandboxStore(deps: { readonly memory: PageMemory; readonly clock: MovableClock }): SandboxStore {
  let state: SandboxState = { book: emptyLineBook, marks: readUpTo(0), connection: "connecting", clockOffsetMs: 0 };
  const listeners = new Set<() => void>();
  const change = (next: Partial<SandboxState>) => {
    if (next.marks) deps.memory.write(marksKey, JSON.stringify(next.marks));
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const offsetFor = (now: Date) => {
    deps.clock.setOffset(now.getTime() - systemClock.now().getTime());
    return { clockOffsetMs: deps.clock.offsetMs };
  };
  return {
    snapshot: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    replace: ({ world, lines, now }, { isReturning }) => {
      const book = writeLineBook(emptyLineBook, { kind: "started-over", lines });
      const kept = isReturning ? restoreReadMarks(deps.memory.read(marksKey), book.lastSeq) : undefined;
      change({ world, book, marks: kept ?? readUpTo(book.lastSeq), ...offsetFor(now) });
    },
    write: (event) => change({ book: writeLineBook(state.book, event) }),
    setClock: (now) => change(offsetFor(now)),
    setConnection: (connection) => change({ connection }),
    markRead: (at) => {
      const marks = markRead(state.marks, at);
      if (marks !== state.marks) change({ marks });
    },
  };
}
