import type { Family } from "./frame.js";
import type { Lexicon } from "./lexicon.js";
import { has, type Line } from "./line.js";
import { type FrameMatch, matchFrames } from "./match-frames.js";
import { caseNumberIn } from "./parse-command.js";
import type { Intent, ReadingInput, Zone } from "./reading.js";
import { isAddressed } from "./reading-input.js";

/** A small intent and why. */
export interface SmallIntent {
  readonly intent: Intent;
  /** Nothing is said in the group to somebody of whom no case is known. */
  readonly zone: Zone;
  readonly isDone?: boolean;
  readonly reason: string;
}

/** Longer lines than this, with nothing but 弄好了 in them, speak of something else. */
const shortLine = 18;

const always = (): boolean => true;
/** Feedback on a fix: by itself only in words of the trade, else where the sender has something to fix or reported it. */
export function readFeedback(line: Line, input: ReadingInput, { talk }: Lexicon): SmallIntent | undefined {
  if (has(line, talk.notFeedback)) return undefined;
  const known = input.isResponsible || input.hasOpenCase || isAddressed(input);
  const later = best(line, "feedback-not-done");
  const done = best(line, "feedback-done");
  if (later && known && !(done?.frame.weight === "strong")) {
    if (line.text.length <= shortLine || later.frame.slots.length > 1)
      return { intent: "feedback", zone: "speak", isDone: false, reason: `说还在弄:${words(line, later)}` };
  }
  if (!done) return undefined;
  const namesThing = done.frame.slots.length > 1;
  const counts = done.frame.weight === "strong" || namesThing || (known && line.text.length <= shortLine);
  if (!counts) return undefined;
  return { intent: "feedback", zone: known ? "speak" : "ask", isDone: true, reason: `说已弄好:${words(line, done)}` };
}

/** 我们楼几星. */
export function readStarQuery(line: Line, input: ReadingInput): SmallIntent | undefined {
  const match = best(line, "star-query");
  if (!match || (match.frame.weight !== "strong" && !isAddressed(input))) return undefined;
  return { intent: "star-query", zone: "speak", reason: `问星级:${words(line, match)}` };
}

/** 我报的怎么样了. Without words of one's own case only where the sender has one or speaks to the bot. */
export function readProgressQuery(line: Line, input: ReadingInput, { talk }: Lexicon): SmallIntent | undefined {
  const match = best(line, "progress-query");
  if (!match) return undefined;
  const isOwn = has(line, talk.ownCase) || caseNumberIn(line.text) !== undefined;
  const isNear = match.frame.slots.length > 1 || line.text.length <= shortLine;
  if (!isOwn && !(isNear && (isAddressed(input) || input.hasOpenCase))) return undefined;
  return { intent: "progress-query", zone: "speak", reason: `问进度:${words(line, match)}` };
}

/** 怎么上报. */
export function readHelp(line: Line, input: ReadingInput): SmallIntent | undefined {
  const match = best(line, "help-strong") ?? (isAddressed(input) ? best(line, "help-weak") : undefined);
  return match && { intent: "help", zone: "speak", reason: `问怎么用:${words(line, match)}` };
}

/** 投诉. */
export function readComplaint(line: Line): SmallIntent | undefined {
  const match = best(line, "complaint");
  return match && { intent: "complaint", zone: "silent", reason: `投诉:${words(line, match)}` };
}

/** 收到, 302收到, 收到👌, 接龙. */
export function isAcknowledgement(text: string, { talk }: Lexicon): boolean {
  if (text.startsWith("#接龙") || text.startsWith("接龙")) return true;
  if (text.length > 14) return false;
  const plain = text.replace(/[\p{Extended_Pictographic}\s,。.!~、]/gu, "").replace(/\[[^\]]{1,4}\]/gu, "");
  if (talk.acknowledgements.has(text) || talk.acknowledgements.has(plain)) return true;
  return /^(?:\d{3,4}|[\u4e00-\u9fff\d栋室]{0,6})收到(?:谢谢|了|啦|辛苦)?$/u.test(plain) && !/[没吗谁]/u.test(plain);
}

function best(line: Line, family: Family): FrameMatch | undefined {
  const strength = (match: FrameMatch): number => (match.frame.weight === "strong" ? 10 : 0) + match.frame.slots.length;
  return matchFrames(line, family, always).toSorted(
    (a, b) => strength(b) - strength(a) || a.frame.rank - b.frame.rank,
  )[0];
}

const words = (line: Line, match: FrameMatch): string => line.text.slice(match.begin, match.end).slice(0, 20);
