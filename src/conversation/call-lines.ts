import type { Person } from "../buildings/person.js";
import { type CallMade, callOutTaskKind, callSubject } from "../emergencies/emergency-call.js";
import type { EmergencyKind } from "../emergencies/emergency-rules.js";
import type { Filled, LineIntent, TaskIntent } from "./changes.js";

/** How an incident is told to those who are called. */
export interface IncidentWords {
  readonly what: string;
  readonly building: string;
  readonly group: string;
  /** What was said; missing where it is only for the grid worker. */
  readonly text?: string;
  /** Who said it; only where a life may hang on it. */
  readonly who?: string;
  /** 别在群里提, where it must stay private. */
  readonly hush?: string;
}

const longestQuote = 100;

/** The words of an incident; those of the writer only where `isNear`: to the grid's own staff, or for what all may hear. */
export function incidentWords(
  about: Pick<IncidentWords, "what" | "building" | "group"> & { readonly said: string; readonly writer: string },
  kind: EmergencyKind,
  isNear: boolean,
): IncidentWords {
  const { said, writer, ...words } = about;
  const mayQuote = said !== "" && (isNear || !kind.privateOnly);
  return {
    ...words,
    ...(mayQuote ? { text: said.slice(0, longestQuote) } : {}),
    ...(kind.namesWriter ? { who: writer } : {}),
    ...(kind.privateOnly ? { hush: "别在群里提。" } : {}),
  };
}

/** Where a call belongs: the incident, the round and the level. */
export interface CallPlace extends Pick<CallMade, "round" | "level"> {
  readonly key: string;
}

/** A line that calls somebody; the same person hears it once for each round and level. */
export function callLine(person: Person, { key, round, level }: CallPlace, line: Filled): readonly LineIntent[] {
  return lineOf(person, { ...line, dedupeKey: `${callSubject(key)}:${round}:${level}:${person.id}`, key });
}

/** A line to somebody of a call about how it goes on. */
export const newsLine = (
  person: Person | undefined,
  line: Filled & {
    readonly dedupeKey: string;
    /** The call, where the line is about one. */
    readonly key?: string;
  },
): readonly LineIntent[] => lineOf(person, line);

function lineOf(person: Person | undefined, line: Parameters<typeof newsLine>[1]): readonly LineIntent[] {
  if (!person?.direct) return [];
  const { key, ...words } = line;
  const subject = key === undefined ? {} : { subject: callSubject(key) };
  return [{ ...words, ref: person.direct, urgency: "emergency", ...subject }];
}

/** The ring of one person by phone or SMS, where a gateway is set up. */
export function callOutTask(
  person: Pick<Person, "id">,
  { key, round, level }: CallPlace,
  { role, at }: { readonly role: string; readonly at: Date },
): TaskIntent {
  const subject = callOutSubject({ key, round, level }, person.id);
  return {
    kind: callOutTaskKind,
    subject,
    dueAt: at,
    data: { key, round, level, personId: person.id, role, tries: 0 },
  };
}

/** The subject of a ring, which is its id for the gateway too. */
export const callOutSubject = ({ key, round, level }: CallPlace, personId: string): string =>
  `${key}:${round}:${level}:${personId}`;
