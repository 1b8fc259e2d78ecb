import { z } from "zod";
import type { Label } from "./label.js";
import type { PreviousLine, ReadingInput } from "./reading.js";

/** The labels of outside sets, Chinese and English, and what they mean. */
const written = {
  报隐患: "report",
  紧急: "emergency",
  补充信息: "supplement",
  整改反馈: "feedback",
  查星级: "star-query",
  查进度: "progress-query",
  投诉: "complaint",
  求助: "help",
  咨询: "question",
  收到: "acknowledgement",
  闲聊: "chatter",
  通过: "pass",
  退回: "return",
  误报: "false-alarm",
  延期: "extend",
  移交: "refer",
  群发: "broadcast",
  统计: "tally",
  绑定: "bind",
  report: "report",
  emergency: "emergency",
  supplement: "supplement",
  feedback: "feedback",
  star: "star-query",
  progress: "progress-query",
  complaint: "complaint",
  help: "help",
  question: "question",
  acknowledgement: "acknowledgement",
  none: "chatter",
  chatter: "chatter",
} as const satisfies Readonly<Record<string, Label>>;

const label = z.enum(Object.keys(written) as [keyof typeof written, ...(keyof typeof written)[]]);

/** One labelled line of an outside set. Everything but text and intent may be missing. */
export const evaluationLine = z.object({
  text: z.string(),
  intent: label,
  sender_nick: z.string().nullish(),
  prev: z.array(z.string()).nullish(),
  sender_role: z.enum(["tenant", "landlord", "head", "sublandlord", "grid_worker"]).nullish(),
  chat: z.enum(["group", "private"]).nullish(),
  media: z.array(z.string()).nullish(),
  mentions_bot: z.boolean().nullish(),
  open_case: z.looseObject({ building: z.string().nullish() }).nullish(),
  hazards: z.array(z.string()).nullish(),
  category: z.string().nullish(),
  building: z.string().nullish(),
  room: z.string().nullish(),
  emergency: z.boolean().nullish(),
  hard_negative: z.boolean().nullish(),
  should_reply_in_group: z.boolean().nullish(),
});

/** A labelled line as it was read from the file. */
export type EvaluationLine = Readonly<z.infer<typeof evaluationLine>>;

/** What the label means; a report marked as an emergency is one. */
export const labelOf = ({ intent, emergency }: EvaluationLine): Label =>
  written[intent] === "report" && emergency ? "emergency" : written[intent];

/** Whether the line is to be heard: it reports a hazard or a danger. */
export const isDanger = (line: EvaluationLine): boolean => ["report", "emergency"].includes(labelOf(line));

/** What the reader is told of the line: a tenant in a group where nothing else is said. */
export function inputOf(line: EvaluationLine): ReadingInput {
  const role = line.sender_role ?? "tenant";
  return {
    text: line.text,
    hasPhoto: line.media?.includes("image") ?? false,
    isGroup: line.chat !== "private",
    mentionsBot: line.mentions_bot ?? /@(?:楼)?小安/u.test(line.text),
    isStaff: role === "grid_worker",
    isResponsible: role === "landlord" || role === "head" || role === "sublandlord",
    hasOpenQuestion: false,
    hasOpenCase: line.open_case !== undefined && line.open_case !== null,
    ...(line.sender_nick ? { nickname: line.sender_nick } : {}),
    ...(line.prev?.length ? { previous: line.prev.map((said) => previousOf(said, line.sender_nick ?? "")) } : {}),
  };
}

/** `nick: text`; without a nick it is the sender's own. */
function previousOf(said: string, nick: string): PreviousLine {
  const parts = /^(?<who>[^:：]{1,20})[:：]\s*(?<text>.*)$/su.exec(said)?.groups;
  if (!parts) return { text: said, isOwn: true };
  const { who = "", text = "" } = parts;
  return { text, isOwn: who.trim() === nick, nickname: who.trim() };
}

/** Codes that the word categories of the project's own development set may mean. */
export const codesOfCategory: Readonly<Record<string, RegExp>> = {
  ebike: /^(?:E0[1238]|F0[13])/u,
  exit: /^(?:F0[1238]|F14)/u,
  elec: /^(?:E0|X0[13])/u,
  gas: /^(?:G0|X0[24]|X10)/u,
  fire: /^(?:F12|X01)/u,
  equip: /^(?:F0[1-7]|F14)/u,
  fall: /^(?:S0[28]|X10)/u,
  struct: /^(?:S0[1-4]|S02|X09|X10)/u,
  lift: /^(?:S06|X05)/u,
  water: /^(?:S05|W01|E0[67]|X08)/u,
  road: /^(?:S07|M01|H02)/u,
  work: /^(?:S0[1378]|F12)/u,
  rent: /^(?:F0[89]|F11|P03|F02)/u,
  other: /./u,
};
