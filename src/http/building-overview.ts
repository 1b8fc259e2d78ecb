import type { BuildingCode } from "../shared/ids.js";

/** A building as a list shows it. */
export interface BuildingSummary {
  readonly code: BuildingCode;
  readonly name: string;
  readonly estate: string;
  readonly address: string;
  /** 1 to 5; missing where the building has none: not rated yet, or its plate was withdrawn. */
  readonly star?: number;
  /** Cases that are neither closed nor a false alarm. */
  readonly openHazards: number;
}

/** Reads lists of buildings. */
export interface BuildingOverview {
  /** Up to `limit` buildings in the order of their codes, those after `after` where it is given. */
  listBuildings(wanted: { readonly after?: string; readonly limit: number }): Promise<readonly BuildingSummary[]>;
}
