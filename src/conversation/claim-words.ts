import type { BuildingContacts } from "../buildings/directory.js";
import type { Person } from "../buildings/person.js";
import type { PersonId } from "../shared/ids.js";
import { roleName } from "../people/role-words.js";
import type { TaskIntent } from "./changes.js";
import type { KnownClaim } from "./role-matter.js";

/** The kind of the due task that puts claims to one of the staff, one at a time; its subject is their id. */
export const askClaimsKind = "ask-claims";

/** Looks at what waits for one of the staff. */
export const askClaimsTask = (staffId: PersonId, dueAt: Date): TaskIntent => ({
  kind: askClaimsKind,
  subject: staffId,
  dueAt,
  data: {},
});

/** Who of the staff is asked about a building: who is on duty, else the community; nobody where none can be reached. */
export const askedOf = (contacts: BuildingContacts, but: PersonId): Person | undefined =>
  [...contacts.gridWorkers, ...contacts.community].find((person) => person.direct && person.id !== but);

/** What lines say about a claim. */
export const claimWords = ({ claim, person, building }: KnownClaim) => ({
  name: person.name,
  building: building.name,
  role: claim.wish === "role" ? roleName(claim.role) : "老用户",
});

/** People one a line, by number, each with what they are at the building. */
export const numberedPeople = (people: readonly Person[], code: string): string =>
  people.map((person, index) => `${index + 1} ${person.name}${partOf(person, code)}`).join("\n");

function partOf({ roles }: Person, code: string): string {
  const here =
    roles.find((role) => role.buildingCode === code) ?? roles.find((role) => role.buildingCode !== undefined);
  if (!here) return "";
  return here.buildingCode === code ? `(${roleName(here.kind)})` : "(别的楼)";
}
