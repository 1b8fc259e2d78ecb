import { isStaff } from "../buildings/person.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { type Changes, changes } from "./changes.js";
import type { MessageContext } from "./context.js";
import { ownBuilding } from "./locate.js";
import { answerPrivately, tell } from "./say.js";

/** So much of what was said is passed on. */
const longestWords = 100;

/** A complaint or a cry for help, said to the bot: no machine should answer it, a person is told. */
export function decideHandOver(context: MessageContext): Changes | undefined {
  const { reading, message, sender } = context;
  const isToBot = !message.isGroup || message.mentionsBot;
  if (reading.intent !== "complaint" || !isToBot || isStaff(sender)) return undefined;
  const home = ownBuilding(context);
  const workers = workersOf(context, home?.code);
  const [worker] = workers;
  if (!worker) return undefined;
  const told = workers.flatMap((one) =>
    tell(context, one, {
      template: "hand-over",
      variables: {
        person: sender.name,
        home: home ? `(${context.buildings.get(home.code)?.name ?? ""})` : "",
        said: message.text.slice(0, longestWords),
      },
    }),
  );
  // Angry people write several lines: one answer a day is enough, the worker hears them all.
  const answered = answerPrivately(context, "handed-over", { worker: worker.name });
  const dedupeKey = `handed-over:${sender.id}:${shanghaiDay(context.now)}`;
  return changes({ lines: [{ ...answered, dedupeKey }, ...told], notes: ["投诉或抱怨:不由机器答,转给网格员"] });
}

function workersOf(context: MessageContext, home: Parameters<MessageContext["contacts"]["get"]>[0] | undefined) {
  const contacts = home === undefined ? [...context.contacts.values()] : [context.contacts.get(home)];
  const all = contacts.flatMap((one) => (one ? (one.gridWorkers.length > 0 ? one.gridWorkers : one.community) : []));
  return [...new Map(all.map((one) => [one.id, one])).values()].slice(0, 2);
}
