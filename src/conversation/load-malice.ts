import { isStaff } from "../buildings/person.js";
import type { HazardStore, ReportedHazard } from "../hazards/hazard-store.js";
import { caseNumberIn } from "../understanding/parse-command.js";
import type { Reading } from "../understanding/reading.js";
import type { Rules } from "./context.js";
import { areasOf } from "./find-cases.js";
import type { SurveyedMessage } from "./survey.js";

/** The case that staff call malicious, and how often its reporter was wrong before, this case left out. */
export interface MaliceMatter {
  readonly found: ReportedHazard;
  readonly earlierFalseAlarms: number;
}

/** What the loader asks. */
export interface MaliceSources {
  readonly hazards: Pick<HazardStore, "findByNumber" | "countFalseAlarms" | "hasAgreedMalice">;
  readonly rules: Pick<Rules, "manners">;
}

type About = Pick<SurveyedMessage, "message" | "sender"> & {
  readonly reading: Reading;
  readonly cases: readonly ReportedHazard[];
  readonly now: Date;
};

const dayMs = 86_400_000;

/** What a word about malice needs to be decided; undefined for all other lines, and where no case of the area is named. */
export async function loadMaliceMatter(
  { hazards, rules }: MaliceSources,
  { message, sender, reading, cases, now }: About,
): Promise<MaliceMatter | undefined> {
  const { command } = reading;
  if (command?.kind !== "malice" || !isStaff(sender)) return undefined;
  const number = command.target ?? caseNumberIn(message.quote?.text ?? "");
  const stored = number === undefined ? undefined : await hazards.findByNumber(number, areasOf(sender));
  if (!stored) return undefined;
  // A line before this one in the same batch may have moved the case.
  const found = cases.find(({ hazard }) => hazard.id === stored.hazard.id) ?? stored;
  const since = new Date(now.getTime() - rules.manners.malice.countDays * dayMs);
  const { reporterId, id } = found.hazard;
  return { found, earlierFalseAlarms: await hazards.countFalseAlarms(reporterId, { since, except: id }) };
}

/** Whether a report is asked about before it is filed: only in a group, and only for a while after two staff agreed. */
export async function isAskedFirst(
  { hazards, rules }: MaliceSources,
  { message, sender, reading, now }: About,
): Promise<boolean> {
  if (!message.isGroup || reading.intent !== "report" || isStaff(sender)) return false;
  const since = new Date(now.getTime() - rules.manners.malice.askDays * dayMs);
  return hazards.hasAgreedMalice(sender.id, since);
}
