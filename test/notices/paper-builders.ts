import type { CaseFile } from "../../src/notices/case-file.js";
import type { CaseReferral } from "../../src/hazards/referral.js";
import { hazardReferral } from "../../src/notices/hazard-referral.js";
import type { Paper, PaperKind, PaperWords } from "../../src/notices/paper.js";
import { rectificationNotice } from "../../src/notices/rectification-notice.js";
import type { MediaId } from "../../src/shared/ids.js";
import { buildHazard } from "../support/builders.js";
import { buildBuilding, people } from "../support/context-builders.js";

const at = (time: string): Date => new Date(`2026-${time}:00+08:00`);

/** The file of the e-bike in building 3: told at nine, due at one. */
export const buildFile = (over: Partial<CaseFile> = {}): CaseFile => ({
  hazard: buildHazard(),
  kind: {
    code: "E01",
    name: "电动自行车进楼入户停放",
    demand: "推到楼外",
    department: "消防救援/街道应急(消安)",
    limitHours: 4,
    staffOnly: false,
    basis: "《深圳经济特区消防条例》(2023)第100条;《高层民用建筑消防安全管理规定》第37条、第47条",
  },
  building: buildBuilding(3),
  responsible: people.landlord,
  worker: people.worker,
  toldAt: at("11-26T09:00"),
  steps: [
    { kind: "reported", at: at("11-26T09:00") },
    { kind: "notified", at: at("11-26T09:00"), until: at("11-26T13:00") },
  ],
  photos: [],
  drawnAt: at("11-26T09:30"),
  ...over,
});

/** A 移交 on the fourth day, three days late, not answered yet. */
export const buildReferral = (over: Partial<CaseReferral> = {}): CaseReferral => ({
  at: at("11-29T10:00"),
  reason: "车主不配合,请消防处理",
  dueAt: at("11-26T13:00"),
  overdueDays: 3,
  replyBy: at("12-04T10:00"),
  answers: [],
  ...over,
});

/** The file of that case once it went to the department. */
export const buildReferredFile = (over: Partial<CaseFile> = {}): CaseFile =>
  buildFile({
    hazard: buildHazard({ state: "referred" }),
    steps: [
      ...buildFile().steps,
      { kind: "promised", at: at("11-26T10:00"), until: at("11-27T18:00") },
      { kind: "overdue", at: at("11-26T13:00") },
      { kind: "reminded", at: at("11-28T13:00") },
      { kind: "supervised", at: at("11-29T09:00") },
      { kind: "referred", at: at("11-29T10:00") },
    ],
    photos: [
      { id: "00000000-0000-7000-8000-0000000000c1" as MediaId, phase: "before", addedAt: at("11-26T09:05") },
      { id: "00000000-0000-7000-8000-0000000000c2" as MediaId, phase: "after", addedAt: at("11-28T15:00") },
    ],
    referral: buildReferral(),
    referredBy: people.worker,
    ...over,
  });

/** The paper of a file. Throws where it gets none. */
function paperOf(kind: PaperKind, file: CaseFile): Paper {
  const paper = kind.write(file);
  if (!paper.ok) throw new Error(paper.refusal);
  return paper.value;
}

/** The words of the notice of a case. */
export const noticeWords = (over: Partial<CaseFile> = {}): PaperWords =>
  paperOf(rectificationNotice, buildFile(over)).words;

/** The words of the referral form of a case. */
export const referralWords = (over: Partial<CaseFile> = {}): PaperWords =>
  paperOf(hazardReferral, buildReferredFile(over)).words;
