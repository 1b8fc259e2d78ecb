import type { Directory } from "../buildings/directory.js";
import type { Person } from "../buildings/person.js";
import type { HazardStore } from "../hazards/hazard-store.js";
import type { Duty } from "../people/duty.js";
import type { PeopleStore } from "../people/people-store.js";
import { type DutyAnswer, readDutyAnswer, type SaidArrangement } from "../people/said-duty.js";
import { bestNamed } from "../people/staff-name.js";
import { tidyLine } from "../people/tidy-line.js";
import type { PersonId } from "../shared/ids.js";
import type { Command } from "../understanding/reading.js";
import type { DialogData } from "./dialog.js";
import { areasAbove, dutyTalk, ownGrids } from "./duty-talk.js";
import type { DutyDroppedMatter, DutyEndMatter, DutyMatter } from "./role-matter.js";
import type { SurveyedMessage } from "./survey.js";
import { isToBot } from "./to-bot.js";

interface Sources {
  readonly directory: Pick<Directory, "findPeople">;
  readonly people: Pick<PeopleStore, "findStaffNamed" | "findDutiesOf">;
  readonly hazards: Pick<HazardStore, "countClosed">;
}

/** Digits of a grid's code that name its community: there a substitute is looked for. */
const communityDigits = 12;

/** What a line about who does the work for a while needs, or the answer to a question about it. */
export async function loadDuty(
  sources: Sources,
  surveyed: SurveyedMessage,
): Promise<DutyMatter | DutyDroppedMatter | DutyEndMatter | undefined> {
  const said = isFree(surveyed) ? dutyTalk(surveyed) : undefined;
  if (said?.kind === "back" || said?.kind === "cancel") return loadEnd(sources, surveyed, said.kind);
  if (said) return loadArrangement(sources, surveyed, { said });
  return surveyed.dialog?.data.kind === "duty" ? loadAnswer(sources, surveyed, surveyed.dialog.data) : undefined;
}

/** The order that the line surely is; what only sounds like one may be talk of a duty. */
const orderOf = ({ readings: { withoutCase } }: SurveyedMessage): Command | undefined =>
  withoutCase.isGuessedCommand ? undefined : withoutCase.command;

/** Neither an order nor a hazard. */
const isFree = (surveyed: SurveyedMessage): boolean => orderOf(surveyed) === undefined && !tellsOfHazard(surveyed);

const tellsOfHazard = ({ readings: { withoutCase } }: SurveyedMessage): boolean =>
  withoutCase.emergency !== undefined || withoutCase.hazards.length > 0;

/** Orders whose words may be an answer too. */
const answering: ReadonlySet<string> = new Set(["yes", "no", "cancel", "today"]);

async function loadAnswer(
  sources: Sources,
  surveyed: SurveyedMessage,
  asked: Extract<DialogData, { readonly kind: "duty" }>,
): Promise<DutyMatter | DutyDroppedMatter | undefined> {
  const { message, readings } = surveyed;
  const isAnswer = answering.has(orderOf(surveyed)?.kind ?? "yes");
  if (!isToBot(surveyed) || readings.withoutCase.hazards.length > 0 || !isAnswer) return undefined;
  const picked = asked.personIds[Number(/^[1-9]$/u.exec(tidyLine(message.text))?.[0] ?? 0) - 1];
  const answer = readDutyAnswer(message.text, message.receivedAt);
  if (answer.isDropped) return { kind: "duty-dropped" };
  if (!picked && !answer.name && !answer.period) return undefined;
  return loadArrangement(sources, surveyed, { said: together(asked, answer), picked });
}

/** What was said before, and what the answer adds. */
function together(
  { said, period }: Extract<DialogData, { readonly kind: "duty" }>,
  answer: DutyAnswer,
): SaidArrangement {
  const known = period && { from: new Date(period.from), until: new Date(period.until) };
  const when = answer.period ?? known;
  return { ...said, ...(answer.name === undefined ? {} : { name: answer.name }), ...(when ? { period: when } : {}) };
}

async function loadArrangement(
  sources: Sources,
  { sender, message }: SurveyedMessage,
  { said, picked }: { readonly said: SaidArrangement; readonly picked?: PersonId | undefined },
): Promise<DutyMatter> {
  const workers = said.forName === undefined ? [sender] : await findWorkers(sources, sender, said.forName);
  const [worker] = workers;
  const named = worker ? await findMeant(sources, { said, picked, worker }) : [];
  const [only, ...others] = named;
  const ids = [...(worker ? [worker.id] : []), ...(only && others.length === 0 ? [only.id] : [])];
  const duties = await Promise.all([...new Set(ids)].map((id) => sources.people.findDutiesOf(id, message.receivedAt)));
  return { kind: "duty", said, workers, named, ...(await withPeople(sources, duties.flat())) };
}

const findWorkers = async (sources: Sources, sender: Person, name: string): Promise<readonly Person[]> => {
  const found = await Promise.all(areasAbove(sender).map((area) => findStaff(sources, name, area)));
  return bestNamed(found.flat(), name).filter((person) => ownGrids(person).length > 0);
};

/** A worker is not meant by a name that a colleague has too. */
async function findMeant(
  sources: Sources,
  {
    said,
    picked,
    worker,
  }: { readonly said: SaidArrangement; readonly picked?: PersonId | undefined; readonly worker: Person },
): Promise<readonly Person[]> {
  if (picked) return [...(await sources.directory.findPeople([picked])).values()];
  if (said.name === undefined) return said.kind === "duty" ? [worker] : [];
  const area = ownGrids(worker)[0]?.slice(0, communityDigits) ?? "";
  const staff = await findStaff(sources, said.name, area);
  const others = bestNamed(
    staff.filter(({ id }) => id !== worker.id),
    said.name,
  );
  return others.length > 0 ? others : staff;
}

async function findStaff({ people, directory }: Sources, name: string, area: string): Promise<readonly Person[]> {
  const ids = await people.findStaffNamed(name, area);
  const known = await directory.findPeople(ids);
  return ids.flatMap((id) => known.get(id) ?? []);
}

async function withPeople(
  { directory }: Sources,
  duties: readonly Duty[],
): Promise<Pick<DutyMatter, "duties" | "people">> {
  const ids = duties.flatMap(({ personId, forPersonId }) => [personId, ...(forPersonId ? [forPersonId] : [])]);
  return { duties, people: await directory.findPeople([...new Set(ids)]) };
}

async function loadEnd(
  sources: Sources,
  { sender, message }: SurveyedMessage,
  wish: DutyEndMatter["wish"],
): Promise<DutyEndMatter> {
  const now = message.receivedAt;
  const all = await sources.people.findDutiesOf(sender.id, now);
  const duties = all.filter((duty) => duty.forPersonId === sender.id || duty.kind === "duty");
  const first = duties.find(({ forPersonId, startsAt }) => forPersonId === sender.id && startsAt <= now);
  const closed = first
    ? await sources.hazards.countClosed({ grids: duties.map(({ area }) => area), since: first.startsAt })
    : 0;
  return { kind: "duty-end", wish, closed, ...(await withPeople(sources, duties)) };
}
