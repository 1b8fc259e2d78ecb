import type { CasePhoto } from "./case-file.js";
import type { PaperPhoto } from "./paper.js";
import { shortInstantWords } from "../shared/printed-words.js";

/** So many of each phase stand in one row of the form. */
const mostOfPhase = 3;

const phaseNames: Readonly<Record<CasePhoto["phase"], string>> = { before: "整改前", after: "整改后" };

/** The first photos from before and the newest ones of the fix, numbered. */
export function choosePhotos(photos: readonly CasePhoto[]): readonly PaperPhoto[] {
  const of = (wanted: CasePhoto["phase"]): readonly CasePhoto[] => photos.filter(({ phase }) => phase === wanted);
  const chosen = [...of("before").slice(0, mostOfPhase), ...of("after").slice(-mostOfPhase)];
  return chosen.map((photo, index) => ({ ...photo, caption: `图${index + 1} ${phaseNames[photo.phase]}` }));
}

/** 图1 整改前（11月26日9时5分）, and how many there are in all where not all are chosen. */
export function photoWords(chosen: readonly PaperPhoto[], count: number): string {
  if (count === 0) return "没有照片";
  const list = chosen.map(({ caption, addedAt }) => `${caption}（${shortInstantWords(addedAt)}）`).join("、");
  return count > chosen.length ? `${list}，共${count}张` : list;
}
