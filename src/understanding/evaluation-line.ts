import { z } from "zod";
import type { Intent, ReadingInput } from "./reading.js";

/** The labels of outside sets, Chinese and English, and the intents that they mean. */
const intents = {
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
  command: "command",
  none: "chatter",
  chatter: "chatter",
} as const satisfies Readonly<Record<string, Intent>>;

const label = z.enum(Object.keys(intents) as [keyof typeof intents, ...(keyof typeof intents)[]]);

/** One labelled line of an outside set. Everything but text and intent may be missing. */
export const evaluationLine = z.object({
  text: z.string(),
  intent: label,
  sender_role: z.enum(["tenant", "landlord", "head", "sublandlord", "grid_worker"]).nullish(),
  chat: z.enum(["group", "private"]).nullish(),
  media: z.array(z.string()).nullish(),
  mentions_bot: z.boolean().nullish(),
  open_case: z.looseObject({}).nullish(),
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

/** The intent that the label means; a report marked as an emergency is one. */
export const wantedIntent = ({ intent, emergency }: EvaluationLine): Intent =>
  intents[intent] === "report" && emergency ? "emergency" : intents[intent];

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
  };
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
