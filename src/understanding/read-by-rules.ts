import { weighReport } from "./certainty.js";
import { findEmergency } from "./find-emergency.js";
import { findHazards } from "./find-hazards.js";
import { findPlaces, type PlaceQuestion } from "./find-places.js";
import type { Lexicon } from "./lexicon.js";
import { has, type Line, measureLine } from "./line.js";
import { parseCommand } from "./parse-command.js";
import { readPlacedCommand } from "./placed-command.js";
import type { Command, PlaceMention, Reading, ReadingInput } from "./reading.js";
import { lineOfAnybody } from "./reading-input.js";
import {
  isAcknowledgement,
  readComplaint,
  readFeedback,
  readHelp,
  readProgressQuery,
  readStarQuery,
  type SmallIntent,
} from "./small-intents.js";

/** Makes the reader that knows words and frames only: pure, synchronous, explains itself. Never throws. */
export function createReadByRules(lexicon: Lexicon): (line: Line, input: ReadingInput) => Reading {
  return (line, input) => {
    const command = parseCommand(input, line.text, lexicon.commands) ?? readPlacedCommand(input, line.text, lexicon);
    // What is sent on, the name of a kind of hazard, and a report called malicious may sound like danger and are none.
    if (command && neverDanger.has(command.kind)) return commandReading(command, []);
    // So may a drill with its hours; without them 演练变真的了 is no announcement.
    if (command?.kind === "drill" && command.from !== undefined)
      return commandReading(command, placesOf(line, lexicon, { isAnswer: true, isLoose: false }));
    return (
      readEmergency(line, lexicon) ??
      (command && commandReading(command, placesOf(line, lexicon, { isAnswer: true, isLoose: false }))) ??
      readTalk(line, input, lexicon)
    );
  };
}

const neverDanger: ReadonlySet<Command["kind"]> = new Set<Command["kind"]>(["broadcast", "recategorise", "malice"]);

/** Makes what reads a text of which nothing else is known. */
export const readTextByRules =
  (lexicon: Lexicon, readByRules: (line: Line, input: ReadingInput) => Reading) =>
  (text: string): Reading => {
    const normal = lexicon.normalise(text);
    return readByRules(measureLine(normal, lexicon.find(normal), lexicon.frames), lineOfAnybody(text));
  };

/** The places of a line. */
export const placesOf = (
  line: Line,
  { lists, villages }: Lexicon,
  how: Pick<PlaceQuestion, "isAnswer" | "isLoose" | "isAboutHouse">,
): readonly PlaceMention[] => findPlaces(line, { ...how, villages, spots: lists.spots });

function readEmergency(line: Line, lexicon: Lexicon): Reading | undefined {
  const emergency = findEmergency(line, lexicon);
  if (!emergency) return undefined;
  return {
    intent: "emergency",
    zone: "speak",
    confidence: 0.9,
    emergency,
    hazards: [],
    places: placesOf(line, lexicon, { isAnswer: false, isLoose: true }),
    reasons: [`像是眼前的危险:${emergency.phrase}`],
  };
}

const commandReading = (command: Command, places: readonly PlaceMention[]): Reading => ({
  intent: "command",
  zone: "speak",
  confidence: 0.95,
  hazards: [],
  places,
  command,
  reasons: [`口令:${command.kind}`],
});

function readTalk(line: Line, input: ReadingInput, lexicon: Lexicon): Reading {
  const feedback = readFeedback(line, input, lexicon);
  if (feedback) return talkReading(feedback, placesOf(line, lexicon, { isAnswer: false, isLoose: true }));
  const small = readStarQuery(line, input) ?? readProgressQuery(line, input, lexicon) ?? readHelp(line, input);
  const report = readReport(line, input, lexicon);
  if (small && !(report?.zone === "speak" && report.confidence > 0.8))
    return talkReading(small, placesOf(line, lexicon, { isAnswer: false, isLoose: false }));
  if (report) return report;
  return readRest(line, input, lexicon);
}

const talkReading = ({ intent, zone, isDone, reason }: SmallIntent, places: readonly PlaceMention[]): Reading => ({
  intent,
  zone,
  confidence: 0.8,
  hazards: [],
  places,
  ...(isDone === undefined ? {} : { feedback: { isDone } }),
  reasons: [reason],
});

function readReport(line: Line, input: ReadingInput, lexicon: Lexicon): Reading | undefined {
  const found = findHazards(line, lexicon);
  if (found.hazards.length === 0) return undefined;
  const places = placesOf(line, lexicon, { isAnswer: input.hasOpenQuestion, isLoose: true });
  const hasTone = has(line, lexicon.lists.complaint);
  const isQuestion = has(line, lexicon.lists.question);
  const { confidence, zone, reasons } = weighReport(input, { found, places, hasTone, isQuestion });
  if (zone === "silent") {
    if (found.block === undefined) return undefined;
    return {
      ...chatter(places.filter(hasBuilding), [`提到隐患,但像是${blockNames[found.block] ?? found.block}`]),
      intent: found.block === "price" ? "question" : "chatter",
    };
  }
  const named = found.hazards.map((hazard) => `像隐患${hazard.code}:${hazard.phrase}`);
  return { intent: "report", zone, confidence, hazards: found.hazards, places, reasons: [...named, ...reasons] };
}

const hasBuilding = (place: PlaceMention): boolean => place.building !== undefined;

const blockNames: Readonly<Record<string, string>> = {
  notice: "通知",
  "staff-request": "通知",
  news: "新闻或转发",
  drill: "演练",
  fiction: "影视游戏或玩笑",
  sale: "广告买卖",
  price: "问价或咨询",
  "own-trouble": "自己的事或已经好了",
};

function readRest(line: Line, input: ReadingInput, lexicon: Lexicon): Reading {
  if (isAcknowledgement(line.text, lexicon)) return { ...chatter([], ["收到"]), intent: "acknowledgement" };
  const places = placesOf(line, lexicon, { isAnswer: input.hasOpenQuestion, isLoose: input.hasOpenQuestion });
  if (input.hasOpenQuestion && places.length > 0)
    return { ...chatter(places, ["回答机器人的问题"]), intent: "supplement", zone: "speak", confidence: 0.8 };
  const complaint = readComplaint(line);
  if (complaint) return { ...chatter(places, [complaint.reason]), intent: "complaint" };
  return chatter(places, ["闲聊"]);
}

/** A line that nothing needs to be done about. */
export const chatter = (places: readonly PlaceMention[], reasons: readonly string[]): Reading => ({
  intent: "chatter",
  zone: "silent",
  confidence: 0.9,
  hazards: [],
  places,
  reasons,
});
