import { longestKept } from "../archive/retention.js";
import { type Changes, changes } from "./changes.js";
import type { MessageContext } from "./context.js";
import { answerPrivately } from "./say.js";
import { isToBot } from "./to-bot.js";

/** The whole line is the word, alone or in the quotation marks in which people were told it. */
const privacyWord = /^["“”「『]?隐私(?:说明|政策)?["“”」』]?[??。!!]?$/u;

/** 隐私: what is kept of what people say, how long, and who deletes it; to the writer alone. */
export function decidePrivacy(context: MessageContext): Changes | undefined {
  const { message, rules } = context;
  if (!isToBot(context)) return undefined;
  if (!privacyWord.test(message.text.trim())) return undefined;
  const [worker] = [...context.contacts.values()].flatMap((contacts) => contacts.gridWorkers);
  const { chatterHours, pictureHours } = longestKept(rules.retention);
  const variables = { hours: String(chatterHours), pictureHours: String(pictureHours), worker: worker?.name ?? "" };
  return changes({ lines: [answerPrivately(context, "privacy", variables)], notes: ["问隐私:说明存什么、存多久"] });
}
