import { isAtBot, type Evidence } from "./evidence.js";
import type { Zone } from "./reading.js";

/** How much a report weighs and why. */
export interface ReportJudgement {
  readonly zone: Zone;
  /** 0 to 1. */
  readonly confidence: number;
  readonly reasons: readonly string[];
}

interface Mark {
  readonly name: string;
  readonly weight: number;
  readonly holds: (evidence: Evidence) => boolean;
}

/** From this weight on the bot speaks in the group, from the second it asks in private. Tuned on lines written for this project. */
const speakFrom = 0.7;
const askFrom = 0.4;

const hasAddress = ({ places }: Evidence): boolean =>
  places.some(({ building, floor, room }) => building !== undefined || floor !== undefined || room !== undefined);
const hasSpot = ({ places }: Evidence): boolean => places.some(({ spot }) => spot !== undefined);
const isStated = (evidence: Evidence): boolean => evidence.hazards.some(({ isWeak }) => !isWeak);
const isQuestion = ({ hits }: Evidence): boolean => hits.has("question") && !hits.has("strong");

const marks: readonly Mark[] = [
  { name: "说清了什么问题", weight: 0.55, holds: isStated },
  { name: "像是有问题", weight: 0.45, holds: (evidence) => !isStated(evidence) },
  { name: "说了楼栋、楼层或房号", weight: 0.25, holds: hasAddress },
  { name: "说了位置", weight: 0.15, holds: (evidence) => !hasAddress(evidence) && hasSpot(evidence) },
  { name: "在跟机器人说话", weight: 0.3, holds: isAtBot },
  { name: "带了照片", weight: 0.2, holds: ({ input }) => input.hasPhoto },
  { name: "请人来管", weight: 0.15, holds: ({ hits }) => hits.has("strong") },
  { name: "说了不止一样", weight: 0.1, holds: ({ hazards }) => hazards.length > 1 },
  { name: "巡查发现", weight: 0.3, holds: ({ input, hits }) => input.isStaff && hits.has("patrol-find") },
  { name: "像在打听", weight: -0.3, holds: isQuestion },
];

/** Whether the words rule a report out: news, adverts, advice, the past, another place, something already put right. */
function whyNot({ hits, input, hazards }: Evidence): string | undefined {
  if (input.isStaff && hits.has("staff-notice") && !hits.has("patrol-find")) return "工作人员的提醒";
  if (hits.has("silent")) return "像通知、广告或玩笑";
  const ifs = hits.get("if-before") ?? [];
  if (hazards.every(({ begin }) => ifs.some((word) => word.end <= begin))) return "说的是假设或规定";
  if (hits.has("past") && !hits.has("still")) return "说的是以前的事";
  if (hits.has("elsewhere")) return "说的是别处或听来的事";
  if (hits.has("negated") && !hits.has("still")) return "说的是没有问题";
  return undefined;
}

/** Weighs the hazards of a line. A line without hazards, or one that the words rule out, stays silent. */
export function judgeReport(evidence: Evidence): ReportJudgement {
  if (evidence.hazards.length === 0) return { zone: "silent", confidence: 0, reasons: [] };
  const doubt = whyNot(evidence);
  if (doubt && !(evidence.input.isStaff && evidence.hits.has("patrol-find")))
    return { zone: "silent", confidence: 0.1, reasons: [doubt] };
  const found = marks.filter((mark) => mark.holds(evidence));
  const weight = found.reduce((sum, mark) => sum + mark.weight, 0);
  const zone = weight >= speakFrom ? "speak" : weight >= askFrom ? "ask" : "silent";
  const named = evidence.hazards.map(({ phrase }) => phrase);
  return {
    zone,
    confidence: Math.min(0.99, Math.max(0.05, weight)),
    reasons: [...named, ...found.map((mark) => mark.name)],
  };
}
