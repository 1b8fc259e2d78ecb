import type { AcceptedMessage } from "../archive/inbox.js";
import type { RememberedBroadcasts } from "../broadcasts/broadcast.js";
import type { Building } from "../buildings/building.js";
import type { BuildingContacts, Directory } from "../buildings/directory.js";
import type { Group } from "../buildings/group.js";
import { buildingsOf, isStaff, type Person } from "../buildings/person.js";
import { chatKey } from "../channels/channel.js";
import type { HazardStore, ReportedHazard } from "../hazards/hazard-store.js";
import type { BuildingCode, PersonId } from "../shared/ids.js";
import type { StarChange } from "../stars/star-change.js";
import type { Reading, Understand } from "../understanding/reading.js";
import type { MessageContext, Rules, StarStanding } from "./context.js";
import type { Dialog } from "./dialog.js";
import { readLine } from "./read-line.js";

/** What the loader asks. */
export interface ContextSources {
  readonly directory: Directory;
  readonly hazards: Pick<HazardStore, "findRelated">;
  readonly broadcasts: RememberedBroadcasts;
  readonly stars: {
    findStandings(codes: readonly BuildingCode[]): Promise<ReadonlyMap<BuildingCode, StarStanding>>;
    /** Changes on their way in these areas (prefixes of building codes), oldest first. */
    findOpenChanges(areas: readonly string[]): Promise<readonly StarChange[]>;
  };
  readonly understand: Understand;
  readonly rules: Rules;
  readonly botName: string;
  readonly isQuietHour: (now: Date) => boolean;
}

/** A message with the people and group around it. */
export interface PlacedMessage {
  readonly message: AcceptedMessage;
  readonly sender: Person;
  readonly group?: Group;
  readonly dialog?: Dialog;
}

/** A message with the buildings that it may be about. */
export interface SurveyedMessage extends PlacedMessage {
  readonly candidates: readonly Building[];
  readonly codes: readonly BuildingCode[];
}

/** Finds the buildings that a message may be about: those of its group's grid, of its sender's roles and area. */
export async function survey(directory: Directory, placed: PlacedMessage): Promise<SurveyedMessage> {
  const candidates = await findCandidates(directory, placed.sender, placed.group);
  const codes = [...new Set([...candidates.map((building) => building.code), ...buildingsOf(placed.sender)])];
  return { ...placed, candidates, codes };
}

/** Loads what a decision about one message may look at beside `cases`, which were found for the whole batch at once. */
export async function loadContext(
  sources: ContextSources,
  surveyed: SurveyedMessage,
  how: { readonly now: Date; readonly cases: readonly ReportedHazard[] },
): Promise<MessageContext> {
  const { message, sender, group, dialog, candidates, codes } = surveyed;
  const { cases } = how;
  const reading = readInContext(sources, surveyed, cases);
  const more = await findMore(sources, { ...surveyed, reading, now: how.now });
  return {
    message,
    now: how.now,
    isQuietHour: sources.isQuietHour(how.now),
    sender,
    reading,
    candidates,
    cases,
    rules: sources.rules,
    ...(group ? { group } : {}),
    ...(dialog ? { dialog } : {}),
    ...more,
    ...(await findSurroundings(sources.directory, candidates, { codes, cases })),
  };
}

/**
 * Reads the line with what is known of its writer. Somebody who answers for a building and has nothing to fix cannot be
 * telling how far a fix is: then the line is read again as anybody's, and may be a hazard that they declare.
 */
function readInContext(sources: ContextSources, placed: PlacedMessage, cases: readonly ReportedHazard[]): Reading {
  const { message, sender, dialog } = placed;
  const hasDuty = cases.some(({ hazard }) => hazard.responsibleId === sender.id && hazard.closedAt === undefined);
  const around = {
    sender,
    hasOpenQuestion: dialog !== undefined,
    hasOpenCase: hasDuty || cases.some(({ reporterIds }) => reporterIds.includes(sender.id)),
    botName: sources.botName,
  };
  const reading = readLine(sources.understand, message, around);
  if (reading.intent !== "feedback" || around.hasOpenCase) return reading;
  const asAnybody = readLine(sources.understand, message, { ...around, sender: { ...sender, roles: [] } });
  return asAnybody.intent === "report" ? asAnybody : reading;
}

async function findCandidates(
  directory: Directory,
  sender: Person,
  group: Group | undefined,
): Promise<readonly Building[]> {
  const grids = new Set<string>();
  if (group?.grid) grids.add(group.grid);
  for (const code of [...buildingsOf(sender), ...(group?.buildingCodes ?? [])]) grids.add(code.slice(0, 14));
  for (const role of sender.roles) if (role.isVerified && role.area?.length === 14) grids.add(role.area);
  const found = await Promise.all([...grids].map((grid) => directory.findBuildingsOfGrid(grid)));
  return found.flat();
}

type More = Pick<MessageContext, "stars" | "areaGroups" | "proposals" | "ownStarChanges" | "starGroups"> &
  Partial<Pick<MessageContext, "askedAgain" | "draft" | "tally" | "recentBroadcastId">>;

async function findMore(
  sources: ContextSources,
  about: PlacedMessage & { readonly reading: Reading; readonly codes: readonly BuildingCode[]; readonly now: Date },
): Promise<More> {
  const { message, sender, dialog, reading } = about;
  const wantsStars = reading.intent === "star-query" || dialog?.data.kind === "whose-star";
  const stars = wantsStars ? await sources.stars.findStandings(about.codes) : new Map<BuildingCode, StarStanding>();
  const recent =
    message.isGroup && reading.intent === "acknowledgement" ? await findRecent(sources, message) : undefined;
  const asked = dialog?.data.kind === "is-report" ? dialog.data.text : undefined;
  return {
    stars,
    ...(await findStarMatters(sources, about)),
    ...(recent ? { recentBroadcastId: recent } : {}),
    ...(asked === undefined ? {} : { askedAgain: readAgain(sources, { ...about, text: asked }) }),
    ...(isStaff(sender) ? await findBroadcastMatters(sources, about) : { areaGroups: [] }),
  };
}

const starWords: ReadonlySet<string | undefined> = new Set(["confirm", "cancel", "yes", "no"]);

async function findStarMatters(
  sources: ContextSources,
  about: PlacedMessage & { readonly reading: Reading },
): Promise<Pick<MessageContext, "proposals" | "ownStarChanges" | "starGroups">> {
  const { sender, reading } = about;
  const kind = reading.command?.kind;
  const areas = sender.roles.flatMap((role) => (role.isVerified && role.area ? [role.area] : []));
  const open = isStaff(sender) && starWords.has(kind) ? await sources.stars.findOpenChanges(areas) : [];
  const proposals = open.filter((change) => change.stage === "proposed");
  const own = kind === "object" ? await sources.stars.findOpenChanges(buildingsOf(sender)) : [];
  const codes = [...new Set(proposals.map((change) => change.buildingCode))];
  const groups = await Promise.all(
    codes.map(async (code): Promise<[BuildingCode, readonly Group[]]> => [
      code,
      await sources.directory.findGroupsOfBuilding(code),
    ]),
  );
  return { proposals, ownStarChanges: own, starGroups: new Map(groups) };
}

const readAgain = (sources: ContextSources, about: PlacedMessage & { readonly text: string }): Reading =>
  readLine(
    sources.understand,
    { ...about.message, text: about.text, mentionsBot: true },
    { sender: about.sender, hasOpenQuestion: false, hasOpenCase: false, botName: sources.botName },
  );

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

async function findSurroundings(
  directory: Directory,
  candidates: readonly Building[],
  about: { readonly codes: readonly BuildingCode[]; readonly cases: readonly ReportedHazard[] },
): Promise<Pick<MessageContext, "buildings" | "contacts" | "people">> {
  const ofCases = about.cases.map(({ hazard }) => hazard.buildingCode);
  const codes = [...new Set([...about.codes, ...ofCases])];
  const known = new Map(candidates.map((building) => [building.code, building]));
  const missing = codes.filter((code) => !known.has(code));
  const [others, contacts, people] = await Promise.all([
    directory.findBuildings(missing),
    Promise.all(
      codes.map(async (code): Promise<[BuildingCode, BuildingContacts]> => [code, await directory.findContacts(code)]),
    ),
    directory.findPeople(peopleOf(about.cases)),
  ]);
  return { buildings: new Map([...known, ...others]), contacts: new Map(contacts), people };
}

const peopleOf = (cases: readonly ReportedHazard[]): readonly PersonId[] => [
  ...new Set(
    cases.flatMap(({ hazard, reporterIds }) => [
      ...reporterIds,
      ...(hazard.responsibleId ? [hazard.responsibleId] : []),
    ]),
  ),
];
