import { shortDayWords } from "../shared/printed-words.js";
import { type Changes, changes } from "./changes.js";
import { consequenceName } from "./consequence-words.js";
import type { MessageContext } from "./context.js";
import { answerPrivately } from "./say.js";

/** 3栋约谈了: closes what the star of a building asks of staff, with who and when. */
export function decideConsequence(context: MessageContext): Changes | undefined {
  const { consequenceMatter: matter, sender, now, message } = context;
  if (!matter) return undefined;
  const { said, building, entry, doneBy } = matter;
  const what = said.isWaived ? "不用移交" : consequenceName(said.kind);
  if (entry.doneAt) {
    const variables = {
      building: building.name,
      what: consequenceName(said.kind),
      day: shortDayWords(entry.doneAt),
      who: doneBy ?? "同事",
    };
    return changes({ lines: [answerPrivately(context, "star-consequence-known", variables)], notes: ["早已办结"] });
  }
  return changes({
    consequences: [
      { kind: "done", id: entry.id, by: sender.id, at: now, messageId: message.id, isWaived: said.isWaived },
    ],
    lines: [answerPrivately(context, "star-consequence-done", { building: building.name, what })],
    links: [{ buildingCode: building.code, reason: "text", detail: "星级后续" }],
    notes: [`${building.name}${what}:${sender.name}办结`],
  });
}
