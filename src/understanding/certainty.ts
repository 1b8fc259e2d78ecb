import type { FoundHazards } from "./find-hazards.js";
import type { Weight } from "./frame.js";
import type { PlaceMention, ReadingInput, Zone } from "./reading.js";

/** What speaks for a report, beside its words. */
export interface Signs {
  readonly found: FoundHazards;
  readonly places: readonly PlaceMention[];
  /** 没人管, 又, 麻烦: the tone of somebody who complains. */
  readonly hasTone: boolean;
  readonly isQuestion: boolean;
}

/** How sure it is that a line reports a hazard: 0 to 1, the zone, and what led there. */
export interface Certainty {
  readonly confidence: number;
  readonly zone: Zone;
  readonly reasons: readonly string[];
}

const fromWords: Readonly<Record<Weight, number>> = { strong: 0.6, plain: 0.4, weak: 0.2 };
const speakFrom = 0.5;
const askFrom = 0.3;
const privateSpeakFrom = 0.35;

/** Adds up the signs. Source of the figures: tuned so that ordinary chat is not answered (see `npm run eval -- --chat`). */
export function weighReport(input: ReadingInput, { found, places, hasTone, isQuestion }: Signs): Certainty {
  if (found.weight === undefined || found.block !== undefined) return { confidence: 0, zone: "silent", reasons: [] };
  const signs: readonly (readonly [boolean, number, string])[] = [
    [places.some((place) => place.building !== undefined), 0.25, "说了楼栋"],
    [places.some((place) => place.room !== undefined), 0.15, "说了房号"],
    [places.some((place) => place.floor !== undefined), 0.1, "说了楼层"],
    [places.some((place) => place.spot !== undefined), 0.1, "说了位置"],
    [hasTone, 0.1, "像在反映问题"],
    [found.hazards.length > 1, 0.1, "说了不止一处"],
    [input.hasPhoto, 0.2, "带了照片"],
    [input.mentionsBot, 0.4, "点了机器人"],
    [!input.isGroup, 0.4, "私聊"],
    [isQuestion, -0.1, "像在问"],
    // Staff write about hazards all day; only what names a building is a find of a patrol.
    [input.isStaff && !places.some((place) => place.building !== undefined), -0.4, "工作人员没说哪一栋"],
  ];
  const counted = signs.filter(([holds]) => holds);
  const sum = counted.reduce((total, [, points]) => total + points, fromWords[found.weight]);
  const confidence = Math.round(Math.min(0.99, Math.max(0.01, sum)) * 100) / 100;
  return { confidence, zone: zoneOf(input, confidence), reasons: counted.map(([, , reason]) => reason) };
}

function zoneOf(input: ReadingInput, confidence: number): Zone {
  const isOurs = input.mentionsBot || !input.isGroup;
  if (confidence >= (isOurs ? privateSpeakFrom : speakFrom)) return "speak";
  return confidence >= askFrom ? "ask" : "silent";
}
