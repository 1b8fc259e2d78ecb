import type { BuildingCode } from "../shared/ids.js";
import type { Result } from "../shared/result.js";
import type { FileEvent, FileFacts } from "./building-file.js";
import type { FileCounts } from "./describe-file.js";

/** A page of a file's log, newest first. */
export interface FileLogPage {
  readonly events: readonly FileEvent[];
  readonly nextCursor?: string;
}

/** Reads building files (一楼一档). */
export interface BuildingFileStore {
  /** The present file; undefined for a code that is not registered. */
  findFile(
    code: BuildingCode,
    now: Date,
  ): Promise<{ readonly facts: FileFacts; readonly counts: FileCounts } | undefined>;
  /** Who changed what. Refuses a cursor that it did not give. */
  findLog(wanted: {
    readonly code: BuildingCode;
    readonly cursor?: string;
    readonly limit: number;
  }): Promise<Result<FileLogPage, "bad-cursor">>;
}
