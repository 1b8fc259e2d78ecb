import type { SandboxLine } from "../sandbox-types.js";

/** How far each identity has read each chat; a chat without a mark is read up to `baseline`. All numbers are `seq`. */
export interface ReadMarks {
  readonly baseline: number;
  /** Key: `<person id> <chat id>`. */
  readonly marks: Readonly<Record<string, number>>;
}

/** Everything up to this line counts as read by everybody. */
export const readUpTo = (seq: number): ReadMarks => ({ baseline: seq, marks: {} });

const keyOf = (personId: string, chatId: string): string => `${personId} ${chatId}`;

/** Up to which line the person has read the chat. */
const readMark = (marks: ReadMarks, personId: string, chatId: string): number =>
  Math.max(marks.baseline, marks.marks[keyOf(personId, chatId)] ?? 0);

/** The marks after the person has read the chat up to a line; the same object when that is nothing new. */
export function markRead(
  marks: ReadMarks,
  at: { readonly personId: string; readonly chatId: string; readonly seq: number },
): ReadMarks {
  if (readMark(marks, at.personId, at.chatId) >= at.seq) return marks;
  return { ...marks, marks: { ...marks.marks, [keyOf(at.personId, at.chatId)]: at.seq } };
}

/** The lines of a chat that the person has not read and did not write. */
export function unreadLines(
  lines: readonly SandboxLine[],
  marks: ReadMarks,
  at: { readonly personId: string; readonly chatId: string },
): readonly SandboxLine[] {
  const mark = readMark(marks, at.personId, at.chatId);
  return lines.filter(
    (line) => line.chat === at.chatId && line.seq > mark && line.from !== at.personId && !line.recalled,
  );
}

/** Marks from an earlier visit, or undefined where they are missing, broken or from a longer history than this one. */
export function restoreReadMarks(stored: string | null, lastSeq: number): ReadMarks | undefined {
  if (stored === null) return undefined;
  const parsed = parseMarks(stored);
  if (parsed === undefined) return undefined;
  const highest = Math.max(parsed.baseline, ...Object.values(parsed.marks));
  return highest <= lastSeq ? parsed : undefined;
}

function parseMarks(stored: string): ReadMarks | undefined {
  try {
    const value: unknown = JSON.parse(stored);
    const isMarks = typeof value === "object" && value !== null && "baseline" in value && "marks" in value;
    return isMarks && typeof value.baseline === "number" ? (value as ReadMarks) : undefined;
  } catch {
    // Only this page writes the entry; what somebody edited by hand counts as missing.
    return undefined;
  }
}
