import type { ChatRef } from "../channels/channel.js";
import type { MediaId, MessageId } from "../shared/ids.js";

/**
 * How urgent a line is. `emergency` overtakes everything and knows no quiet hours; `reply` answers somebody who just
 * wrote; `notice` may wait for the morning in a private chat too; `group` is a line in a group that may wait.
 */
export type Urgency = "emergency" | "reply" | "notice" | "group";

/** The lane of each urgency: the lower goes first. */
export const lanes: Readonly<Record<Urgency, number>> = { emergency: 0, reply: 1, notice: 2, group: 3 };

/** A line to be committed with its cause. */
export interface LineDraft {
  readonly ref: ChatRef;
  /** What the line is, such as `receipt` or `reminder`: the template's name. Shown in the drawer. */
  readonly kind: string;
  readonly urgency: Urgency;
  readonly text: string;
  readonly mediaId?: MediaId;
  /** The same key twice is one line: the second draft is dropped. */
  readonly dedupeKey: string;
  /** Not before this instant; missing: at once. */
  readonly notBefore?: Date;
  /** Not after this instant: the line is then withdrawn, never sent late. */
  readonly expiresAt?: Date;
  /** Lines with the same merge key and chat that wait together go out as one. */
  readonly mergeKey?: string;
  /** The message that led to the line; missing for time-driven lines. */
  readonly causedBy?: MessageId;
  /** Such as `hazard:<id>` or `broadcast:<id>`. */
  readonly subject?: string;
}

/** Where a line stands. `sending` that outlives its process becomes `in-doubt`. */
export type LineState = "queued" | "sending" | "sent" | "confirmed" | "in-doubt" | "failed" | "withdrawn";
