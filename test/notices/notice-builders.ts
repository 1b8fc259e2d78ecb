import { type NoticeVariables, variablesOf } from "../../src/notices/notice-variables.js";
import { type NoticeParts, writeNotice } from "../../src/notices/rectification-notice.js";
import { buildHazard } from "../support/builders.js";
import { buildBuilding, people } from "../support/context-builders.js";

/** What the notice of the e-bike in building 3 is made from: told at nine, due at one. */
export const buildParts = (over: Partial<NoticeParts> = {}): NoticeParts => ({
  hazard: buildHazard(),
  kind: {
    code: "E01",
    name: "电动自行车进楼入户停放",
    demand: "推到楼外",
    severityName: "较大",
    limitHours: 4,
    staffOnly: false,
    basis: "《深圳经济特区消防条例》(2023)第100条;《高层民用建筑消防安全管理规定》第37条、第47条",
  },
  building: buildBuilding(3),
  responsible: people.landlord,
  worker: people.worker,
  issuedAt: new Date("2026-11-26T09:00:00+08:00"),
  ...over,
});

/** The words of that notice. */
export function buildVariables(over: Partial<NoticeVariables> = {}): NoticeVariables {
  const notice = writeNotice(buildParts());
  if (!notice.ok) throw new Error(notice.refusal);
  return { ...variablesOf(notice.value), ...over };
}
