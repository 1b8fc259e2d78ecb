import type { HazardPlace } from "./hazard.js";

/**
 * The place as people say it: 2楼楼梯口. Rooms are left out: they are for the roles of a case only. A spot that `what`, the
 * name of the hazard, begins with is not said twice: 9栋电梯困人.
 */
export function placeWords(place: HazardPlace, what = ""): string {
  const floor = place.floor === undefined ? "" : place.floor < 0 ? `负${-place.floor}楼` : `${place.floor}楼`;
  const spot = place.spot === undefined || what.startsWith(place.spot) ? "" : place.spot;
  return spot.startsWith(floor) ? spot : `${floor}${spot}`;
}
