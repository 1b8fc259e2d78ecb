import { err, ok } from "../shared/result.js";
import type { CaseFile } from "./case-file.js";
import type { CaseReferral } from "./case-log.js";
import { caseVariables, caseWords, isDropped } from "./case-on-paper.js";
import type { PaperKind } from "./paper.js";
import { blank, dayWords, instantWords, printed, shortDayWords, shortened } from "../shared/printed-words.js";
import { historyWords } from "./referral-history.js";
import { choosePhotos, photoWords } from "./referral-photos.js";

/** So much of what people wrote fits on the sheet. */
const mostOfReason = 80;
const mostOfAnswer = 50;
const mostAnswers = 2;

/** The 隐患移交单: to the department in charge, with what was found and done; its lower end comes back as the 回执. */
export const hazardReferral: PaperKind = {
  name: "隐患移交单",
  templates: "hazard-referral",
  page: "referrals",
  file: "referral",
  variables: [
    ...caseVariables,
    "department",
    "deadline",
    "history",
    "photos",
    "reason",
    "handler",
    "referredOn",
    "replyBy",
    "answers",
  ],
  hasFigures: true,
  write(file) {
    const { referral, photos } = file;
    if (!referral) return err("not-referred");
    if (isDropped(file.hazard)) return err("case-dropped");
    const chosen = choosePhotos(photos);
    const words = { ...caseWords(file), ...referralWords(file, referral), photos: photoWords(chosen, photos.length) };
    return ok({ words, photos: chosen });
  },
};

const referralWords = (
  { kind, steps, referredBy }: CaseFile,
  referral: CaseReferral,
): Readonly<Record<string, string>> => ({
  department: departmentWords(kind.department),
  deadline: deadlineWords(referral),
  history: historyWords(steps),
  reason: referral.reason ? printed(shortened(referral.reason, mostOfReason)) : blank,
  handler: referredBy ? printed(referredBy.name) : blank,
  referredOn: dayWords(referral.at),
  replyBy: dayWords(referral.replyBy),
  answers: answerWords(referral),
  // Nobody of the house has to answer for a clue or a dispute.
  ...(kind.staffOnly && { responsible: blank }),
});

/** 消防救援、街道应急（消安）. Numbers to call are no addressees. */
function departmentWords(department: string): string {
  const names = department.split("/").filter((one) => /\p{Script=Han}/u.test(one) && !one.endsWith("电话"));
  return names.length > 0 ? printed(names.join("、")) : blank;
}

/** The deadline as it stood when the case went to the department, and how long it had passed. */
function deadlineWords({ dueAt, overdueDays }: CaseReferral): string {
  if (!dueAt) return "没有定期限";
  if (overdueDays === undefined) return `${instantWords(dueAt)}，移交时没有逾期`;
  return `${instantWords(dueAt)}，移交时已逾期${overdueDays === 0 ? "不到1天" : `${overdueDays}天`}`;
}

/** What the department said so far; two lines to write on where that is nothing. */
function answerWords({ answers }: CaseReferral): string {
  if (answers.length === 0) return `${blank.repeat(3)}\n${blank.repeat(3)}`;
  return answers
    .slice(-mostAnswers)
    .map(({ at, text = "已收到" }) => `${shortDayWords(at)}：${printed(shortened(text, mostOfAnswer))}`)
    .join("\n");
}
