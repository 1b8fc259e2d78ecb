import type { BuildingCode, PersonId } from "../shared/ids.js";
import type { ChatRef } from "../channels/channel.js";

/** What a person is to a building or an area. Chinese: 租客 业主 楼栋长 二房东 网格员 社区 街道 路人. */
export type RoleKind =
  | "tenant"
  | "landlord"
  | "head"
  | "sublandlord"
  | "grid_worker"
  | "community"
  | "street"
  | "passerby";

/** One role, and whether somebody vouched for it. Only verified roles may act or see details. */
export interface Role {
  readonly kind: RoleKind;
  readonly buildingCode?: BuildingCode;
  readonly room?: string;
  /** For staff: grid code (14 digits) or, for community and street staff, the code's prefix (12 or 9 digits). */
  readonly area?: string;
  readonly isVerified: boolean;
  /** Only for a while, by the duty roster. */
  readonly isDuty?: boolean;
}

/** A person with their roles. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The private chat in which the bot reaches them, where there is one. */
  readonly direct?: ChatRef;
}

const responsibleKinds: ReadonlySet<RoleKind> = new Set(["landlord", "head", "sublandlord"]);
const staffKinds: ReadonlySet<RoleKind> = new Set(["grid_worker", "community", "street"]);

/** Whether the person is staff (verified grid worker, community or street). */
export const isStaff = (person: Person): boolean =>
  person.roles.some((role) => role.isVerified && staffKinds.has(role.kind));

/** Whether the person is staff for the area that the building stands in. */
export const isStaffOf = (person: Person, code: BuildingCode): boolean =>
  person.roles.some(
    (role) => role.isVerified && staffKinds.has(role.kind) && role.area !== undefined && code.startsWith(role.area),
  );

/** Whether the person answers for any building. */
export const isResponsible = (person: Person): boolean =>
  person.roles.some((role) => role.isVerified && responsibleKinds.has(role.kind));

/** Whether the person answers for this building. */
export const isResponsibleFor = (person: Person, code: BuildingCode): boolean =>
  person.roles.some((role) => role.isVerified && responsibleKinds.has(role.kind) && role.buildingCode === code);

/** The roles by which the person answers for buildings. */
export const responsibleRoles = ({ roles }: Person): readonly Role[] =>
  roles.filter((role) => role.isVerified && responsibleKinds.has(role.kind));

/** The buildings that the person answers for. */
export const answersFor = (person: Person): readonly BuildingCode[] =>
  buildingsOf({ ...person, roles: responsibleRoles(person) });

/** The buildings that a person's roles name, in the order of the roles, each once. */
export const buildingsOf = (person: Person): readonly BuildingCode[] => [
  ...new Set(person.roles.flatMap((role) => (role.buildingCode ? [role.buildingCode] : []))),
];
