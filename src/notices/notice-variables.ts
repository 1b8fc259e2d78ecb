import { shanghaiDay, shanghaiHour } from "../shared/working-calendar.js";
import type { RectificationNotice } from "./rectification-notice.js";

/** What the templates of a notice may say, and must: every one of these stands in each of them. */
export const noticeVariables = [
  "subject",
  "number",
  "caseNumber",
  "street",
  "community",
  "building",
  "buildingCode",
  "address",
  "responsible",
  "where",
  "what",
  "severity",
  "demand",
  "deadline",
  "basis",
  "worker",
  "issuedOn",
] as const;

/** The words of one notice, by variable. */
export type NoticeVariables = Readonly<Record<(typeof noticeVariables)[number], string>>;

/** A line to write on. */
const blank = "________________";
const blankDeadline = "________年____月____日____时";
const noBasis = "以主管部门答复为准";

/** A notice in words. What is not known is a line to write on, except the place, which is shown on site. */
export function variablesOf(notice: RectificationNotice): NoticeVariables {
  const { building, responsible, caseNumber } = notice;
  return {
    subject: notice.isFireSafety ? "消防安全" : "安全",
    number: `〔${notice.year}〕${caseNumber}号`,
    caseNumber,
    street: building.street,
    community: building.community,
    building: `${building.estate}${building.name}`,
    buildingCode: building.code,
    address: building.address,
    responsible: responsible ? `${responsible.name}${responsible.role ? `（${responsible.role}）` : ""}` : blank,
    where: notice.where === "" ? "以网格员现场指认为准" : notice.where,
    what: printed(notice.what),
    severity: notice.severityName,
    demand: printed(notice.demand),
    deadline: notice.dueAt ? instantWords(notice.dueAt) : blankDeadline,
    basis: printed(notice.basis ?? noBasis),
    worker: notice.workerName ?? blank,
    issuedOn: dayWords(notice.issuedAt),
  };
}

const printedSigns: Readonly<Record<string, string>> = { ",": "，", ":": "：", ";": "；", "(": "（", ")": "）" };

/** Words of a rule file with the punctuation of printed Chinese. */
const printed = (text: string): string => text.replace(/[,;:()]/gu, (sign) => printedSigns[sign] ?? sign);

/** 2026年11月26日. */
function dayWords(at: Date): string {
  const [year, month, day] = shanghaiDay(at).split("-").map(Number);
  return `${year}年${month}月${day}日`;
}

/** 2026年11月26日13时, with minutes where there are any. */
function instantWords(at: Date): string {
  const minutes = at.getUTCMinutes();
  return `${dayWords(at)}${shanghaiHour(at)}时${minutes === 0 ? "" : `${minutes}分`}`;
}
