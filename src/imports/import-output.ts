import type { Log } from "../shared/log.js";

/** Where an import writes: `print` gets what became of the rows, `tell` what is wrong with them. */
export interface ImportOutput {
  readonly print: (text: string) => Promise<void>;
  readonly tell: (line: string) => void;
  readonly log: Log;
}
