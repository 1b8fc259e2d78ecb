import type { Command, ReadingInput } from "./reading.js";
import { isAddressed } from "./reading-input.js";

/** A command about malice (恶意): somebody proposes it, another agrees, or it is none. */
type MaliceCommand = Extract<Command, { readonly kind: "malice" }>;

const number = String.raw`(?:编号|#)? ?(?<number>[0-9]{4}-[0-9]{1,4})号?`;
const before = new RegExp(String.raw`^${number}[ ,,::]*(?=确认|同意|不是|不算|恶意)`, "u");
const word =
  /^(?:(?<agree>确认|同意)(?:是)?|(?<refuse>不是|不算)|是)? ?恶意(?:虚报|假报|报警|误报|举报)?(?<rest>[\s\S]*)$/u;
const after = new RegExp(String.raw`^[ ,,::]*${number}(?![0-9])`, "u");
const mention = /@\S+\s*/gu;
const parted = /^[\s,,、.。::;;]+|\s+$/gu;

/**
 * 恶意 0413-7 连续三天假报警, 确认恶意 0413-7, 不是恶意 0413-7, of staff. Without a number it is one only where the bot is
 * spoken to and nothing else is said, or under a quoted line of the bot's: 恶意 is an ordinary word.
 */
export function readMalice(input: ReadingInput): MaliceCommand | undefined {
  if (!input.isStaff || !input.text.includes("恶意")) return undefined;
  const said = input.text.normalize("NFKC").replace(mention, "").replace(/\s+/gu, " ").trim();
  const first = before.exec(said);
  const found = word.exec(said.slice(first?.[0].length ?? 0))?.groups;
  if (!found) return undefined;
  const rest = found["rest"] ?? "";
  const second = after.exec(rest);
  const target = first?.groups?.["number"] ?? second?.groups?.["number"];
  const reason = rest.slice(second?.[0].length ?? 0).replace(parted, "");
  const isQuoting = input.quote?.isBot === true;
  if (target === undefined && !isQuoting && !(isAddressed(input) && reason === "")) return undefined;
  const step = found["agree"] ? "agree" : found["refuse"] ? "refuse" : "propose";
  return { kind: "malice", step, reason, ...(target === undefined ? {} : { target }) };
}
