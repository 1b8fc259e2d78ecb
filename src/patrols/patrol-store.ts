import type { BuildingCode, PersonId } from "../shared/ids.js";
import type { PatrolKey } from "./patrol.js";

/** A building of a grid, as staff patrol it. */
export interface StaffRound {
  readonly code: BuildingCode;
  readonly name: string;
  /** In force; null: the plate is withdrawn; missing: not rated yet. */
  readonly star?: number | null;
  /** The Shanghai day of the last patrol by staff, or since when the building is registered where there was none. */
  readonly since: string;
}

/** The patrol log as stored. */
export interface PatrolStore {
  /** What a person logged on these Shanghai days, both included, also under an identity that was joined with theirs. */
  findOf(personId: PersonId, between: { readonly from: string; readonly to: string }): Promise<readonly PatrolKey[]>;
  /** All buildings of these grids (14 digits each). */
  findRounds(grids: readonly string[]): Promise<readonly StaffRound[]>;
}
