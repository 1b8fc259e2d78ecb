import { findsBuildings, findsRooms, namesBuilding, namesRoom } from "./evaluate-places.js";
import { codesOfCategory, type EvaluationLine, inputOf, isDanger, labelOf } from "./evaluation-line.js";
import type { Label } from "./label.js";
import type { Reading, Understand } from "./reading.js";
import { score, type Score } from "./score.js";

/** A line and what was made of it. */
export interface Judged {
  readonly line: EvaluationLine;
  readonly reading: Reading;
  readonly label: Label;
}

/** The figures of one labelled set. Keys that do not apply to the set are left out. */
export interface Evaluation {
  readonly lines: number;
  readonly report: Score;
  readonly speakOrAsk: Pick<Score, "recall" | "n">;
  readonly emergency: Score;
  readonly byIntent: Readonly<Record<string, Score>>;
  readonly category?: { readonly n: number; readonly accuracy: number };
  readonly hazardCode?: { readonly n: number; readonly accuracy: number };
  readonly building?: Share;
  readonly room?: Share;
  readonly hardNegatives?: { readonly n: number; readonly groupReplies: number };
  readonly misses: readonly string[];
  readonly falseAlarms: readonly string[];
}

interface Share {
  readonly n: number;
  readonly exact: number;
}

/** Reads every line and counts. The set is not changed and nothing is learned from it. */
export function evaluate(understand: Understand, lines: readonly EvaluationLine[]): Evaluation {
  const judged = lines.map((line): Judged => ({
    line,
    reading: understand(inputOf(line)),
    label: labelOf(line),
  }));
  // 补充信息 and 投诉 may rightly join or open a case.
  const counted = judged.filter(({ label }) => label !== "supplement" && label !== "complaint");
  const found = judged.filter((one) => isDanger(one.line) && isSpoken(one.reading));
  const sure = share(
    found.filter(({ line }) => line.hazards?.length),
    ({ line, reading }) => codesOf(reading).some((code) => line.hazards?.includes(code)),
  );
  return {
    lines: lines.length,
    report: score(
      counted,
      ({ line }) => isDanger(line),
      ({ reading }) => isSpoken(reading),
    ),
    speakOrAsk: score(
      counted,
      ({ line }) => isDanger(line),
      ({ reading }) => isSpoken(reading) || isAsked(reading),
    ),
    emergency: score(
      judged,
      ({ label }) => label === "emergency",
      ({ reading }) => reading.emergency !== undefined,
    ),
    byIntent: byIntent(judged),
    ...accuracyOf("category", categories(found)),
    ...accuracyOf("hazardCode", sure),
    ...named("building", share(judged.filter(namesBuilding), findsBuildings)),
    ...named("room", share(judged.filter(namesRoom), findsRooms)),
    ...hardNegatives(judged),
    misses: counted.filter((one) => isDanger(one.line) && !isSpoken(one.reading)).map(({ line }) => line.text),
    falseAlarms: counted.filter((one) => !isDanger(one.line) && isSpoken(one.reading)).map(({ line }) => line.text),
  };
}

/** Whether a reading makes the bot say something in the group by itself. */
export const speaksInGroup = (reading: Reading): boolean => reading.emergency !== undefined || reading.zone === "speak";

const isSpoken = (reading: Reading): boolean =>
  reading.emergency !== undefined || (reading.intent === "report" && reading.zone === "speak");
const isAsked = (reading: Reading): boolean => reading.intent === "report" && reading.zone === "ask";
const codesOf = (reading: Reading): readonly string[] => [
  ...(reading.emergency ? [reading.emergency.code] : []),
  ...reading.hazards.map((hazard) => hazard.code),
];

/** A command stands for itself, every other reading for its intent. */
const saidLabel = ({ intent, command }: Reading): string => command?.kind ?? intent;

function byIntent(judged: readonly Judged[]): Readonly<Record<string, Score>> {
  // Named as the set names them.
  const written = new Map(judged.map(({ line, label }) => [label, line.emergency ? label : line.intent] as const));
  return Object.fromEntries(
    [...written]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([label, name]) => [
        name,
        score(
          judged,
          (one) => one.label === label,
          ({ reading }) => saidLabel(reading) === label,
        ),
      ]),
  );
}

function categories(found: readonly Judged[]): Share | undefined {
  const labelled = found.filter(({ line }) => line.hazards?.length || codesOfCategory[line.category ?? ""]);
  return share(labelled, ({ line, reading }) => {
    const codes = codesOf(reading);
    const families = line.hazards?.map((code) => code.charAt(0)) ?? [];
    if (families.length > 0) return codes.some((code) => families.includes(code.charAt(0)));
    return codes.some((code) => codesOfCategory[line.category ?? ""]?.test(code));
  });
}

function hardNegatives(judged: readonly Judged[]): Partial<Evaluation> {
  const hard = judged.filter(({ line }) => line.hard_negative && !line.should_reply_in_group);
  if (hard.length === 0) return {};
  const groupReplies = hard.filter(({ line, reading }) => line.chat !== "private" && speaksInGroup(reading)).length;
  return { hardNegatives: { n: hard.length, groupReplies } };
}

function share(judged: readonly Judged[], isRight: (one: Judged) => boolean): Share | undefined {
  if (judged.length === 0) return undefined;
  return { n: judged.length, exact: Math.round((judged.filter(isRight).length / judged.length) * 1000) / 1000 };
}

const accuracyOf = (name: "category" | "hazardCode", found: Share | undefined): Partial<Evaluation> =>
  found === undefined ? {} : { [name]: { n: found.n, accuracy: found.exact } };

const named = <Name extends string>(name: Name, value: Share | undefined): Partial<Record<Name, Share>> =>
  value === undefined ? {} : ({ [name]: value } as Partial<Record<Name, Share>>);
