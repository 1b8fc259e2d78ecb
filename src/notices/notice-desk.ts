import type { BuildingCode, HazardId } from "../shared/ids.js";
import type { Result } from "../shared/result.js";
import type { NoticeRefusal, RectificationNotice } from "./rectification-notice.js";

/** Which case: by its id, or as people say it, the newest with that number in the building. */
export type NoticeSubject =
  | { readonly hazardId: HazardId }
  | { readonly buildingCode: BuildingCode; readonly number: string };

/** Writes the notices of cases. */
export interface NoticeDesk {
  /** The notice as the case stands now. Refuses a case that is unknown or gets no notice. */
  noticeOf(subject: NoticeSubject): Promise<Result<RectificationNotice, NoticeRefusal | "unknown-hazard">>;
}
