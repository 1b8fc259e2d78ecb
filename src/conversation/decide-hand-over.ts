import { isStaff, type Person } from "../buildings/person.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import type { Intent } from "../understanding/reading.js";
import { type Changes, changes, type Filled, type LineIntent, type Words } from "./changes.js";
import type { MessageContext } from "./context.js";
import { isCourtesy } from "./courtesy.js";
import { isQuestion } from "./dialog.js";
import { isOnlyAlone, type Need, needIn } from "./hand-over-words.js";
import { ownBuilding } from "./locate.js";
import { answerPrivately, directOf, tell } from "./say.js";
import { isToBot } from "./to-bot.js";

/** So much of what was said is passed on. */
const longestWords = 100;
/** Below this, words of need weigh more than the guess that the line is a report. */
const sureReport = 0.7;

/** 转人工, 我才十二岁, 我害怕, said to the bot: a person is called, and its writer hears whom and where else to turn. */
export function decideNeed(context: MessageContext): Changes | undefined {
  const { message, dialog, reading } = context;
  if ((!isForAPerson(context) && !isChildAlone(context)) || reading.command !== undefined) return undefined;
  // 我害怕,楼道灯坏了 is filed; what only may be a report is none beside words like these.
  if (reading.intent === "report" && reading.zone === "speak" && reading.confidence >= sureReport) return undefined;
  const need = needIn(message.text);
  if (need === undefined) return undefined;
  // Said once more while somebody is on the way: it is passed on like all else.
  if (dialog?.data.kind === "handed-over" && dialog.data.need === need) return undefined;
  const workers = workersOf(context);
  const numbers = context.rules.manners.handOver.numbers[need].join("或");
  const [worker] = workers;
  if (!worker)
    return changes({
      lines: [answerPrivately(context, "handed-over-nobody", { numbers })],
      notes: ["要找人,但这里没有能联系上的网格员:给电话"],
    });
  return changes({
    lines: [
      answerPrivately(context, `handed-over-${need}`, { worker: worker.name, numbers }),
      ...tellWorkers(context, workers, {
        template: "hand-over-need",
        urgency: urgencyOf(need),
        words: { need: needs[need].said, care: needs[need].care },
      }),
    ],
    dialogs: hush(context, need),
    notes: [`${needs[need].note}:不由机器答,转给网格员`],
  });
}

/** A complaint or a cry for help, said to the bot: no machine should answer it. And what follows while a person is on the way. */
export function decideHandOver(context: MessageContext): Changes | undefined {
  const { reading, sender, dialog } = context;
  if (!isForAPerson(context)) return undefined;
  if (dialog?.data.kind === "handed-over") return passOn(context, dialog.data.need);
  if (reading.intent !== "complaint") return undefined;
  const workers = workersOf(context);
  const [worker] = workers;
  if (!worker) return undefined;
  // Angry people write several lines: one answer a day is enough, the worker hears them all.
  const answered = answerPrivately(context, "handed-over", { worker: worker.name });
  const dedupeKey = `handed-over:${sender.id}:${shanghaiDay(context.now)}`;
  return changes({
    lines: [{ ...answered, dedupeKey }, ...tellWorkers(context, workers, { template: "hand-over" })],
    dialogs: hush(context, undefined),
    notes: ["投诉或抱怨:不由机器答,转给网格员"],
  });
}

const isForAPerson = (context: MessageContext): boolean => isToBot(context) && !isStaff(context.sender);

/** Whether what was taken for danger is only a child's line who is alone, wherever it was said. */
export const isChildAlone = ({ message, sender, reading }: MessageContext): boolean =>
  reading.emergency !== undefined && !isStaff(sender) && isOnlyAlone(message.text);

/** What staff are told of a need. */
const needs: Readonly<Record<Need, { readonly said: string; readonly care: string; readonly note: string }>> = {
  person: { said: "想找人说", care: "", note: "要找真人" },
  child: { said: "像是小孩,可能一个人在家", care: "请马上问一问。", note: "像是小孩" },
  fear: { said: "说害怕", care: "请单独私下联系,别让旁人知道;有危险打110。", note: "在害怕" },
};

type Said = "person" | "home" | "said";
/** The templates that tell who said what. */
type SaidTemplate = "hand-over" | "hand-over-need" | "hand-over-more" | "cry-worker";
/** What a template says beside that. */
type Beside<Name extends SaidTemplate> = Omit<Words<Name>, Said>;

/** What somebody said, told in private to those who look after their building. */
export function tellWorkers<Name extends SaidTemplate>(
  context: MessageContext,
  workers: readonly Person[],
  how: {
    readonly template: Name;
    readonly urgency?: LineIntent["urgency"];
  } & (object extends Beside<Name> ? { readonly words?: Beside<Name> } : { readonly words: Beside<Name> }),
): readonly LineIntent[] {
  const home = ownBuilding(context);
  const variables = {
    person: context.sender.name,
    home: home ? `(${context.buildings.get(home.code)?.name ?? ""})` : "",
    said: context.message.text.slice(0, longestWords),
    ...how.words,
  };
  const { template, urgency = "notice" } = how;
  // Together they are what the template takes.
  const words = { template, variables } as unknown as Filled;
  return workers.flatMap((worker) => tell(context, worker, { ...words, urgency }));
}

/** A child, and who is afraid, cannot wait for the morning. */
const urgencyOf = (need: Need | undefined): LineIntent["urgency"] =>
  need === "child" || need === "fear" ? "emergency" : "notice";

/** No small talk for a while, unless the bot itself waits for an answer of theirs. */
function hush(context: MessageContext, need: Need | undefined): Changes["dialogs"] {
  const { message, dialog, now, rules } = context;
  if (isQuestion(dialog)) return [];
  const expiresAt = new Date(now.getTime() + rules.manners.handOver.quietHours * 3_600_000);
  const data = { kind: "handed-over", ...(need ? { need } : {}) } as const;
  return [{ ref: directOf(context), senderId: message.senderId, data, expiresAt }];
}

/** What may belong to the matter; a question about stars is another. */
const passedOn: ReadonlySet<Intent> = new Set<Intent>([
  "chatter",
  "supplement",
  "question",
  "help",
  "complaint",
  "feedback",
  "report",
]);

function passOn(context: MessageContext, need: Need | undefined): Changes | undefined {
  const { message, reading } = context;
  if (reading.command?.kind === "help") return undefined;
  const text = message.text.trim();
  const isNews = passedOn.has(reading.intent) && text !== "" && !isCourtesy(text);
  return changes({
    lines: isNews
      ? tellWorkers(context, workersOf(context), { template: "hand-over-more", urgency: urgencyOf(need) })
      : [],
    notes: ["已经请人联系他:机器不搭话,说的转给网格员"],
  });
}

/** The grid workers of the writer's building, else of the buildings around; the community where there are none. Two at most. */
export function workersOf(context: MessageContext): readonly Person[] {
  const home = ownBuilding(context)?.code;
  const contacts = home === undefined ? [...context.contacts.values()] : [context.contacts.get(home)];
  const all = contacts.flatMap((one) => (one ? (one.gridWorkers.length > 0 ? one.gridWorkers : one.community) : []));
  return [...new Map(all.map((one) => [one.id, one])).values()].slice(0, 2);
}
