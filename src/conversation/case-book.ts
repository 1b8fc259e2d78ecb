import { isClosed } from "../hazards/hazard.js";
import type { ReportedHazard } from "../hazards/hazard-store.js";
import type { HazardId, PersonId } from "../shared/ids.js";
import type { Changes } from "./changes.js";
import { areasOf } from "./find-cases.js";
import type { SurveyedMessage } from "./survey.js";

/** The cases near a batch of messages, as the decisions of the batch leave them one after the other. */
export interface CaseBook {
  /** The cases of one message, newest first: those of its sender, and the open ones near it or, for staff, in their area. */
  near(surveyed: Pick<SurveyedMessage, "sender" | "nearCodes">): readonly ReportedHazard[];
  remember(changes: Changes): void;
}

interface Entry {
  readonly found: ReportedHazard;
  readonly place: number;
  /** A message of the batch moved it: staff may speak of it though it is over. */
  readonly isMoved: boolean;
}

/** Opens a book with what the database says, newest first. */
export function createCaseBook(cases: readonly ReportedHazard[]): CaseBook {
  const entries = new Map<HazardId, Entry>();
  const byPerson = new Map<PersonId, Set<HazardId>>();
  const byBuilding = new Map<string, Set<HazardId>>();
  const put = (found: ReportedHazard, place: number, isMoved = false): void => {
    const { hazard, reporterIds } = found;
    entries.set(hazard.id, { found, place, isMoved });
    addTo(byBuilding, hazard.buildingCode, hazard.id);
    for (const id of reporterIds) addTo(byPerson, id, hazard.id);
    if (hazard.responsibleId) addTo(byPerson, hazard.responsibleId, hazard.id);
  };
  cases.forEach((found, place) => put(found, place));
  let newest = 0;
  return {
    near({ sender, nearCodes }) {
      const areas = areasOf(sender);
      const ids = new Set(byPerson.get(sender.id));
      for (const code of nearCodes) for (const id of byBuilding.get(code) ?? []) ids.add(id);
      const looked = areas.length === 0 ? [...ids].flatMap((id) => entries.get(id) ?? []) : [...entries.values()];
      const isNear = ({ found: { hazard, reporterIds }, isMoved }: Entry): boolean =>
        reporterIds.includes(sender.id) ||
        ((!isClosed(hazard) || (isMoved && areas.length > 0)) &&
          (ids.has(hazard.id) || areas.some((area) => hazard.buildingCode.startsWith(area))));
      return looked
        .filter(isNear)
        .toSorted((a, b) => a.place - b.place)
        .map((entry) => entry.found);
    },
    remember(changes) {
      for (const { hazard } of changes.steps) {
        const before = entries.get(hazard.id);
        const joined = changes.reporters.filter((one) => one.hazardId === hazard.id).map((one) => one.personId);
        const reporterIds = [...new Set([...(before?.found.reporterIds ?? [hazard.reporterId]), ...joined])];
        put({ hazard, reporterIds }, before?.place ?? (newest -= 1), true);
      }
    },
  };
}

function addTo<Key>(index: Map<Key, Set<HazardId>>, key: Key, id: HazardId): void {
  const ids = index.get(key);
  if (ids) ids.add(id);
  else index.set(key, new Set([id]));
}
