import type { Building } from "../buildings/building.js";
import type { Directory } from "../buildings/directory.js";
import type { Group } from "../buildings/group.js";
import { buildingsOf, type Person } from "../buildings/person.js";
import type { BuildingCode } from "../shared/ids.js";
import type { Reading } from "../understanding/reading.js";
import type { ContextSources, PlacedMessage } from "./load-context.js";
import { locate, ownBuilding, type Scene } from "./locate.js";
import { readLine } from "./read-line.js";
import { readWithoutCase, type TriagedMessage } from "./triage.js";

/** A message with the buildings that it may be about. */
export interface SurveyedMessage extends TriagedMessage {
  readonly candidates: readonly Building[];
  /** The candidates, and the buildings of the sender. */
  readonly codes: readonly BuildingCode[];
  /** What the line means depends on whether its writer has an open case, which only the database knows. */
  readonly readings: { readonly withCase: Reading; readonly withoutCase: Reading };
  /** The reading of the line that the bot asked about, where the dialog is `is-report`. */
  readonly askedAgain?: Reading;
  /** The buildings whose cases may matter: those named, asked about, and the sender's own. */
  readonly nearCodes: readonly BuildingCode[];
}

/** Finds the buildings that a message may be about: those of its group's grid, of its sender's roles and area. */
export async function survey(
  sources: Pick<ContextSources, "directory" | "understand" | "botName">,
  placed: TriagedMessage,
): Promise<SurveyedMessage> {
  const candidates = await findCandidates(sources.directory, placed.sender, placed.group);
  const codes = [...new Set([...candidates.map((building) => building.code), ...buildingsOf(placed.sender)])];
  const readings = { withCase: placed.reading, withoutCase: readWithoutCase(sources, placed) };
  const { data } = placed.dialog ?? {};
  const askedAgain = data?.kind === "is-report" ? readAgain(sources, placed, data.text) : undefined;
  const all = [readings.withCase, readings.withoutCase, ...(askedAgain ? [askedAgain] : [])];
  const nearCodes = findNearCodes(placed, candidates, all);
  return { ...placed, candidates, codes, readings, nearCodes, ...(askedAgain ? { askedAgain } : {}) };
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

const readAgain = (
  sources: Pick<ContextSources, "understand" | "botName">,
  { message, sender }: PlacedMessage,
  text: string,
): Reading =>
  readLine(
    sources.understand,
    // As it was written, in a group: said to the bot in private the same words may mean something else.
    { ...message, text, isGroup: true, mentionsBot: false },
    { sender, previous: [], hasOpenQuestion: false, hasOpenCase: false, botName: sources.botName },
  );

function findNearCodes(
  placed: PlacedMessage,
  candidates: readonly Building[],
  readings: readonly Reading[],
): readonly BuildingCode[] {
  const scene: Scene = { ...placed, candidates };
  const places = readings.flatMap((reading) => reading.places);
  const located = [undefined, ...places].map((place) => locate(scene, place));
  const own = ownBuilding(scene);
  const { data } = placed.dialog ?? {};
  const asked = data?.kind === "which-building" || data?.kind === "whose-star" ? data.defaultCode : undefined;
  return [
    ...new Set([
      ...located.flatMap((location) => (location.kind === "found" ? [location.code] : [])),
      ...buildingsOf(placed.sender),
      ...(own ? [own.code] : []),
      ...(asked === undefined ? [] : [asked as BuildingCode]),
    ]),
  ];
}
