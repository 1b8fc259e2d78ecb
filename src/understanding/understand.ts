import { findCommand } from "./commands.js";
import { createFindEmergency } from "./emergencies.js";
import type { Evidence } from "./evidence.js";
import { createFindHazards } from "./hazards.js";
import { findAnswer } from "./judge-answer.js";
import { judgeReport } from "./judge-report.js";
import { findFeedback, isAcknowledgement, isSaidDone, judgeQuery } from "./judge-talk.js";
import type { Lexicon } from "./lexicon.js";
import { findPlaces } from "./places.js";
import type { HazardMention, Reading, ReadingInput, Severity, Understand } from "./reading.js";

type Judge = (evidence: Evidence) => Reading | undefined;
type Known = Pick<Reading, "intent" | "zone" | "confidence"> & Partial<Reading>;

const silence: Reading = { intent: "chatter", zone: "silent", confidence: 0.9, hazards: [], places: [], reasons: [] };
const mentions = /@[^\s@]+\s+|(?<=\S)\s+@[^\s@]+$/gu;

/** Makes the reader of lines. `severities` is the first judgement of severity by hazard code. */
export function createUnderstand(lexicon: Lexicon, severities: ReadonlyMap<string, Severity>): Understand {
  const gather = createGather(lexicon, severities);
  const judges = judgesOf(lexicon);
  return (input) => {
    const evidence = gather(input);
    for (const judge of judges) {
      const reading = judge(evidence);
      if (reading) return reading;
    }
    return silence;
  };
}

function createGather(lexicon: Lexicon, severities: ReadonlyMap<string, Severity>): (input: ReadingInput) => Evidence {
  const findHazards = createFindHazards(lexicon.hazards, severities);
  const findEmergency = createFindEmergency(lexicon.emergencies);
  return (input) => {
    const words = lexicon.normalise(input.text.replace(mentions, "")).trim();
    const hits = lexicon.find(words);
    const places = once(() => findPlaces(words));
    const emergency = isStaffNotice(input, hits) ? undefined : findEmergency(words, hits, () => places().length > 0);
    const hazards = findHazards(words, hits);
    const found = {
      input,
      words,
      hits,
      hazards,
      get places() {
        return places();
      },
    };
    return emergency ? Object.assign(found, { emergency }) : found;
  };
}

/** Places are dear to find and most lines need none. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

const isStaffNotice = (input: ReadingInput, hits: Evidence["hits"]): boolean =>
  input.isStaff && hits.has("staff-notice") && !hits.has("patrol-find");

/** In order: the first that makes something of the line decides. */
function judgesOf({ talk }: Lexicon): readonly Judge[] {
  return [
    ({ input, words }) => {
      const command = findCommand(input, words);
      const isAnswer = command?.kind === "yes" || command?.kind === "no";
      return command && !isAnswer
        ? readingOf({ intent: "command", zone: "speak", confidence: 0.95, command, reasons: ["口令"] })
        : undefined;
    },
    readEmergency,
    readAnswer,
    ({ words }) =>
      isAcknowledgement(words, talk)
        ? readingOf({ intent: "acknowledgement", zone: "silent", confidence: 0.9, reasons: ["回执"] })
        : undefined,
    (evidence) => {
      const feedback = findFeedback(evidence, talk);
      const { places } = evidence;
      return (
        feedback &&
        readingOf({ intent: "feedback", zone: "speak", confidence: 0.8, feedback, places, reasons: ["说到整改"] })
      );
    },
    (evidence) => readReport(evidence, talk),
    (evidence) => {
      const query = judgeQuery(evidence, talk);
      const { places } = evidence;
      return (
        query &&
        readingOf({ intent: query.intent, zone: query.zone, confidence: 0.75, places, reasons: [query.reason] })
      );
    },
    readSupplement,
  ];
}

function readEmergency({ emergency, hazards, places }: Evidence): Reading | undefined {
  if (!emergency) return undefined;
  return readingOf({
    intent: "emergency",
    zone: "speak",
    confidence: 0.9,
    emergency,
    hazards: mentionsOf(hazards),
    places,
    reasons: [emergency.phrase],
  });
}

function readAnswer(evidence: Evidence): Reading | undefined {
  const answer = findAnswer(evidence);
  if (!answer) return undefined;
  const intent = answer.command ? "command" : "supplement";
  return readingOf({ ...answer, intent, zone: "speak", confidence: 0.9, reasons: ["回答机器人的问题"] });
}

function readReport(evidence: Evidence, talk: Lexicon["talk"]): Reading | undefined {
  const { zone, confidence, reasons } = judgeReport(evidence);
  if (zone === "silent" || (isSaidDone(evidence.words, talk) && !evidence.hits.has("still"))) return undefined;
  if (talk["progress-sure"].test(evidence.words)) return undefined;
  const { hazards, places } = evidence;
  return readingOf({ intent: "report", zone, confidence, hazards: mentionsOf(hazards), places, reasons });
}

function readSupplement({ input, places }: Evidence): Reading | undefined {
  if (input.quote?.isBot !== true || places.length === 0) return undefined;
  return readingOf({ intent: "supplement", zone: "speak", confidence: 0.7, places, reasons: ["引用机器人的话说位置"] });
}

const mentionsOf = (hazards: Evidence["hazards"]): readonly HazardMention[] =>
  hazards.map(({ code, severity, phrase }) => ({ code, severity, phrase }));

const readingOf = (known: Known): Reading => ({ hazards: [], places: [], reasons: [], ...known });
