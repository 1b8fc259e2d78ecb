import { isStaffOf } from "../buildings/person.js";
import { toldInPerson } from "../stars/advance-change.js";
import { type Changes, changes } from "./changes.js";
import type { MessageContext } from "./context.js";
import { namedBuilding } from "./named-building.js";
import { decideAppealAnswer } from "./decide-appeal-answer.js";
import { decideObjection } from "./decide-objection.js";
import { decideReview } from "./decide-star-review.js";
import { starQuestionOf } from "./load-star-matter.js";
import { answerPrivately } from "./say.js";
import type { StarMatter } from "./star-matter.js";
import { starChangeTaskKind } from "./star-talk.js";
import { readStarWord } from "./star-words.js";
import { sayLastDay } from "../stars/star-lines.js";

/** The staff's word on a proposed change of star or on an objection; the owner's 申辩. */
export function decideStarAnswer(context: MessageContext): Changes | undefined {
  const { starMatter: matter, reading, message } = context;
  if (!matter) return undefined;
  const word = readStarWord(message.text, { command: reading.command?.kind, question: starQuestionOf(context) });
  switch (word?.kind) {
    case "agree":
    case "agree-all":
    case "decline":
      return decideReview(context, matter, word) ?? decideObjection(context, matter);
    case "uphold":
    case "reject":
      return decideAppealAnswer(context, matter, word) ?? decideObjection(context, matter);
    case "told-in-person":
      return decideTold(context, matter);
    case undefined:
      return decideObjection(context, matter);
  }
}

/** 3栋已当面告知了: the hearing of an owner whom the bot cannot reach begins. */
function decideTold(context: MessageContext, { untold, around }: StarMatter): Changes | undefined {
  const named = namedBuilding(context.reading);
  const change = untold.find(({ buildingCode }) => around.get(buildingCode)?.building.name === named);
  if (!change || !isStaffOf(context.sender, change.buildingCode)) return undefined;
  const told = toldInPerson(change, { actor: context.sender.id, now: context.now, rules: context.rules.stars });
  const building = around.get(change.buildingCode)?.building.name ?? "";
  if (!told.ok || !told.value.hearingUntil) return undefined;
  const { hearingUntil } = told.value;
  return changes({
    starChanges: [{ change: told.value, isNew: false }],
    lines: [answerPrivately(context, "star-told", { building, until: sayLastDay(hearingUntil) })],
    tasks: [{ kind: starChangeTaskKind, subject: change.id, dueAt: hearingUntil, data: {} }],
    links: [{ buildingCode: change.buildingCode, reason: "case", detail: "星级变动" }],
    notes: [`${building}:网格员当面告知了,申辩期从今天算`],
  });
}
