import { isAtBot, isInvolved, type Evidence } from "./evidence.js";
import type { Lexicon } from "./lexicon.js";
import type { Intent, Reading, Zone } from "./reading.js";

type Talk = Lexicon["talk"];

/** What a small line wants, and how sure the bot may be. */
export interface TalkJudgement {
  readonly intent: Intent;
  readonly zone: Zone;
  readonly reason: string;
}

const longestAcknowledgement = 24;
const longestQuery = 40;
const longestName = 4;

/** Whether the line only confirms that a notice was read: 收到, 302收到👌, [OK], 1, or one line of a chain (接龙). */
export function isAcknowledgement(line: string, talk: Talk): boolean {
  if (talk.chain.test(line)) return true;
  if (line.length > longestAcknowledgement || !talk["acknowledgement-core"].test(line)) return false;
  return line.replace(talk.acknowledgement, "").length <= longestName;
}

/** Whether the line says that something has been put right. */
export const isSaidDone = (words: string, talk: Talk): boolean =>
  !talk["done-not"].test(words) && talk.done.some((form) => form.test(words));

/** What the writer says of putting it right: finished or not. Only of somebody involved, only in a short line or one that names a thing. */
export function findFeedback(evidence: Evidence, talk: Talk): Reading["feedback"] {
  const { words, hazards, places } = evidence;
  if (!isInvolved(evidence) || talk["done-not"].test(words)) return undefined;
  if (evidence.hits.has("unfixable") && hazards.length === 0) return undefined;
  const isShort = words.length <= talk["fix-short"];
  if (!isShort && hazards.length === 0 && places.length === 0 && !evidence.hits.has("fixable")) return undefined;
  if (talk["not-done"].some((form) => form.test(words))) return { isDone: false };
  return isSaidDone(words, talk) ? { isDone: true } : undefined;
}

/** The star query, progress query, plea for help, complaint or question of a line; undefined for anything else. Outside a talk with the bot only the plainest star and progress questions may be answered in the group. */
export function judgeQuery(evidence: Evidence, talk: Talk): TalkJudgement | undefined {
  const { words, places } = evidence;
  if (words.length > longestQuery) return undefined;
  const atBot = isAtBot(evidence);
  const isPlain =
    places.some(({ building }) => building !== undefined) || /我们楼|我的楼|我楼|我们栋|本楼|这栋/u.test(words);
  if (talk.star.test(words) && !talk["star-not"].test(words))
    return { intent: "star-query", zone: atBot || isPlain ? "speak" : "ask", reason: "问星级" };
  if (talk.progress.test(words) && !talk["not-fixed"].test(words))
    return { intent: "progress-query", zone: atBot || isCase(words) ? "speak" : "ask", reason: "问进度" };
  if (talk.help.test(words)) return { intent: "help", zone: atBot ? "speak" : "ask", reason: "问怎么用" };
  if (talk.complaint.test(words)) return { intent: "complaint", zone: atBot ? "speak" : "silent", reason: "投诉" };
  if (atBot && talk.question.test(words)) return { intent: "question", zone: "speak", reason: "提问" };
  return undefined;
}

const isCase = (words: string): boolean =>
  /(?<!\d)\d{4}-\d+(?!\d)/u.test(words) || /我(上次|昨天|之前)?报的/u.test(words);
