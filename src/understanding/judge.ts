import { type Label, smallIntents, staffCommands } from "./label.js";
import type { Shares } from "./model.js";
import { caseNumberIn } from "./parse-command.js";
import { isAddressed, isMeant } from "./reading-input.js";
import type { Reading, ReadingInput, Zone } from "./reading.js";
import type { Signs } from "./signs.js";

/** What to make of a line: the class, and how far the bot may go. */
export interface Verdict {
  readonly class: Label;
  readonly zone: Zone;
  readonly confidence: number;
}

/** What words and frames make of a line, with the signs for and against it. */
export type Ruled = Reading & Signs;

/** From which share of a report or an emergency the bot speaks, or asks. Source: `docs/understanding.md`, thresholds. */
const thresholds = {
  speak: 0.85,
  /** The words of the lexicon alone would be enough. */
  speakByRule: 0.35,
  /** A line with fewer words of the lexicon than this says less for itself. */
  fewConcepts: 4,
  speakOnFewConcepts: 0.88,
  ask: 0.25,
  /** Where the bot was called or written to in private, a wrong answer bothers nobody else. */
  speakWhenAddressed: 0.5,
  /** A share of another intent under which the bot takes a hazard that it was told for a report. */
  otherThanTold: 0.6,
  /** People do not photograph what they only talk about. */
  speakWithPhoto: 0.45,
  /** The words speak of news, a price or a drill. */
  speakWhenBlocked: 0.97,
  emergency: 0.45,
  /** No word of danger stands in the line. */
  emergencyInOtherWords: 0.68,
  emergencyDenied: 0.9,
  small: 0.5,
  /** Among the lines learned from is far more idle talk than among lines of people who have a case or call the bot. */
  smallWhenMeant: 50,
  smallInTalk: 15,
  smallByRule: 0.2,
  wordsOfItsOwn: 5,
  smallAtLeast: 0.12,
  command: 0.7,
} as const;

/** Weighs what the words, the learned shares and the surroundings say of a line. */
export function judge(input: ReadingInput, ruled: Ruled, learned: Shares): Verdict {
  const shares = isAddressed(input) ? withLessTalk(learned) : learned;
  return (
    judgeEmergency(ruled, shares) ??
    judgeCommand(input, shares) ??
    ruledFix(input, ruled) ??
    judgeReport(input, ruled, shares) ??
    ruledSmall(input, ruled, shares) ??
    judgeSmall(input, ruled, shares) ?? { class: "chatter", zone: "silent", confidence: round(shares.chatter) }
  );
}

/** Who calls the bot or writes to it in private wants something: idle talk is less likely than among the lines learned. */
function withLessTalk(shares: Shares): Shares {
  const rest = shares.chatter * (1 - 1 / thresholds.smallWhenMeant);
  const all = 1 - rest;
  const lifted = Object.entries(shares).map(([one, share]) => [one, share / all] as const);
  return { ...(Object.fromEntries(lifted) as Shares), chatter: shares.chatter / thresholds.smallWhenMeant / all };
}

function judgeEmergency(ruled: Ruled, shares: Shares): Verdict | undefined {
  // What the words of the lexicon see counts whatever the shares say.
  const isLikely = shares.emergency >= emergencyFrom(ruled) && shares.emergency >= shares.report;
  if (!ruled.emergency && !isLikely) return undefined;
  return { class: "emergency", zone: "speak", confidence: round(Math.max(shares.emergency, 0.5)) };
}

function emergencyFrom({ isDangerDenied, dangerCount, intent, zone }: Ruled): number {
  if (isDangerDenied) return thresholds.emergencyDenied;
  // The words name a hazard that is to be reported, and no danger.
  if (intent === "report" && zone === "speak") return thresholds.emergencyInOtherWords;
  return dangerCount === 0 ? thresholds.emergencyInOtherWords : thresholds.emergency;
}

function judgeCommand(input: ReadingInput, shares: Shares): Verdict | undefined {
  // Among colleagues 这个可以了 means many things; said to the bot, or with a case number, it means a case.
  if (!input.isStaff || !(isAddressed(input) || caseNumberIn(input.text) !== undefined)) return undefined;
  const best = likeliest(staffCommands, shares);
  if (shares[best] < thresholds.command) return undefined;
  return { class: best, zone: "speak", confidence: round(shares[best]) };
}

/** 花盆全部搬下来了 of somebody who has something to fix tells of the fix, however much it sounds like a hazard. */
const ruledFix = (input: ReadingInput, { intent, zone, confidence }: Ruled): Verdict | undefined =>
  intent === "feedback" && (input.isResponsible || input.hasOpenCase)
    ? { class: "feedback", zone, confidence }
    : undefined;

function judgeReport(input: ReadingInput, ruled: Ruled, shares: Shares): Verdict | undefined {
  const danger = shares.report + (ruled.isDangerDenied ? 0 : shares.emergency) + tellsAnew(ruled, shares);
  const speak = speakFrom(input, ruled);
  if (danger >= speak) return { class: "report", zone: "speak", confidence: round(danger) };
  const other = likeliest(smallIntents, shares);
  if (isToldToBot(input, ruled) && shares[other] < thresholds.otherThanTold)
    return { class: "report", zone: "speak", confidence: round(Math.max(danger, ruled.confidence)) };
  if (danger < thresholds.ask || shares[other] > danger) return undefined;
  return { class: "report", zone: "ask", confidence: round(danger) };
}

/** Who writes to the bot of a hazard, and has neither case nor question that the line may be about, reports it. */
const isToldToBot = (input: ReadingInput, { intent, zone }: Ruled): boolean =>
  isAddressed(input) && !input.hasOpenCase && !input.hasOpenQuestion && intent === "report" && zone === "speak";

/**
 * A hazard and its building in one breath are a report, however much the writer's line before makes it look like an
 * addition: the same hazard again joins its case anyway, another one must not be lost in it.
 */
const tellsAnew = ({ intent, zone, places }: Ruled, shares: Shares): number =>
  intent === "report" && zone === "speak" && places.some(({ building }) => building !== undefined)
    ? shares.supplement
    : 0;

function speakFrom(input: ReadingInput, { intent, zone, block, conceptCount }: Ruled): number {
  if (isAddressed(input)) return thresholds.speakWhenAddressed;
  if (block !== undefined) return thresholds.speakWhenBlocked;
  if (input.hasPhoto) return thresholds.speakWithPhoto;
  if (intent === "report" && zone === "speak") return thresholds.speakByRule;
  return conceptCount < thresholds.fewConcepts ? thresholds.speakOnFewConcepts : thresholds.speak;
}

/** A small intent in words of its own stays what the words say, unless the line reads like talk among neighbours. */
function ruledSmall(input: ReadingInput, { intent, zone, confidence }: Ruled, shares: Shares): Verdict | undefined {
  const one = smallIntents.find((each) => each === intent);
  if (one === undefined || !(zone === "speak" || one === "acknowledgement")) return undefined;
  const isOwn = one === "help" || isMeant(input);
  return isOwn || one === "acknowledgement" || shares[one] >= thresholds.smallByRule
    ? { class: one, zone, confidence }
    : undefined;
}

function judgeSmall(input: ReadingInput, ruled: Ruled, shares: Shares): Verdict | undefined {
  const best = likeliestSmall(ruled, shares);
  if (shares[best] * priorOf(input) < shares.chatter) return undefined;
  if (best === "feedback" && !mayBeFeedback(input, ruled)) return undefined;
  if (!isMeant(input) && shares[best] < thresholds.smallAtLeast && ruled.intent !== best) return undefined;
  const isSure = shares[best] >= thresholds.small;
  const zone = isSure || ruled.intent === best ? zoneOfSmall(best, input, ruled) : "silent";
  return { class: best, zone, confidence: round(shares[best]) };
}

/** Words of its own in the lexicon make a small intent as likely as one with five times its share. */
function likeliestSmall({ intent }: Ruled, shares: Shares): Label {
  const best = likeliest(smallIntents, shares);
  const ruled = smallIntents.find((one) => one === intent) ?? best;
  return shares[ruled] * thresholds.wordsOfItsOwn >= shares[best] ? ruled : best;
}

/** 弄好了 alone may be about anything: there must be a case, a call, or a thing that can be a hazard. */
const mayBeFeedback = (input: ReadingInput, ruled: Ruled): boolean =>
  !ruled.isNoFeedback && (isMeant(input) || ruled.namesSafetyThing);

/** Nothing is said in a group to somebody of whom no case is known and who did not call the bot. */
function zoneOfSmall(one: Label, input: ReadingInput, ruled: Ruled): Zone {
  const isKnown = isAddressed(input) || input.hasOpenCase || input.hasOpenQuestion;
  switch (one) {
    case "feedback":
      return isMeant(input) ? "speak" : "silent";
    case "star-query":
      return isAddressed(input) || (ruled.intent === "star-query" && ruled.zone === "speak") ? "speak" : "silent";
    case "progress-query":
      return isKnown || (ruled.intent === "progress-query" && ruled.zone === "speak") ? "speak" : "silent";
    case "supplement":
      return input.hasOpenQuestion || input.hasOpenCase ? "speak" : "silent";
    case "help":
      return isAddressed(input) || (ruled.intent === "help" && ruled.zone === "speak") ? "speak" : "silent";
    default:
      return "silent";
  }
}

const priorOf = (input: ReadingInput): number => {
  if (isAddressed(input)) return 1; // counted already
  return isMeant(input) ? thresholds.smallWhenMeant : thresholds.smallInTalk;
};

const likeliest = (among: readonly Label[], shares: Shares): Label =>
  among.reduce((best, one) => (shares[one] > shares[best] ? one : best));

const round = (share: number): number => Math.round(Math.min(0.99, Math.max(0.01, share)) * 100) / 100;
