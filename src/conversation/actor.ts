import type { Person } from "../buildings/person.js";
import type { Hazard } from "../hazards/hazard.js";
import type { HazardActor } from "../hazards/transitions.js";

/** In which part a person acts on a case as staff: community and street supervise, everybody else is a grid worker. */
export function officerOf(person: Person, hazard: Pick<Hazard, "buildingCode">): HazardActor {
  const isAbove = person.roles.some(
    ({ kind, area, isVerified }) =>
      isVerified &&
      (kind === "community" || kind === "street") &&
      area !== undefined &&
      hazard.buildingCode.startsWith(area),
  );
  return isAbove ? "supervisor" : "staff";
}
