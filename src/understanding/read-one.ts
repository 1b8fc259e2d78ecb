import { mayNameBuilding } from "./building-mentions.js";
import { gramsOf } from "./grams.js";
import { judge } from "./judge.js";
import type { Lexicon } from "./lexicon.js";
import { type Line, measureLine } from "./line.js";
import { createFindMarks } from "./marks.js";
import type { Model } from "./model.js";
import { parseCommand } from "./parse-command.js";
import { chatter, createReadByRules, readTextByRules } from "./read-by-rules.js";
import type { Reading, ReadingInput } from "./reading.js";
import { isMeant } from "./reading-input.js";
import { countConcepts, findSigns } from "./signs.js";
import { isAcknowledgement } from "./small-intents.js";
import { createTellReading } from "./tell-reading.js";

/** Makes what reads a line by itself: words, frames and learned weights together. */
export function createReadOne(lexicon: Lexicon, model: Model): (input: ReadingInput) => Reading {
  const readByRules = createReadByRules(lexicon);
  const findMarks = createFindMarks(lexicon, readTextByRules(lexicon, readByRules));
  const tell = createTellReading(lexicon, model);
  return (input) => {
    const normal = lexicon.normalise(input.text);
    if (normal === "") return chatter([], input.hasPhoto ? ["只有照片"] : ["没有文字"]);
    const line = measureLine(normal, lexicon.find(normal), lexicon.frames);
    const grams = gramsOf(normal);
    if (isPlain(input) && saysLittle(line, lexicon) && model.isMore(grams) < moreFrom)
      if (!isAcknowledgement(normal, lexicon) && parseCommand(input, normal, lexicon.commands) === undefined)
        return idle;
    const ruled = readByRules(line, input);
    // A command in words of its own, or an answer to a question of the bot, is not a matter of likelihood.
    if (ruled.command !== undefined || (input.hasOpenQuestion && ruled.intent === "supplement")) return ruled;
    const marks = findMarks(line, input, ruled);
    const verdict = judge(input, { ...ruled, ...findSigns(line, lexicon) }, model.sharesOf(grams, marks));
    return tell({ line, input, ruled, grams, marks }, verdict);
  };
}

/** Nearly all lines of a group are idle talk: one with next to no word of the lexicon is only glanced at. */
const mostIdleConcepts = 1;
const moreFrom = 0.25;
const idle: Reading = chatter([], ["闲聊"]);

/** No frame can match, no building is named, and hardly anything is that the lexicon has a name for. */
const saysLittle = (line: Line, lexicon: Lexicon): boolean =>
  line.frames.size === 0 && countConcepts(line, lexicon) <= mostIdleConcepts && !mayNameBuilding(line.text);

/** A line of anybody in a group, of which nothing is known that gives it a meaning beyond its words. */
const isPlain = (input: ReadingInput): boolean =>
  !isMeant(input) &&
  !input.hasPhoto &&
  !input.isStaff &&
  input.quote === undefined &&
  !(input.previous?.some((one) => one.isOwn) ?? false);
