import { historyOf, type Standing } from "./case-history.js";
import { type AskedFor, readAskedFor, type Settle, settling } from "./expected-times.js";
import type { LivedYear } from "./live-year.js";
import type { NetworkLine } from "./network.js";
import type { StoredCase, StoredLine, YearTables } from "./tables.js";
import type { Town, TownRole, Townsman } from "./town.js";

/** A case with what the checks want to know of it. */
export interface WatchedCase extends StoredCase {
  readonly history: readonly Standing[];
}

/** A line that went out, with its row where it has one. */
export interface SentLine extends NetworkLine {
  /** Whose private chat it went to; missing for a group. */
  readonly to?: Townsman;
  readonly row?: StoredLine;
}

/** All that the checks look at: the tables, what the network got, and the town as it was made up. */
export interface Evidence {
  readonly town: Town;
  readonly until: Date;
  readonly rules: AskedFor;
  readonly settle: Settle;
  readonly lived: LivedYear;
  readonly tables: YearTables;
  readonly cases: readonly WatchedCase[];
  readonly sent: readonly SentLine[];
  readonly personById: ReadonlyMap<string, Townsman>;
  /** The cases of this number at buildings that the person has to do with. */
  casesOf(number: string, person: Townsman): readonly WatchedCase[];
  /** Those of the staff and heads who look after a building in this part. */
  staffOf(role: TownRole, buildingCode: string): readonly Townsman[];
}

/** Puts together what the year left behind. */
export function gatherEvidence(
  town: Town,
  { lived, tables, until }: { readonly lived: LivedYear; readonly tables: YearTables; readonly until: Date },
): Evidence {
  const rules = readAskedFor();
  const cases = tables.cases.map((one) => ({ ...one, history: historyOf(one.events, rules) }));
  const byNumber = groupByNumber(cases);
  const rows = new Map(
    tables.lines.flatMap((row) => (row.providerId && !row.mergedInto ? [[row.providerId, row]] : [])),
  );
  return {
    town,
    until,
    rules,
    lived,
    tables,
    cases,
    settle: settling(rules, lived.outages),
    sent: lived.lines.map((line) => sentLine(line, { town, rows })),
    personById: new Map(town.people.map((person) => [person.id, person])),
    casesOf: (number, person) =>
      (byNumber.get(number) ?? []).filter(({ hazard }) => hasToDoWith(person, hazard.buildingCode)),
    staffOf: (role, code) => town.people.filter((person) => person.role === role && hasToDoWith(person, code)),
  };
}

function sentLine(
  line: NetworkLine,
  { town, rows }: { readonly town: Town; readonly rows: ReadonlyMap<string, StoredLine> },
): SentLine {
  const to = line.chat.startsWith("direct:") ? town.byExternalId.get(line.chat.slice("direct:".length)) : undefined;
  const row = rows.get(line.externalId);
  return { ...line, ...(to ? { to } : {}), ...(row ? { row } : {}) };
}

function groupByNumber(cases: readonly WatchedCase[]): ReadonlyMap<string, readonly WatchedCase[]> {
  const groups = new Map<string, WatchedCase[]>();
  for (const one of cases) groups.set(one.hazard.number, [...(groups.get(one.hazard.number) ?? []), one]);
  return groups;
}

const hasToDoWith = ({ area, buildingCodes }: Townsman, code: string): boolean =>
  area === undefined ? buildingCodes.includes(code) : code.startsWith(area);
