import type { Directory } from "../buildings/directory.js";
import { isStaff } from "../buildings/person.js";
import { calledPeople, type EmergencyCall } from "../emergencies/emergency-call.js";
import type { EmergencyStore } from "../emergencies/emergency-store.js";
import type { ReportedHazard } from "../hazards/hazard-store.js";
import type { Reading } from "../understanding/reading.js";
import type { Rules } from "./context.js";
import type { EmergencyMatter } from "./emergency-matter.js";
import { isReal, mayTakeOver } from "./emergency-words.js";
import { areasOf } from "./find-cases.js";
import type { SurveyedMessage } from "./survey.js";

/** What the loader asks. */
export interface EmergencySources {
  readonly directory: Pick<Directory, "findPeople" | "findBuildings" | "findGroups">;
  readonly emergencies: EmergencyStore;
  readonly rules: Rules;
}

type About = SurveyedMessage & {
  readonly reading: Reading;
  readonly cases: readonly ReportedHazard[];
  readonly now: Date;
};

/** An incident of yesterday is no matter of a 收到 any more. */
const answerableMs = 24 * 3_600_000;

/** What a line about danger, a taking over or a drill needs to be decided; undefined for all other lines, which cost no query. */
export async function loadEmergencyMatter(
  sources: EmergencySources,
  about: About,
): Promise<EmergencyMatter | undefined> {
  const found = await findMatter(sources, about);
  if (!found) return undefined;
  const { calls } = found;
  const ids = calls.flatMap((call) => [...calledPeople(call), call.writerId, ...(call.answer ? [call.answer.by] : [])]);
  const codes = calls.flatMap(({ buildingCode }) => buildingCode ?? []);
  const [people, buildings, groups] = await Promise.all([
    sources.directory.findPeople([...new Set(ids)]),
    sources.directory.findBuildings([...new Set(codes)]),
    sources.directory.findGroups(calls.map(({ ref }) => ref)),
  ]);
  const groupNames = new Map([...groups].map(([key, group]) => [key, group.name]));
  return { ...found, people, buildings, groupNames };
}

async function findMatter(
  { emergencies, rules }: EmergencySources,
  about: About,
): Promise<Pick<EmergencyMatter, "calls" | "drills"> | undefined> {
  const { message, sender, reading, dialog, now } = about;
  const isDanger = reading.emergency !== undefined || (message.isGroup && isReal(message.text));
  if (isDanger) return findDanger(emergencies, about, rules);
  if (mayTakeOver(about, rules.emergencies.answers)) return { calls: await answerable(emergencies, about), drills: [] };
  if (dialog?.data.kind === "emergency") {
    const call = await emergencies.findCall(dialog.data.key);
    return { calls: call ? [call] : [], drills: [] };
  }
  if (!isStaff(sender)) return undefined;
  if (reading.command?.kind === "today") return { calls: await answerable(emergencies, about), drills: [] };
  if (reading.command?.kind === "end-drill") return { calls: [], drills: await emergencies.findDrills(now) };
  return undefined;
}

async function findDanger(
  emergencies: EmergencyStore,
  { message, cases, now }: About,
  { sla }: Rules,
): Promise<Pick<EmergencyMatter, "calls" | "drills">> {
  const open = cases.filter(({ hazard }) => hazard.severity === "emergency");
  const since = new Date(now.getTime() - sla.emergencyMergeMinutes * 60_000);
  const [calls, drills] = await Promise.all([
    emergencies.findRecent({ ref: message.ref, hazardIds: open.map(({ hazard }) => hazard.id), since }),
    message.isGroup ? emergencies.findDrills(now) : [],
  ]);
  return { calls, drills };
}

const answerable = (emergencies: EmergencyStore, { sender, now }: About): Promise<readonly EmergencyCall[]> =>
  emergencies.findAnswerable({
    personId: sender.id,
    areas: areasOf(sender),
    since: new Date(now.getTime() - answerableMs),
  });
