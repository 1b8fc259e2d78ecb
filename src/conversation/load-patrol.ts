import type { Building } from "../buildings/building.js";
import type { Directory } from "../buildings/directory.js";
import { answersFor, type Person } from "../buildings/person.js";
import type { ReportedHazard } from "../hazards/hazard-store.js";
import { type DuePatrol, duePatrols } from "../patrols/due-patrols.js";
import type { PatrolStore } from "../patrols/patrol-store.js";
import { readPatrolAnswer, type SaidPatrol } from "../patrols/said-patrol.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { daysBetweenPatrols } from "../stars/patrol-rules.js";
import type { Reading, Understand } from "../understanding/reading.js";
import type { Rules } from "./context.js";
import { hasOpenCase } from "./find-cases.js";
import { allNormal, type AroundWriter, meantBuildings } from "./meant-buildings.js";
import type { PatrolMatter } from "./patrol-matter.js";
import { patrolTalk, workedGrids } from "./patrol-talk.js";
import { readLine } from "./read-line.js";
import type { SurveyedMessage } from "./survey.js";
import { isToBot } from "./to-bot.js";

/** What the loader asks. */
export interface PatrolSources {
  readonly directory: Pick<Directory, "findBuildings">;
  readonly patrols: PatrolStore;
  readonly understand: Understand;
  readonly botName: string;
  readonly rules: Pick<Rules, "stars">;
}

type About = SurveyedMessage & {
  readonly reading: Reading;
  readonly cases: readonly ReportedHazard[];
  readonly now: Date;
};
type Told = Pick<SaidPatrol, "part" | "day" | "places" | "trouble" | "hasOthers"> & {
  readonly isAll: boolean;
  /** Whether the trouble says where it is. */
  readonly isPlaced: boolean;
  readonly report: Extract<PatrolMatter, { readonly kind: "patrol" }>["report"];
};

/** At most so much of a line is kept with an entry. */
const longestWords = 200;

/** What a report of a patrol needs to be decided; undefined for all other lines, which cost no query. */
export async function loadPatrol(sources: PatrolSources, about: About): Promise<PatrolMatter | undefined> {
  if (about.reading.emergency !== undefined) return undefined;
  const told = saidIn(about) ?? answered(about);
  if (told === undefined || told === "dropped") return told && { kind: "dropped" };
  const around = await aroundWriter(sources, about);
  const meant = meantBuildings(told, around);
  const logged = await sources.patrols.findOf(about.sender.id, monthOf(told.day, about.now));
  const reading = told.trouble === "" ? undefined : readTrouble(sources, about, placed(told, meant.found));
  return {
    kind: "patrol",
    part: told.part,
    day: told.day,
    trouble: told.trouble,
    report: told.report,
    // What was fixed is well again.
    meant: reading?.intent === "feedback" ? allNormal(meant) : meant,
    houseCodes: new Set(around.house.map(({ code }) => code)),
    areaCodes: new Set(around.area.map(({ code }) => code)),
    logged,
    ...(reading ? { reading } : {}),
  };
}

/** The month of a day, so far. */
function monthOf(day: string, now: Date): { readonly from: string; readonly to: string } {
  const [month, today] = [day.slice(0, 7), shanghaiDay(now)];
  return { from: `${month}-01`, to: today.startsWith(month) ? today : day };
}

function saidIn(about: About): Told | undefined {
  const said = patrolTalk(about);
  const { id, text } = about.message;
  const isPlaced = said?.places.some(({ isNormal }) => !isNormal) ?? false;
  return said && { ...said, isAll: false, isPlaced, report: { messageId: id, words: text.slice(0, longestWords) } };
}

function answered({ dialog, message }: About): Told | "dropped" | undefined {
  if (dialog?.data.kind !== "patrol" || !isToBot({ message })) return undefined;
  const answer = readPatrolAnswer(message.text);
  if (!answer || answer.isDropped) return answer && "dropped";
  const { part, day, trouble, report } = dialog.data;
  const isNormal = trouble === "";
  const places = answer.places.map((place) => ({ ...place, isNormal }));
  return { part, day, trouble, report, places, isAll: answer.isAll, isPlaced: false, hasOthers: false };
}

async function aroundWriter({ directory }: PatrolSources, { sender, candidates }: About): Promise<AroundWriter> {
  const codes = answersFor(sender);
  const known = await directory.findBuildings(codes);
  const grids = new Set(workedGrids(sender));
  return {
    house: codes.flatMap((code) => known.get(code) ?? []),
    area: candidates.filter(({ grid }) => grids.has(grid)),
    candidates,
  };
}

/** What is wrong was said without its building, and only one can be meant. */
function placed({ trouble, isPlaced }: Told, found: readonly { readonly building: Building }[]): string {
  const [only, ...others] = found;
  return isPlaced || !only || others.length > 0 ? trouble : `${only.building.estate}${only.building.name} ${trouble}`;
}

/**
 * How the trouble reads by itself: the fix of a case that the writer has open, or else as anybody's, since who answers for
 * the house declares it and tells of no fix.
 */
function readTrouble({ understand, botName }: PatrolSources, about: About, text: string): Reading {
  const { message, sender, cases } = about;
  const read = (by: Person, isOpen: boolean): Reading =>
    readLine(
      understand,
      { ...message, text },
      { sender: by, previous: [], hasOpenQuestion: false, hasOpenCase: isOpen, botName },
    );
  const own = hasOpenCase(sender, cases) ? read(sender, true) : undefined;
  return own?.intent === "feedback" ? own : read({ ...sender, roles: [] }, false);
}

/** The patrols that are due in the grids of a worker who asks what there is to do; undefined for all other lines. */
export async function loadDuePatrols(
  { patrols, rules }: PatrolSources,
  { sender, reading, now }: About,
): Promise<readonly DuePatrol[] | undefined> {
  const grids = workedGrids(sender);
  if (reading.command?.kind !== "today" || grids.length === 0) return undefined;
  const rounds = await patrols.findRounds(grids);
  return duePatrols(rounds, (star) => daysBetweenPatrols(star, rules.stars), shanghaiDay(now));
}
