import { isResponsible, isStaff } from "../buildings/person.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { type Changes, changes } from "./changes.js";
import type { MessageContext } from "./context.js";
import { isCourtesy } from "./courtesy.js";
import { answer, answerPrivately, directOf, mayAnswer, tell } from "./say.js";
import { isToBot } from "./to-bot.js";

const tenMinutesMs = 600_000;
/** What a group gets a day outside emergencies once somebody found the bot noisy. */
const hushedLines = 1;

const asksWhoIAm =
  /(?:你|妳|您|小安)(?:到底|究竟)?是(?:不是)?(?:真人|人|机器人?|机器|ai|谁|什么(?!意思|人)|边个)|真人还是机器/iu;

/** What is left when nothing else fits: help when asked, a word when called, silence otherwise. */
export function decideSmallTalk(context: MessageContext): Changes | undefined {
  const { reading, message } = context;
  if (reading.command?.kind === "mute" && message.isGroup) return beQuiet(context);
  if (reading.command?.kind === "help" || (reading.intent === "help" && mayAnswer(context)))
    return once(context, helpTemplate(context), "问怎么用");
  if (asksWhoIAm.test(message.text) && isToBot(context)) return once(context, "who-i-am", "问是不是真人");
  if (message.isGroup && message.mentionsBot) return once(context, "called", "被点名,但没听懂要什么");
  if (!message.isGroup && reading.intent === "question") return once(context, "question", "私聊咨询:说清帮得上什么");
  if (!message.isGroup && message.text.trim() !== "" && message.kind === "text" && !isCourtesy(message.text))
    return once(context, "unclear", "私聊没听懂,给一句怎么用");
  return undefined;
}

type SmallTalk = "help-staff" | "help-landlord" | "help-tenant" | "who-i-am" | "called" | "question" | "unclear";

function helpTemplate(context: MessageContext): SmallTalk {
  if (isStaff(context.sender)) return "help-staff";
  return isResponsible(context.sender) ? "help-landlord" : "help-tenant";
}

/** At most one such answer in ten minutes: a second would only be noise. */
function once(context: MessageContext, template: SmallTalk, note: string): Changes {
  const window = Math.floor(context.now.getTime() / tenMinutesMs);
  const line = template === "called" ? answer(context, template) : answerPrivately(context, template);
  const key = `${template}:${line.ref.chat}:${context.message.senderId}:${window}`;
  return changes({ lines: [{ ...line, dedupeKey: key }], notes: [note] });
}

/** The group's grid worker hears of it once a day: they alone undo it, with 取消静默. */
function beQuiet(context: MessageContext): Changes {
  const { message, group, now } = context;
  const workers = [...context.contacts.values()].flatMap((contact) => contact.gridWorkers).slice(0, 1);
  return changes({
    policies: [{ ref: message.ref, policy: { linesPerDay: hushedLines } }],
    lines: workers.flatMap((worker) =>
      tell(context, worker, { template: "mute-done", variables: { group: group?.name ?? "群" } }).map((line) => ({
        ...line,
        dedupeKey: `mute-done:${message.ref.chat}:${shanghaiDay(now)}`,
      })),
    ),
    notes: ["有人嫌吵:这个群少说话,告诉网格员"],
  });
}

/** Somebody posted a number that identifies them: a private word, so that they can take it back in time. */
export function decidePersonalData(context: MessageContext): Changes | undefined {
  const { message } = context;
  if (!message.isGroup || !message.hasPersonalData) return undefined;
  return changes({
    lines: [{ ...answerPrivately(context, "privacy-slip"), ref: directOf(context) }],
    notes: ["群里出现了证件号或电话:私下提醒撤回,存档已遮住"],
  });
}
