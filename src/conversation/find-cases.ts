import { isStaff, type Person } from "../buildings/person.js";
import { isClosed } from "../hazards/hazard.js";
import type { HazardStore, ReportedHazard } from "../hazards/hazard-store.js";
import type { SlaRules } from "../hazards/sla.js";
import type { SurveyedMessage } from "./survey.js";

/** The areas whose cases are a person's business: none where they are not staff. */
export const areasOf = (person: Person): readonly string[] =>
  isStaff(person) ? person.roles.flatMap((role) => (role.isVerified && role.area ? [role.area] : [])) : [];

const dayMs = 86_400_000;

/** Cases closed before this can no longer be opened again. */
export const closedSince = (sla: SlaRules, now: Date): Date => new Date(now.getTime() - sla.reopenDays * dayMs);

/** Finds the cases near all messages of a batch with one query. */
export const findCasesOfBatch = (
  hazards: Pick<HazardStore, "findRelated">,
  batch: readonly SurveyedMessage[],
  since: Date,
): Promise<readonly ReportedHazard[]> =>
  batch.length === 0
    ? Promise.resolve([])
    : hazards.findRelated({
        buildingCodes: [...new Set(batch.flatMap((one) => one.nearCodes))],
        reporterIds: [...new Set(batch.map((one) => one.sender.id))],
        areas: [...new Set(batch.flatMap((one) => areasOf(one.sender)))],
        closedSince: since,
      });

/** Whether the person has something open: a case to fix, or one that they reported. */
export const hasOpenCase = (person: Person, cases: readonly ReportedHazard[]): boolean =>
  cases.some(
    ({ hazard, reporterIds }) =>
      reporterIds.includes(person.id) || (hazard.responsibleId === person.id && !isClosed(hazard)),
  );
