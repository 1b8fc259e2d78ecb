import type { Building } from "../buildings/building.js";
import type { Directory } from "../buildings/directory.js";
import { isStaff } from "../buildings/person.js";
import { resolveBuilding, wholePlace } from "../buildings/resolve-building.js";
import type { ConsequenceEntry } from "../stars/consequence-entry.js";
import type { ConsequenceStore } from "../stars/consequence-store.js";
import { readConsequenceDone, type SaidConsequence } from "../stars/said-consequence.js";
import { areasOf } from "./find-cases.js";
import type { SurveyedMessage } from "./survey.js";
import { isToBot } from "./to-bot.js";

/** One of the staff says that they did what a star asks for. */
export interface ConsequenceMatter {
  readonly said: SaidConsequence;
  readonly building: Building;
  readonly entry: ConsequenceEntry;
  /** Who did it already, where somebody did. */
  readonly doneBy?: string;
}

/** What the loader asks. */
export interface ConsequenceSources {
  readonly directory: Pick<Directory, "findBuildings" | "findPeople">;
  readonly consequences: Pick<ConsequenceStore, "findAsked">;
}

/** What was done longer ago is no matter of a word of today. */
const doneWithinMs = 30 * 86_400_000;

/** What such a word needs to be decided; undefined for all other lines, and where no building of the area is asked for it. */
export async function loadConsequence(
  { directory, consequences }: ConsequenceSources,
  { message, sender, now }: Pick<SurveyedMessage, "message" | "sender"> & { readonly now: Date },
): Promise<ConsequenceMatter | undefined> {
  if (message.kind !== "text" || !isStaff(sender) || !isToBot({ message })) return undefined;
  const said = readConsequenceDone(message.text);
  if (!said) return undefined;
  const asked = await consequences.findAsked(areasOf(sender), new Date(now.getTime() - doneWithinMs));
  const ofKind = asked.filter(({ kind }) => kind === said.kind);
  const buildings = await directory.findBuildings([...new Set(ofKind.map(({ buildingCode }) => buildingCode))]);
  const place = wholePlace(said.building) ?? { building: said.building };
  const meant = resolveBuilding(place, [...buildings.values()]);
  if (meant.kind !== "one") return undefined;
  const { building } = meant;
  const here = ofKind.filter(({ buildingCode }) => buildingCode === building.code);
  const entry = here.find(({ doneAt }) => doneAt === undefined) ?? here.at(-1);
  if (!entry) return undefined;
  const doneBy = entry.doneBy && (await directory.findPeople([entry.doneBy])).get(entry.doneBy)?.name;
  return { said, building, entry, ...(doneBy === undefined ? {} : { doneBy }) };
}
