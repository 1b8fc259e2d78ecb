import { appealNumber, decideAppeal, type FoundAppeal } from "../stars/appeal.js";
import { changeWords, type StarLine, upholdLines } from "../stars/star-lines.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { namedBuilding } from "./named-building.js";
import { appealTaskKind, appealDialog, goesOn, reviewersOf, tellReviewers } from "./appeal-talk.js";
import { answerPrivately, directOf } from "./say.js";
import type { StarMatter } from "./star-matter.js";
import { sayReviewLevel, type StarAudience, staffOf, starChangeTaskKind, starLines } from "./star-talk.js";
import type { StarWord } from "./star-words.js";

type Verdict = Extract<StarWord, { readonly kind: "uphold" | "reject" }>;

/** 成立 or 不成立 with the reasons, from somebody who had no part in the change. */
export function decideAppealAnswer(context: MessageContext, matter: StarMatter, verdict: Verdict): Changes | undefined {
  const found = meantAppeal(context, matter);
  const audience = found && matter.around.get(found.change.buildingCode);
  if (!audience) return undefined;
  const { sender, now } = context;
  const decided = decideAppeal(found, {
    isUpheld: verdict.kind === "uphold",
    reviewer: sender.id,
    staff: staffOf(audience),
    result: verdict.why,
    now,
  });
  if (!decided.ok)
    return decided.refusal === "no-reason"
      ? changes({
          lines: [
            answerPrivately(context, "star-appeal-why", { number: appealNumber(audience.building.name, found.appeal) }),
          ],
          dialogs: [appealDialog(directOf(context), found.appeal, now)],
        })
      : undefined;
  const { appeal, change } = decided.value;
  const number = appealNumber(audience.building.name, appeal);
  return mergeChanges([
    changes({
      starChanges: [{ change, isNew: false }],
      appeals: [appeal],
      endedTasks: [
        { kind: appealTaskKind, subject: appeal.id },
        ...(verdict.kind === "uphold" ? [{ kind: starChangeTaskKind, subject: change.id }] : []),
      ],
      tasks: goesOn(change, now),
      lines: [
        answerPrivately(context, "star-appeal-decided", { number }),
        ...starLines(linesToOwner(context, decided.value, audience), audience),
      ],
      endedDialogs:
        context.dialog?.data.kind === "appeal" ? [{ ref: context.dialog.ref, senderId: context.dialog.senderId }] : [],
      links: [{ buildingCode: change.buildingCode, reason: "case", detail: `星级申辩${number}` }],
      notes: [`${number}${verdict.kind === "uphold" ? "成立,星级不变" : "不成立"}:${verdict.why}`],
    }),
    askNext(context, matter, found),
  ]);
}

function meantAppeal(context: MessageContext, { appeals, around }: StarMatter): FoundAppeal | undefined {
  const { dialog, reading, message } = context;
  const numbered = appeals.filter(({ appeal, change }) => {
    const building = around.get(change.buildingCode)?.building.name;
    return building !== undefined && message.text.includes(appealNumber(building, appeal));
  });
  if (numbered.length === 1) return numbered[0];
  const named = namedBuilding(reading);
  const ofBuilding = appeals.filter(({ change }) => around.get(change.buildingCode)?.building.name === named);
  if (named !== undefined && ofBuilding.length === 1) return ofBuilding[0];
  if (dialog?.data.kind === "appeal") {
    const { appealId } = dialog.data;
    return appeals.find(({ appeal }) => appeal.id === appealId);
  }
  return appeals.length === 1 ? appeals[0] : undefined;
}

function linesToOwner(
  { rules }: MessageContext,
  { appeal, change }: Pick<FoundAppeal, "appeal" | "change">,
  audience: StarAudience,
): readonly StarLine[] {
  const result = appeal.result ?? "";
  if (appeal.state === "upheld") return upholdLines(change, result);
  const { appeals } = rules.stars.procedure;
  const heard = change.steps.filter(({ kind }) => kind === "heard").length;
  const again = appeals[heard];
  const next =
    again && (reviewersOf({ appeal: { ...appeal, level: again.level }, change }, audience).level ?? again.level);
  return [
    {
      kind: "star-appeal-rejected",
      audience: "owner",
      buildingCode: change.buildingCode,
      dedupeKey: `star-appeal-rejected:${appeal.id}`,
      variables: {
        number: appealNumber(audience.building.name, appeal),
        to: changeWords(change, rules.stars).to,
        result,
        again: next ? sayReviewLevel(next) : "",
        end: next ? "" : "对结果还有意见,可以依法申请行政复议或者找街道。",
      },
    },
  ];
}

function askNext(context: MessageContext, { appeals, around }: StarMatter, answered: FoundAppeal): Changes {
  const next = appeals.find((one) => one !== answered);
  const audience = next && around.get(next.change.buildingCode);
  if (!audience) return changes({});
  const me = reviewersOf(next, audience).reviewers.filter(({ id }) => id === context.sender.id);
  return tellReviewers(context, { ...next, audience, reviewers: me });
}
