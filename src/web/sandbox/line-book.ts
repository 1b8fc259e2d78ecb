import type { SandboxLine } from "../sandbox-types.js";

/** Every line that the page knows, in the order of `seq`. */
export interface LineBook {
  readonly lines: readonly SandboxLine[];
  /** The highest `seq`; 0 where there is no line. */
  readonly lastSeq: number;
}

/** What happens to the book. `started-over` replaces everything. */
export type LineBookEvent =
  | { readonly kind: "arrived"; readonly lines: readonly SandboxLine[] }
  | { readonly kind: "recalled"; readonly seq: number }
  | { readonly kind: "started-over"; readonly lines: readonly SandboxLine[] };

/** The book without a line. */
export const emptyLineBook: LineBook = { lines: [], lastSeq: 0 };

/** The book after an event. A line that is already known is replaced by its newer version, so that catching up twice is harmless. */
export function writeLineBook(book: LineBook, event: LineBookEvent): LineBook {
  switch (event.kind) {
    case "started-over":
      return merge(emptyLineBook, event.lines);
    case "arrived":
      return merge(book, event.lines);
    case "recalled":
      return {
        ...book,
        lines: book.lines.map((line) => (line.seq === event.seq ? { ...line, recalled: true } : line)),
      };
  }
}

function merge(book: LineBook, arrived: readonly SandboxLine[]): LineBook {
  if (arrived.length === 0) return book;
  const first = arrived[0];
  const isInOrder = arrived.length === 1 && first !== undefined && first.seq > book.lastSeq;
  if (isInOrder) return { lines: [...book.lines, first], lastSeq: first.seq };
  const bySeq = new Map(book.lines.map((line) => [line.seq, line]));
  for (const line of arrived) bySeq.set(line.seq, line);
  const lines = [...bySeq.values()].toSorted((a, b) => a.seq - b.seq);
  return { lines, lastSeq: lines.at(-1)?.seq ?? 0 };
}

/** How far back a page that was hidden looks again, in lines, to see what was recalled meanwhile. */
const overlap = 100;

/** The `seq` to ask from when the page comes back. */
export const catchUpFrom = (book: LineBook): number => Math.max(0, book.lastSeq - overlap);

/** Whether lines fetched from `catchUpFrom` go on from this book; false after a reset that the page did not see. */
export const isSameHistory = (book: LineBook, fetched: readonly SandboxLine[]): boolean =>
  book.lastSeq === 0 || fetched.some((line) => line.seq === book.lastSeq && line.id === book.lines.at(-1)?.id);
