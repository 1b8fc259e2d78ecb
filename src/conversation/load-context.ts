import type { FoundStanding } from "../stars/find-standings.js";
import type { AcceptedMessage } from "../archive/inbox.js";
import type { RememberedBroadcasts } from "../broadcasts/broadcast.js";
import type { Directory } from "../buildings/directory.js";
import type { Group } from "../buildings/group.js";
import { isStaff, type Person } from "../buildings/person.js";
import { type ChatRef, chatKey } from "../channels/channel.js";
import type { EmergencyStore } from "../emergencies/emergency-store.js";
import type { HazardStore, ReportedHazard } from "../hazards/hazard-store.js";
import type { PhotoStore } from "../hazards/photo-store.js";
import type { PatrolStore } from "../patrols/patrol-store.js";
import type { PeopleStore } from "../people/people-store.js";
import type { BuildingCode, PersonId } from "../shared/ids.js";
import type { ConsequenceStore } from "../stars/consequence-store.js";
import type { PreviousLine, Reading, Understand } from "../understanding/reading.js";
import type { MessageContext, Rules } from "./context.js";
import type { Dialog } from "./dialog.js";
import { hasOpenCase } from "./find-cases.js";
import { asksForUndo, undoMinutes } from "./decide-undo.js";
import type { MaliceSources } from "./load-malice.js";
import { loadMatters } from "./load-matters.js";
import { loadPhotoFacts } from "./load-photo-facts.js";
import { loadRoleMatter } from "./load-role-matter.js";
import { loadStarMatter, type StarMatterSources } from "./load-star-matter.js";
import type { FindNeighbourhood } from "./neighbourhood.js";
import type { SurveyedMessage } from "./survey.js";

/** What the loader asks. */
export interface ContextSources {
  readonly directory: Directory;
  readonly people: PeopleStore;
  readonly hazards: Pick<HazardStore, "findRelated" | "findLastSteps" | "findClosed" | "countClosed"> &
    MaliceSources["hazards"];
  readonly photos: PhotoStore;
  readonly emergencies: EmergencyStore;
  readonly patrols: PatrolStore;
  readonly consequences: ConsequenceStore;
  readonly broadcasts: RememberedBroadcasts;
  readonly stars: StarMatterSources["stars"] & {
    findStandings(codes: readonly BuildingCode[]): Promise<ReadonlyMap<BuildingCode, FoundStanding>>;
  };
  readonly understand: Understand;
  readonly rules: Rules;
  readonly botName: string;
  readonly publicUrl?: string;
  readonly isQuietHour: (now: Date) => boolean;
  /** When the group hears of a case that is reported now; undefined: at once. */
  readonly findGathering: (ref: ChatRef, now: Date) => Promise<Date | undefined>;
}

/** A message with the people and group around it. */
export interface PlacedMessage {
  readonly message: AcceptedMessage;
  readonly sender: Person;
  readonly group?: Group;
  readonly dialog?: Dialog;
  /** What was said in the chat in the minutes before. */
  readonly previous: readonly PreviousLine[];
}

/** Loads what a decision about one message may look at beside `cases`, which were found for the whole batch at once. */
export async function loadContext(
  sources: ContextSources,
  surveyed: SurveyedMessage,
  how: {
    readonly now: Date;
    readonly cases: readonly ReportedHazard[];
    readonly stars: MessageContext["stars"];
    readonly findNeighbourhood: FindNeighbourhood;
  },
): Promise<MessageContext> {
  const { message, sender, group, dialog, candidates } = surveyed;
  const { cases, now } = how;
  const reading = readingOf(surveyed, cases);
  const known = { ...surveyed, reading, cases, now };
  const more = await findMore(sources, known);
  const undoable = await findUndoable(sources, known);
  const matters = await loadMatters(sources, known);
  const touched = matters.maliceMatter ? [matters.maliceMatter.found] : [];
  const looked = [...cases, ...undoable.map((one) => one.found), ...touched];
  const [closedAlike, receipts, photos, people, neighbourhood] = await Promise.all([
    findClosedAlike(sources, known),
    findReceiptsAt(sources, known),
    loadPhotoFacts(sources, surveyed, cases),
    sources.directory.findPeople(peopleOf(looked)),
    how.findNeighbourhood(codesOf(surveyed, looked), candidates),
  ]);
  return {
    message,
    now,
    isQuietHour: sources.isQuietHour(now),
    sender,
    reading,
    candidates,
    cases,
    stars: how.stars,
    rules: sources.rules,
    ...(sources.publicUrl === undefined ? {} : { publicUrl: sources.publicUrl }),
    ...(group ? { group } : {}),
    ...(dialog ? { dialog } : {}),
    ...more,
    ...matters,
    undoable,
    ...photos,
    closedAlike,
    ...receipts,
    people,
    ...neighbourhood,
  };
}

type ReadMessage = SurveyedMessage & { readonly reading: Reading; readonly now: Date };

/** The kinds of hazard that a report, or the answer to a question about one, may open. */
function codesToOpen({ reading, askedAgain, dialog }: ReadMessage): readonly string[] {
  const asked = dialog?.data.kind === "which-building" ? dialog.data.hazards : [];
  return [...reading.hazards, ...(askedAgain?.hazards ?? []), ...asked].map((hazard) => hazard.code);
}

async function findReceiptsAt(
  sources: ContextSources,
  about: ReadMessage,
): Promise<Pick<MessageContext, "receiptsAt">> {
  if (!about.message.isGroup || codesToOpen(about).length === 0) return {};
  const receiptsAt = await sources.findGathering(about.message.ref, about.now);
  return receiptsAt ? { receiptsAt } : {};
}

function findClosedAlike(
  { hazards, rules }: ContextSources,
  about: ReadMessage,
): Promise<MessageContext["closedAlike"]> {
  const { nearCodes, now } = about;
  const codes = codesToOpen(about);
  if (codes.length === 0 || nearCodes.length === 0) return Promise.resolve([]);
  const since = new Date(now.getTime() - rules.sla.recurrenceDays * 24 * 3_600_000);
  return hazards.findClosed({ buildingCodes: nearCodes, codes: [...new Set(codes)], since });
}

const findUndoable = async (
  sources: ContextSources,
  about: PlacedMessage & { readonly reading: Reading; readonly now: Date },
): Promise<MessageContext["undoable"]> =>
  asksForUndo(about)
    ? sources.hazards.findLastSteps(about.sender.id, new Date(about.now.getTime() - undoMinutes * 60_000))
    : [];

/** What the line means, now that the cases of its writer are known. */
export const readingOf = ({ sender, readings }: SurveyedMessage, cases: readonly ReportedHazard[]): Reading =>
  hasOpenCase(sender, cases) ? readings.withCase : readings.withoutCase;

/** In the same order for all messages of a grid, so that they share a neighbourhood. */
function codesOf({ codes }: SurveyedMessage, cases: readonly ReportedHazard[]): readonly BuildingCode[] {
  const known = new Set(codes);
  const others = cases.map(({ hazard }) => hazard.buildingCode).filter((code) => !known.has(code));
  return others.length === 0 ? codes : [...codes, ...new Set(others)];
}

type More = Pick<MessageContext, "areaGroups"> &
  Partial<Pick<MessageContext, "roleMatter" | "starMatter" | "askedAgain" | "draft" | "tally" | "recentBroadcastId">>;

/** The stars of the buildings near those messages of a batch that ask for one. */
export async function findStarsOfBatch(
  stars: ContextSources["stars"],
  batch: readonly SurveyedMessage[],
): Promise<MessageContext["stars"]> {
  const asking = batch.filter(
    ({ readings, dialog }) =>
      dialog?.data.kind === "whose-star" ||
      readings.withCase.intent === "star-query" ||
      readings.withoutCase.intent === "star-query",
  );
  return asking.length === 0 ? new Map() : stars.findStandings([...new Set(asking.flatMap((one) => one.nearCodes))]);
}

async function findMore(
  sources: ContextSources,
  about: SurveyedMessage & { readonly reading: Reading },
): Promise<More> {
  const { message, sender, reading, askedAgain } = about;
  const recent =
    message.isGroup && reading.intent === "acknowledgement" ? await findRecent(sources, message) : undefined;
  const roleMatter = await loadRoleMatter(sources, about);
  const starMatter = await loadStarMatter(sources, about);
  return {
    ...(starMatter ? { starMatter } : {}),
    ...(roleMatter ? { roleMatter } : {}),
    ...(recent ? { recentBroadcastId: recent } : {}),
    ...(askedAgain ? { askedAgain } : {}),
    ...(isStaff(sender) ? await findBroadcastMatters(sources, about) : { areaGroups: [] }),
  };
}

const findRecent = async (
  sources: ContextSources,
  message: AcceptedMessage,
): Promise<MessageContext["recentBroadcastId"]> =>
  (await sources.broadcasts.findRecentByChat([message.ref])).get(chatKey(message.ref));

async function findBroadcastMatters(
  sources: ContextSources,
  about: PlacedMessage & { readonly reading: Reading },
): Promise<Pick<MessageContext, "areaGroups"> & Partial<Pick<MessageContext, "draft" | "tally">>> {
  const { sender, dialog, reading } = about;
  const grids = sender.roles.flatMap((role) => (role.isVerified && role.area?.length === 14 ? [role.area] : []));
  const wantsGroups = reading.command?.kind === "broadcast";
  const groups = wantsGroups ? await Promise.all(grids.map((grid) => sources.directory.findGroupsOfGrid(grid))) : [];
  const draft =
    dialog?.data.kind === "broadcast-draft" ? await sources.broadcasts.find(dialog.data.broadcastId) : undefined;
  const tally = reading.command?.kind === "tally" ? await sources.broadcasts.tallyOfAuthor(sender.id) : undefined;
  return { areaGroups: groups.flat(), ...(draft ? { draft } : {}), ...(tally ? { tally } : {}) };
}

const peopleOf = (cases: readonly ReportedHazard[]): readonly PersonId[] => [
  ...new Set(
    cases.flatMap(({ hazard, reporterIds }) => [
      ...reporterIds,
      ...(hazard.responsibleId ? [hazard.responsibleId] : []),
      ...(hazard.marks.maliceBy ? [hazard.marks.maliceBy] : []),
    ]),
  ),
];
