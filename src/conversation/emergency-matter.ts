import type { Building } from "../buildings/building.js";
import type { Person } from "../buildings/person.js";
import { chatKey } from "../channels/channel.js";
import type { Drill } from "../emergencies/drill.js";
import type { EmergencyCall } from "../emergencies/emergency-call.js";
import { kindOf, type Taxonomy } from "../hazards/taxonomy.js";
import type { BuildingCode, PersonId } from "../shared/ids.js";

/** What is looked up only where a line may be about danger. */
export interface EmergencyMatter {
  /** The incidents that it may be about, newest first. */
  readonly calls: readonly EmergencyCall[];
  /** Drills that are not over. */
  readonly drills: readonly Drill[];
  /** Who was called to these incidents, or took over. */
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly buildings: ReadonlyMap<BuildingCode, Building>;
  /** By `chatKey`. */
  readonly groupNames: ReadonlyMap<string, string>;
}

/** What names an incident. */
export type IncidentNames = Pick<EmergencyMatter, "buildings" | "groupNames">;

/** The building of an incident as people say it. */
export const placeOfCall = ({ buildingCode }: Pick<EmergencyCall, "buildingCode">, names: IncidentNames): string =>
  (buildingCode && names.buildings.get(buildingCode)?.name) ?? "楼栋没说清";

/** The group in which it was said. */
export const groupOfCall = ({ ref }: Pick<EmergencyCall, "ref">, { groupNames }: IncidentNames): string =>
  groupNames.get(chatKey(ref)) ?? "私聊";

/** An incident in a few words: 3栋着火, or 1-5栋平安群里说的着火. */
export function incidentName(
  call: Pick<EmergencyCall, "buildingCode" | "ref" | "code">,
  names: IncidentNames,
  taxonomy: Taxonomy,
): string {
  const what = kindOf(taxonomy, call.code).short;
  const building = call.buildingCode && names.buildings.get(call.buildingCode)?.name;
  return building ? `${building}${what}` : `${groupOfCall(call, names)}里说的${what}`;
}
