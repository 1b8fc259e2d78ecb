import type { SandboxPerson, SandboxRole, SandboxWorld } from "../sandbox-types.js";

/** What a role is called, in the order in which the page lists them. */
export const roleNames: Readonly<Record<SandboxRole, string>> = {
  tenant: "租客",
  landlord: "房东",
  head: "楼栋长",
  sublandlord: "二房东",
  grid_worker: "网格员",
  community: "社区",
  passerby: "路人",
};

/** The roles in the order of the page. */
export const roleOrder = Object.keys(roleNames) as readonly SandboxRole[];

/** The building as people say it: the last part of a name, nothing for a bare number code. */
export const shortBuilding = (person: SandboxPerson): string => {
  const building = person.building ?? "";
  if (/^\d{10,}$/u.test(building)) return "";
  return /\d+(?:栋|号|座).*$/u.exec(building)?.[0] ?? building;
};

/** Role, building and room in one phrase: 租客 · 3栋 301. */
export function personCaption(person: SandboxPerson): string {
  const home = [shortBuilding(person), person.room ?? ""].filter((part) => part !== "").join(" ");
  return home === "" ? roleNames[person.role] : `${roleNames[person.role]} · ${home}`;
}

/** The people of one role, in the order of the world. */
export interface RoleSection {
  readonly role: SandboxRole;
  readonly people: readonly SandboxPerson[];
}

/** Everybody by role; roles without people are left out. */
export const peopleByRole = (world: SandboxWorld): readonly RoleSection[] =>
  roleOrder
    .map((role) => ({ role, people: world.people.filter((person) => person.role === role) }))
    .filter((section) => section.people.length > 0);

/** The three people of the story. */
export interface StoryCast {
  readonly tenant: SandboxPerson;
  readonly landlord: SandboxPerson;
  readonly gridWorker: SandboxPerson;
}

/**
 * The story's people: the first tenant who shares a building with a landlord (else a head or sub-landlord), that
 * person, and the first grid worker. Undefined where the world has no such people.
 */
export function storyCast(world: SandboxWorld): StoryCast | undefined {
  const gridWorker = world.people.find((person) => person.role === "grid_worker");
  for (const role of ["landlord", "head", "sublandlord"] as const) {
    for (const tenant of world.people.filter((person) => person.role === "tenant")) {
      const landlord = world.people.find((person) => person.role === role && isSameBuilding(person, tenant));
      if (landlord && gridWorker) return { tenant, landlord, gridWorker };
    }
  }
  return undefined;
}

const isSameBuilding = (a: SandboxPerson, b: SandboxPerson): boolean =>
  a.building !== undefined && a.building === b.building;
