import type { BuildingCode, PersonId } from "../shared/ids.js";
import type { RoleKind } from "./person.js";

/** A role that somebody gets. */
export interface NewRole {
  readonly personId: PersonId;
  readonly kind: RoleKind;
  readonly buildingCode?: BuildingCode;
  readonly room?: string;
  /** For staff: 14, 12 or 9 digits. */
  readonly area?: string;
  /** Who vouched, how and when; missing: the role is only claimed. */
  readonly verified?: { readonly by?: PersonId; readonly how: string; readonly at: Date };
}

/** A role that is over. */
export interface EndedRole {
  readonly personId: PersonId;
  readonly kind: RoleKind;
  readonly buildingCode: BuildingCode;
  readonly at: Date;
  readonly by: PersonId;
  /** Why, in a word. */
  readonly how: string;
}
