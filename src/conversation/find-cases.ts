import { isStaff, type Person } from "../buildings/person.js";
import { isClosed } from "../hazards/hazard.js";
import type { HazardStore, ReportedHazard } from "../hazards/hazard-store.js";
import type { SurveyedMessage } from "./load-context.js";

const areasOf = (person: Person): readonly string[] =>
  isStaff(person) ? person.roles.flatMap((role) => (role.isVerified && role.area ? [role.area] : [])) : [];

/** Finds the cases near all messages of a batch with one query. */
export const findCasesOfBatch = (
  hazards: Pick<HazardStore, "findRelated">,
  batch: readonly SurveyedMessage[],
  closedSince: Date,
): Promise<readonly ReportedHazard[]> =>
  batch.length === 0
    ? Promise.resolve([])
    : hazards.findRelated({
        buildingCodes: [...new Set(batch.flatMap((one) => one.codes))],
        reporterIds: [...new Set(batch.map((one) => one.sender.id))],
        areas: [...new Set(batch.flatMap((one) => areasOf(one.sender)))],
        closedSince,
      });

/** The cases of one message among those of its batch, in their order. */
export function casesOf(surveyed: SurveyedMessage, all: readonly ReportedHazard[]): readonly ReportedHazard[] {
  const codes = new Set<string>(surveyed.codes);
  const areas = areasOf(surveyed.sender);
  const { id } = surveyed.sender;
  return all.filter(({ hazard, reporterIds }) => {
    if (reporterIds.includes(id)) return true;
    if (isClosed(hazard)) return false;
    return (
      codes.has(hazard.buildingCode) ||
      hazard.responsibleId === id ||
      areas.some((area) => hazard.buildingCode.startsWith(area))
    );
  });
}
