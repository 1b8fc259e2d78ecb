import type { Building } from "../buildings/building.js";
import type { Person, RoleKind } from "../buildings/person.js";
import type { HazardId } from "../shared/ids.js";
import { err, ok, type Result } from "../shared/result.js";

/** Why a case gets no notice: its kind is for help at once (no deadline) or for staff alone; nothing came of the report. */
export type NoticeRefusal = "kind-without-notice" | "case-dropped";

/** What a notice tells of a case. */
export interface NoticeCase {
  readonly id: HazardId;
  /** MMDD-n, as people say it. */
  readonly number: string;
  /** Shanghai day of the report, YYYY-MM-DD. */
  readonly openedOn: string;
  readonly state: string;
  readonly place: { readonly floor?: number; readonly room?: string; readonly spot?: string };
  readonly dueAt?: Date;
}

/** What a notice tells of the kind of hazard. */
export interface NoticeKind {
  readonly code: string;
  readonly name: string;
  readonly demand: string;
  readonly basis: string;
  /** 一般, 较大 or 重大. */
  readonly severityName: string;
  /** Null where the kind has no deadline of its own. */
  readonly limitHours: number | null;
  /** A clue or a dispute, of which the house hears nothing. */
  readonly staffOnly: boolean;
}

/** All that a notice is made from. There is no reporter among it. */
export interface NoticeParts {
  readonly hazard: NoticeCase;
  readonly kind: NoticeKind;
  readonly building: Building;
  readonly responsible?: Person;
  readonly worker?: Person;
  readonly issuedAt: Date;
}

/** A 整改通知书 before it becomes a page or a file. It is for the responsible party, so it names the room. */
export interface RectificationNotice {
  readonly hazardId: HazardId;
  readonly caseNumber: string;
  /** Year of the report: case numbers begin again each year. */
  readonly year: string;
  /** Whether the hazard is one of fire safety, which the title says. */
  readonly isFireSafety: boolean;
  readonly building: Building;
  /** Missing: filled in by hand. */
  readonly responsible?: { readonly name: string; readonly role?: string };
  /** Missing: filled in by hand. */
  readonly workerName?: string;
  /** Room and spot; empty where nobody said. */
  readonly where: string;
  readonly what: string;
  readonly severityName: string;
  readonly demand: string;
  /** Missing: the department in charge says. */
  readonly basis?: string;
  /** Missing: filled in by hand. */
  readonly dueAt?: Date;
  readonly issuedAt: Date;
}

const droppedStates: ReadonlySet<string> = new Set(["false-alarm", "duplicate", "withdrawn"]);
/** First letters of the kinds that are about fire: 用电与电动车, 消防与疏散, 燃气. */
const fireLetters: ReadonlySet<string> = new Set(["E", "F", "G"]);
const roleNames: Partial<Readonly<Record<RoleKind, string>>> = {
  landlord: "业主",
  sublandlord: "二房东",
  head: "楼栋长",
};

/** The notice of a case, or why it gets none. A closed case keeps its notice, for the file. */
export function writeNotice(parts: NoticeParts): Result<RectificationNotice, NoticeRefusal> {
  const { hazard, kind, building, responsible, worker, issuedAt } = parts;
  if (kind.limitHours === null || kind.staffOnly) return err("kind-without-notice");
  if (droppedStates.has(hazard.state)) return err("case-dropped");
  const basis = kind.basis.trim();
  return ok({
    hazardId: hazard.id,
    caseNumber: hazard.number,
    year: hazard.openedOn.slice(0, 4),
    isFireSafety: fireLetters.has(kind.code.slice(0, 1)),
    building,
    where: placeOf(hazard.place),
    what: kind.name,
    severityName: kind.severityName,
    demand: kind.demand,
    issuedAt,
    ...(responsible && { responsible: addresseeOf(responsible, building) }),
    ...(worker && { workerName: worker.name }),
    ...(basis !== "" && basis !== "-" && { basis }),
    ...(hazard.dueAt && { dueAt: hazard.dueAt }),
  });
}

/** The person with what they are to the building, the first of 业主, 二房东, 楼栋长 that somebody vouched for. */
function addresseeOf({ name, roles }: Person, { code }: Building): { readonly name: string; readonly role?: string } {
  const kinds = new Set(roles.filter((one) => one.isVerified && one.buildingCode === code).map(({ kind }) => kind));
  const role = Object.entries(roleNames).find(([kind]) => kinds.has(kind as RoleKind))?.[1];
  return { name, ...(role && { role }) };
}

/** 5楼502房阳台. */
function placeOf({ floor, room = "", spot = "" }: NoticeCase["place"]): string {
  const level = floor === undefined ? "" : floor < 0 ? `负${-floor}楼` : `${floor}楼`;
  const door = /^\d+[a-z]?$/iu.test(room) ? `${room}房` : room;
  const rest = spot.startsWith(level) ? spot.slice(level.length) : spot;
  return `${level}${rest.includes(room) && room !== "" ? rest : door + rest}`;
}
