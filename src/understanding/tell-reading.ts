import type { Verdict } from "./judge.js";
import type { Lexicon } from "./lexicon.js";
import { has } from "./line.js";
import type { Label } from "./label.js";
import type { Model } from "./model.js";
import { saysFinished } from "./fix-words.js";
import { freeCommand } from "./free-command.js";
import { findPromisedTime } from "./promised-time.js";
import { chatter, placesOf } from "./read-by-rules.js";
import type { Reading } from "./reading.js";
import { tellEmergency, tellHazards } from "./tell-hazards.js";
import type { WeighedLine } from "./weighed-line.js";

const names: Readonly<Partial<Record<Label, string>>> = {
  report: "报隐患",
  emergency: "眼前的危险",
  supplement: "补充说明",
  feedback: "整改反馈",
  "star-query": "问星级",
  "progress-query": "问进度",
  complaint: "投诉",
  help: "求助",
  question: "咨询",
  acknowledgement: "收到",
};

/** What is said of a house: a plain 14号 in it is no day of the month. */
const aboutHouses: ReadonlySet<Label> = new Set<Label>([
  "report",
  "emergency",
  "supplement",
  "star-query",
  "progress-query",
]);

/** 这个群归3栋管: a line that only names houses is no order about a group. */
const bindingWords = /[绑挂归管属]|群|负责|对应|加上/u;

/** Makes what turns a verdict into a reading with hazards, places and reasons. */
export function createTellReading(lexicon: Lexicon, model: Model): (weighed: WeighedLine, verdict: Verdict) => Reading {
  return (weighed, { class: one, zone, confidence }) => {
    const { line, input, ruled } = weighed;
    if (one === "chatter" || (one === "bind" && !bindingWords.test(input.text))) {
      const named = placesOf(line, lexicon, { isAnswer: false, isLoose: false });
      return { ...chatter(named, ruled.reasons), confidence };
    }
    const isAboutHouse = aboutHouses.has(one);
    const places = placesOf(line, lexicon, { isAnswer: input.hasOpenQuestion, isLoose: true, isAboutHouse });
    const common = { zone, confidence, places, reasons: reasonsFor(weighed, one, model), hazards: [] };
    switch (one) {
      case "emergency":
        return { ...common, intent: one, emergency: tellEmergency(weighed, lexicon, model) };
      case "report":
        return { ...common, intent: one, hazards: tellHazards(weighed, lexicon, model) };
      case "feedback":
        return { ...common, intent: one, feedback: tellFeedback(weighed, lexicon) };
      case "supplement":
      case "star-query":
      case "progress-query":
      case "complaint":
      case "help":
      case "question":
      case "acknowledgement":
        return { ...common, intent: one };
      default:
        return { ...common, intent: "command", command: freeCommand(one, input.text), isGuessedCommand: true };
    }
  };
}

function reasonsFor({ line, ruled }: WeighedLine, one: Label, model: Model): readonly string[] {
  const words = model.wordsFor(line.text, one).map((word) => `「${word}」`);
  const name = names[one] ?? "口令";
  const learned = words.length > 0 ? `像${name}的说法:${words.join("")}` : `像${name}`;
  const isAgreed = ruled.intent === one || (one === "emergency" && ruled.emergency !== undefined);
  return isAgreed ? [...ruled.reasons, learned] : [learned];
}

function tellFeedback({ line, input, ruled }: WeighedLine, lexicon: Lexicon): NonNullable<Reading["feedback"]> {
  const isDone = ruled.feedback?.isDone ?? (saysFinished(line.text) && !has(line, lexicon.talk.notDone));
  const promisedBy = isDone || !input.sentAt ? undefined : findPromisedTime(line.text, input.sentAt);
  return { isDone, ...(promisedBy ? { promisedBy } : {}) };
}
