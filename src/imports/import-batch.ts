import { type Branded } from "../shared/ids.js";

/** The id of one import, by which it can be undone. */
export type BatchId = Branded<"BatchId">;

/** What an import is about. */
export interface ImportBatch {
  readonly id: BatchId;
  readonly kind: "buildings" | "units";
  /** The name of the file, without its folder. */
  readonly file: string;
  readonly rows: number;
  readonly at: Date;
}
