import type { BuildingContacts } from "../buildings/directory.js";
import { responsibleOf } from "../buildings/directory.js";
import type { Building } from "../buildings/building.js";
import type { Group } from "../buildings/group.js";
import type { Person } from "../buildings/person.js";
import type { BuildingCode } from "../shared/ids.js";
import { changeWords, reasonsOf, type StarLine } from "../stars/star-lines.js";
import { isAdverse, type StarChange } from "../stars/star-change.js";
import type { StarRules } from "../stars/star-rules.js";
import type { Filled, LineIntent } from "./changes.js";

/** Whom the lines about a building's star go to. */
export interface StarAudience {
  readonly building: Building;
  readonly contacts: BuildingContacts;
  readonly groups: readonly Group[];
}

/** The lines of a step, addressed: the owner in private, the groups of the building by day. */
export function starLines(lines: readonly StarLine[], audience: StarAudience): readonly LineIntent[] {
  const building = audience.building.name;
  return lines.flatMap((line): readonly LineIntent[] => {
    const base = {
      // The line holds the rest of what its template takes.
      ...({ template: line.kind, variables: { building, ...line.variables } } as Filled),
      subject: `building:${line.buildingCode}`,
    };
    if (line.audience === "group")
      return audience.groups
        .filter((group) => group.buildingCodes.length > 0)
        .map((group) => ({
          ...base,
          ref: group.ref,
          urgency: "group",
          dedupeKey: `${line.dedupeKey}:${group.ref.chat}`,
        }));
    const owner = responsibleOf(audience.contacts);
    return owner?.direct ? [{ ...base, ref: owner.direct, urgency: "notice", dedupeKey: line.dedupeKey }] : [];
  });
}

/** The question to a grid worker about a proposed change. */
export function askAboutChange(
  worker: Person & { readonly direct: NonNullable<Person["direct"]> },
  about: { readonly change: StarChange; readonly building: string; readonly rules: StarRules; readonly key: string },
): LineIntent {
  const { change, building, rules } = about;
  const words = { building, ...changeWords(change, rules) };
  const question: Filled = isAdverse(change, rules)
    ? { template: "star-ask-down", variables: { ...words, reasons: reasonsOf(change) } }
    : { template: "star-ask-up", variables: words };
  return {
    ...question,
    ref: worker.direct,
    urgency: "notice",
    dedupeKey: `star-ask:${change.id}:${worker.id}:${about.key}`,
    subject: `building:${change.buildingCode}`,
  };
}

/** The code of the building that a proposal is about, as people say it. */
export const nameOf = (buildings: ReadonlyMap<BuildingCode, Building>, code: BuildingCode): string =>
  buildings.get(code)?.name ?? "这栋楼";
