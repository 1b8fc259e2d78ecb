import { isStaff } from "../buildings/person.js";
import { type Changes, changes } from "./changes.js";
import type { MessageContext } from "./context.js";
import { isBareCry } from "./cry-words.js";
import { tellWorkers, workersOf } from "./decide-hand-over.js";
import { answerPrivately } from "./say.js";

const tenMinutesMs = 600_000;

/** 救命啊 and no more: nothing in the group, its writer is asked in private what it is, and the grid worker asks too. */
export function decideCry(context: MessageContext): Changes | undefined {
  const { message, sender, now } = context;
  if (isStaff(sender) || !isBareCry(message.text)) return undefined;
  const window = Math.floor(now.getTime() / tenMinutesMs);
  return changes({
    lines: [
      { ...answerPrivately(context, "cry-answer"), urgency: "emergency" as const },
      ...tellWorkers(context, workersOf(context), { template: "cry-worker", urgency: "emergency" }),
    ].map((line) => ({ ...line, dedupeKey: `cry:${sender.id}:${line.ref.chat}:${window}` })),
    notes: ["只喊了救命:私下问怎么了,请网格员马上问"],
  });
}
