import type { Building } from "../buildings/building.js";
import type { Person } from "../buildings/person.js";
import type { CaseReferral } from "../hazards/referral.js";
import type { Severity } from "../understanding/reading.js";
import type { BuildingCode, HazardId, MediaId } from "../shared/ids.js";
import type { CaseStep } from "./case-log.js";

/** What a paper may tell of a case. */
export interface CaseOnPaper {
  readonly id: HazardId;
  /** MMDD-n, as people say it. */
  readonly number: string;
  /** Shanghai day of the report, YYYY-MM-DD. */
  readonly openedOn: string;
  readonly state: string;
  readonly severity: Severity;
  readonly place: { readonly floor?: number; readonly room?: string; readonly spot?: string };
  readonly dueAt?: Date;
}

/** What a paper may tell of the kind of hazard. */
export interface KindOnPaper {
  readonly code: string;
  readonly name: string;
  readonly demand: string;
  readonly basis: string;
  /** Whom a case is referred to, as the rule file has it: 消防救援/街道应急(消安). */
  readonly department: string;
  /** Null where the kind has no deadline of its own. */
  readonly limitHours: number | null;
  /** A clue or a dispute, of which the house hears nothing. */
  readonly staffOnly: boolean;
}

/** One picture of the evidence. */
export interface CasePhoto {
  readonly id: MediaId;
  readonly phase: "before" | "after";
  readonly addedAt: Date;
}

/** All that papers are made from. There is no reporter, and none of their words, among it. */
export interface CaseFile {
  readonly hazard: CaseOnPaper;
  readonly kind: KindOnPaper;
  readonly building: Building;
  readonly responsible?: Person;
  readonly worker?: Person;
  /** When a responsible party was last told; missing where nobody was. */
  readonly toldAt?: Date;
  /** What happened to the case, oldest first. */
  readonly steps: readonly CaseStep[];
  /** Those from before first, oldest first. */
  readonly photos: readonly CasePhoto[];
  /** The last 移交, and who gave it; missing where there was none. */
  readonly referral?: CaseReferral;
  readonly referredBy?: Person;
  /** When the file was drawn. */
  readonly drawnAt: Date;
}

/** Which case: by its id, or as people say it, the newest with that number in the building. */
export type CaseSubject =
  | { readonly hazardId: HazardId }
  | { readonly buildingCode: BuildingCode; readonly number: string };

/** Draws the files of cases. */
export interface CaseFiles {
  /** The case as it stands now; undefined where there is none. */
  find(subject: CaseSubject): Promise<CaseFile | undefined>;
}
