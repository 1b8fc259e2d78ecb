import type { BuildingCode, PersonId } from "../shared/ids.js";
import type { HouseRole } from "./role-words.js";

/** A person of an imported roster. */
export interface RosterEntry {
  readonly personId: PersonId;
  readonly buildingCode: BuildingCode;
  readonly role: HouseRole;
  readonly name: string;
  readonly room?: string;
  /** The end of their phone number, by which they are known when they write. */
  readonly last4?: string;
}

/**
 * The entry that somebody means. One with digits needs the name and the digits; one without, the name that they give or
 * carry. Undefined unless it is only one. It is for staff to nod to, never proof.
 */
export function matchEntry(
  entries: readonly RosterEntry[],
  said: { readonly name?: string; readonly last4?: string; readonly nickname: string },
): RosterEntry | undefined {
  const found = entries.filter((entry) =>
    entry.last4 === undefined
      ? said.name === entry.name || said.nickname.includes(entry.name)
      : said.name === entry.name && said.last4 === entry.last4,
  );
  return found.length === 1 ? found[0] : undefined;
}
