import type { ChatRef } from "../channels/channel.js";
import type { BroadcastId, HazardId, MediaId, MessageId } from "../shared/ids.js";
import type { HazardMention, PlaceMention } from "../understanding/reading.js";

/** What the bot waits for from one sender in one chat. Stored as JSON: instants are ISO strings. */
export type DialogData =
  /** The building of a report is missing; `defaultCode` is what a plain 对 means. */
  | {
      readonly kind: "which-building";
      readonly hazards: readonly HazardMention[];
      readonly place: PlaceMention;
      readonly summary: string;
      readonly messageId: MessageId;
      readonly sentAt: string;
      /** Where the report was written, if not in the chat of the question. */
      readonly chat?: ChatRef;
      readonly mediaIds: readonly MediaId[];
      readonly defaultCode?: string;
    }
  /** A plausible report: shall it be filed? */
  | {
      readonly kind: "is-report";
      readonly text: string;
      readonly chat: ChatRef;
      readonly messageId: MessageId;
      readonly sentAt: string;
    }
  /** A star question without a building. */
  | { readonly kind: "whose-star"; readonly defaultCode?: string }
  /** A case was just filed or fixed: lines and photos that follow belong to it. */
  | {
      readonly kind: "recent-case";
      readonly hazardIds: readonly HazardId[];
      readonly phase: "before" | "after";
      readonly textUntil: string;
    }
  /** A photo came without words; a report may follow. */
  | { readonly kind: "recent-photo"; readonly mediaIds: readonly MediaId[]; readonly messageId: MessageId }
  /** A command fits several cases. */
  | {
      readonly kind: "which-case";
      readonly hazardIds: readonly HazardId[];
      readonly command: string;
      readonly text: string;
    }
  /** A list was shown: its places (1 3 5 通过) mean these cases. */
  | { readonly kind: "case-list"; readonly hazardIds: readonly HazardId[] }
  | { readonly kind: "broadcast-draft"; readonly broadcastId: BroadcastId }
  /** A change of star waits for the grid worker's word. */
  | { readonly kind: "star-change"; readonly changeId: string };

/** What the bot waits for, from whom, until when. */
export interface Dialog {
  readonly ref: ChatRef;
  readonly senderId: string;
  readonly data: DialogData;
  readonly expiresAt: Date;
}

/** One string for (chat, sender), for maps. */
export const dialogKey = (ref: ChatRef, senderId: string): string =>
  `${ref.channel} ${ref.account} ${ref.chat} ${senderId}`;

/** Whether the dialog is a question that a short word may answer. */
export const isQuestion = (dialog: Dialog | undefined): boolean =>
  dialog !== undefined && !notQuestions.has(dialog.data.kind);

const notQuestions: ReadonlySet<DialogData["kind"]> = new Set(["recent-case", "recent-photo", "case-list"]);
