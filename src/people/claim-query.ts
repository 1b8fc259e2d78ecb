import type { PersonId } from "../shared/ids.js";

/** Claims that wait: of whom, asked of whom, or in which areas (prefixes of building codes). */
export type WaitingWhere =
  | { readonly of: PersonId }
  | { readonly askedOf: PersonId }
  | { readonly areas: readonly string[] };
