import type { PersonId } from "../shared/ids.js";
import { agreedBy, type StaffByLevel } from "./review-change.js";
import type { ReviewLevel, StarChange } from "./star-change.js";

/** From the level asked upwards, and only then down: an objection is best looked into by somebody further away. */
const levelsFrom: Readonly<Record<ReviewLevel, readonly ReviewLevel[]>> = {
  grid_worker: ["grid_worker", "community", "street"],
  community: ["community", "street", "grid_worker"],
  street: ["street", "community", "grid_worker"],
};

/**
 * Who may decide an objection: people of the level, else of the next one at which there is somebody who had no part in
 * the change. Where everybody agreed to it, whoever was not the first to do so; never the first rater. Empty: nobody is
 * left, and somebody must be put on record.
 */
export function appealReviewers(change: StarChange, level: ReviewLevel, staff: StaffByLevel): readonly PersonId[] {
  const [firstRater, ...others] = agreedBy(change);
  const agreed = new Set([firstRater, ...others]);
  const decidedBefore = new Set(change.steps.flatMap(({ kind, by }) => (kind === "appeal-rejected" && by ? [by] : [])));
  const among = (isFree: (id: PersonId) => boolean): readonly PersonId[] =>
    levelsFrom[level].map((one) => staff[one].filter(isFree)).find((people) => people.length > 0) ?? [];
  const uninvolved = among((id) => !agreed.has(id) && !decidedBefore.has(id));
  if (uninvolved.length > 0) return uninvolved;
  const isSecond = (id: PersonId): boolean => id !== firstRater && !decidedBefore.has(id);
  const second = among(isSecond);
  return second.length > 0 ? second : among((id) => id !== firstRater);
}
