import { err, ok } from "../shared/result.js";
import type { CaseFile } from "./case-file.js";
import { caseVariables, caseWords, isDropped } from "./case-on-paper.js";
import type { PaperKind } from "./paper.js";
import { blank, dayWords, instantWords, printed } from "../shared/printed-words.js";

const blankDeadline = "________年____月____日____时";
/** First letters of the kinds that are about fire: 用电与电动车, 消防与疏散, 燃气. */
const fireLetters: ReadonlySet<string> = new Set(["E", "F", "G"]);

/** The 整改通知书: to the responsible party, so it names the room; signed for on paper. */
export const rectificationNotice: PaperKind = {
  name: "整改通知书",
  templates: "rectification-notice",
  page: "notices",
  file: "notice",
  variables: [...caseVariables, "caseNumber", "subject", "demand", "deadline", "worker", "issuedOn"],
  hasFigures: false,
  write(file) {
    if (file.kind.limitHours === null || file.kind.staffOnly) return err("kind-without-notice");
    if (isDropped(file.hazard)) return err("case-dropped");
    return ok({ words: { ...caseWords(file), ...noticeWords(file) }, photos: [] });
  },
};

const noticeWords = ({ hazard, kind, worker, toldAt, drawnAt }: CaseFile): Readonly<Record<string, string>> => ({
  subject: fireLetters.has(kind.code.slice(0, 1)) ? "消防安全" : "安全",
  caseNumber: hazard.number,
  demand: printed(kind.demand),
  deadline: hazard.dueAt ? instantWords(hazard.dueAt) : blankDeadline,
  worker: worker ? printed(worker.name) : blank,
  issuedOn: dayWords(toldAt ?? drawnAt),
});
