import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { atShanghai, shanghaiDay } from "../../../src/shared/working-calendar.js";
import type { Evidence, SentLine, WatchedCase } from "./evidence.js";
import type { Violation } from "./violations.js";

/** Deadlines that do not follow from the kind's hours, and lists of neglected cases on days on which nobody works. */
export function checkCalendar(evidence: Evidence): readonly Violation[] {
  const kinds = readKinds();
  return [...evidence.cases.flatMap((one) => wrongDeadline(kinds, one)), ...evidence.sent.flatMap(onDayOff)];
}

interface AskedKind {
  readonly code: string;
  readonly limitHours: number | null;
  readonly nightCall?: boolean;
  readonly staffOnly?: boolean;
}

const readKinds = (): ReadonlyMap<string, AskedKind> => {
  const { hazards } = parse(readFileSync("templates/rules/hazards.yaml", "utf8")) as { readonly hazards: AskedKind[] };
  return new Map(hazards.map((kind) => [kind.code, kind]));
};

const hourMs = 3_600_000;

/** The hours of the kind from the notice, on the full hour, of which ten minutes do not count; at night from eight on. */
function wrongDeadline(kinds: ReadonlyMap<string, AskedKind>, { hazard, events }: WatchedCase): readonly Violation[] {
  const [{ data, at } = { data: undefined, at: undefined }] = events;
  const kind = data?.opening && kinds.get(data.opening.code);
  if (!kind || !at || data.opening?.severity === "emergency") return [];
  const noticeAt = isNight(at) && !kind.nightCall ? nextEight(at) : at;
  const wanted =
    kind.limitHours === null || kind.staffOnly
      ? undefined
      : Math.ceil((noticeAt.getTime() - 600_000) / hourMs + kind.limitHours) * hourMs;
  const found = data.dueAt === undefined ? undefined : Date.parse(data.dueAt);
  return found === wanted ? [] : [{ kind: "wrongDeadline", what: `${hazard.number} of ${kind.code}: ${data.dueAt}` }];
}

const isNight = (at: Date): boolean =>
  at < atShanghai(shanghaiDay(at), "07:30") || at >= atShanghai(shanghaiDay(at), "22:00");

const nextEight = (at: Date): Date => {
  const today = atShanghai(shanghaiDay(at), "08:00");
  return at < today ? today : new Date(today.getTime() + 24 * hourMs);
};

/** 2026 as the State Council announced it: holidays, first and last day, and the weekend days worked in exchange (调休). */
const holidays = [
  ["01-01", "01-03"],
  ["02-15", "02-23"],
  ["04-04", "04-06"],
  ["05-01", "05-05"],
  ["06-19", "06-21"],
  ["09-25", "09-27"],
  ["10-01", "10-07"],
] as const;
const workedWeekends: ReadonlySet<string> = new Set(["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]);

function onDayOff({ text, at, to, chat }: SentLine): readonly Violation[] {
  if (!to || !/^有\d+件等得有点久/u.test(text)) return [];
  const date = shanghaiDay(at);
  const day = date.slice(5);
  const isOff =
    holidays.some(([first, last]) => first <= day && day <= last) || (isWeekend(date) && !workedWeekends.has(day));
  const isEarly = at < atShanghai(date, "09:00");
  return isOff || isEarly ? [{ kind: "auditOnDayOff", what: `${chat} at ${at.toISOString()}` }] : [];
}

const isWeekend = (date: string): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
