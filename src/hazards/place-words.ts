import type { HazardPlace } from "./hazard.js";

/** The place as people say it: 2楼楼梯口. Rooms are left out: they are for the roles of a case only. */
export function placeWords(place: HazardPlace): string {
  const floor = place.floor === undefined ? "" : place.floor < 0 ? `负${-place.floor}楼` : `${place.floor}楼`;
  const spot = place.spot ?? "";
  return spot.startsWith(floor) ? spot : `${floor}${spot}`;
}
