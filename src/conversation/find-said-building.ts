import { normalPlaceName } from "../buildings/place-name.js";
import type { Building } from "../buildings/building.js";
import type { Directory } from "../buildings/directory.js";
import { type Resolution, resolveBuilding, type SaidPlace, wholePlace } from "../buildings/resolve-building.js";
import type { PeopleStore } from "../people/people-store.js";
import type { SaidClaim } from "../people/said-claim.js";
import type { SaidBuilding } from "./role-matter.js";
import type { SurveyedMessage } from "./survey.js";

/** What finding a building asks. */
export interface BuildingSources {
  readonly directory: Directory;
  readonly people: Pick<PeopleStore, "findBuildingsNamed" | "findBuildingOfPlate" | "findGridsOf">;
}

type Speaker = Pick<SurveyedMessage, "message" | "sender" | "group" | "candidates">;

/**
 * The building that a whole text is: among those of the group, then those near the writer, then those of the groups that
 * the writer is in, then anywhere where only one has that name.
 */
export async function findSaidBuilding(
  sources: BuildingSources,
  speaker: Speaker,
  text: string,
): Promise<SaidBuilding> {
  const place: SaidPlace = wholePlace(text) ?? { building: text };
  const found = await resolve(sources, speaker, place);
  if (found.kind !== "one") return { kind: found.kind, said: text };
  const { building } = found;
  const contacts = await sources.directory.findContacts(building.code);
  return { kind: "one", building, contacts, ...(place.room === undefined ? {} : { room: place.room }) };
}

/** The building that somebody claims, by the code of its plate or by its name. */
export async function findClaimedBuilding(
  sources: BuildingSources,
  speaker: Speaker,
  { place, plateCode, room }: Pick<SaidClaim, "place" | "plateCode" | "room">,
): Promise<SaidBuilding> {
  if (plateCode === undefined) return findSaidBuilding(sources, speaker, place);
  const code = await sources.people.findBuildingOfPlate(plateCode);
  const building = code && (await sources.directory.findBuildings([code])).get(code);
  if (!building) return { kind: "none", said: place };
  const contacts = await sources.directory.findContacts(building.code);
  return { kind: "one", building, contacts, ...(room === undefined ? {} : { room }) };
}

async function resolve(sources: BuildingSources, speaker: Speaker, place: SaidPlace): Promise<Resolution> {
  const own = speaker.candidates.filter((one) => speaker.group?.buildingCodes.includes(one.code));
  for (const among of [own, speaker.candidates]) {
    const near = resolveBuilding(place, among);
    if (near.kind !== "none") return near;
  }
  const seen = resolveBuilding(place, await buildingsAround(sources, speaker));
  return seen.kind === "none" ? resolveBuilding(place, await buildingsAnywhere(sources, place)) : seen;
}

/** Somebody who writes to the bot for the first time is known from nowhere but the groups that they are in. */
async function buildingsAround(sources: BuildingSources, { message }: Speaker): Promise<readonly Building[]> {
  const grids = await sources.people.findGridsOf({ ...message.ref, externalId: message.senderId });
  const found = await Promise.all(grids.map((grid) => sources.directory.findBuildingsOfGrid(grid)));
  return found.flat();
}

const buildingsAnywhere = (
  sources: BuildingSources,
  { building = "", estate }: SaidPlace,
): Promise<readonly Building[]> =>
  sources.people.findBuildingsNamed([...new Set([building, normalPlaceName(building)])], estate);
