import type { Result } from "../shared/result.js";
import type { CaseFile, CasePhoto } from "./case-file.js";

/**
 * Why a case does not get a paper: its kind is for help at once (no deadline) or for staff alone; nothing came of the
 * report; it never went to a department.
 */
export type PaperRefusal = "kind-without-notice" | "case-dropped" | "not-referred";

/** The words of a paper, by variable of its templates. */
export type PaperWords = Readonly<Record<string, string>>;

/** A photo on a paper, with its number and what it shows: 图1 整改前. */
export interface PaperPhoto extends CasePhoto {
  readonly caption: string;
}

/** A paper before it becomes a page or a file. */
export interface Paper {
  readonly words: PaperWords;
  readonly photos: readonly PaperPhoto[];
}

/** A kind of paper that a case can get. */
export interface PaperKind {
  /** As it stands in the name of the file: 整改通知书. */
  readonly name: string;
  /** `templates/notices/{templates}.docx` and `.html`. */
  readonly templates: string;
  /** The page is at `/{page}/{hazardId}`, the Word file at `/api/hazards/{hazardId}/{file}.docx`. */
  readonly page: string;
  readonly file: string;
  /** What the templates may say, and must: every one of these stands in each of them. */
  readonly variables: readonly string[];
  /** Whether the page shows the photos, where it says `{{figures}}`. */
  readonly hasFigures: boolean;
  /** The paper of a case, or why it gets none. A closed case keeps its papers. */
  write(file: CaseFile): Result<Paper, PaperRefusal>;
}
