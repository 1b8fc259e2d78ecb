import type { StalePeople } from "../buildings/directory.js";
import type { PersonId } from "../shared/ids.js";
import type { PeopleChange } from "./people-change.js";

/** A decision about people rested on what is no longer so: it must be made again. */
export class StalePeopleError extends Error {
  override readonly name = "StalePeopleError";
}

/** What the changes make untrue of what is remembered about people; undefined where nothing. */
export function staleAfter(changes: readonly PeopleChange[]): StalePeople | undefined {
  const people = new Set<PersonId>();
  const areas = new Set<string>();
  for (const change of changes) {
    switch (change.kind) {
      case "role":
      case "home":
        people.add(change.role.personId);
        // A tenant is nobody's contact.
        if (change.role.kind !== "tenant") areas.add(change.role.buildingCode ?? change.role.area ?? "");
        break;
      case "end-role":
        people.add(change.ended.personId);
        areas.add(change.ended.buildingCode);
        break;
      case "same-person":
        people.add(change.from).add(change.to);
        // Their buildings are many and not known here: whoever answers for one is reached elsewhere now.
        areas.add("");
        break;
      case "duty":
      case "end-duty":
        people.add(change.duty.personId);
        areas.add(change.duty.area);
        break;
      default:
        break;
    }
  }
  return people.size + areas.size === 0 ? undefined : { people, areas: [...areas] };
}
