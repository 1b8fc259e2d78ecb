import type { ChatRef } from "../channels/channel.js";
import type { Drill, DrillId } from "../emergencies/drill.js";
import type { HouseRole } from "../people/role-words.js";
import type { SaidArrangement } from "../people/said-duty.js";
import type { SaidOrder } from "../people/said-order.js";
import type { BroadcastId, BuildingCode, HazardId, MediaId, MessageId, PersonId } from "../shared/ids.js";
import type { HazardMention, PlaceMention, Reading } from "../understanding/reading.js";
import type { Need } from "./hand-over-words.js";
import type { PatrolReport } from "./patrol-matter.js";

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
      /** The pictures that came with it. */
      readonly mediaIds?: readonly MediaId[];
    }
  /** A list was shown: its places (1 3 5 通过) mean these cases. */
  | { readonly kind: "case-list"; readonly hazardIds: readonly HazardId[] }
  | { readonly kind: "broadcast-draft"; readonly broadcastId: BroadcastId }
  /** Somebody named a building and not what they are there. */
  | { readonly kind: "which-role"; readonly buildingCode: BuildingCode; readonly room?: string }
  /** Somebody claims a role at a building with a roster: their name and the end of their number would help. */
  | { readonly kind: "roster-who"; readonly buildingCode: BuildingCode; readonly role: HouseRole }
  /** A name that staff said may be several people. */
  | {
      readonly kind: "which-person";
      readonly order: SaidOrder;
      readonly buildingCode: BuildingCode;
      readonly personIds: readonly PersonId[];
    }
  /** A duty lacks its days, its name, or which of several people is meant; instants are ISO strings. */
  | {
      readonly kind: "duty";
      readonly said: Omit<SaidArrangement, "period">;
      readonly period?: { readonly from: string; readonly until: string };
      /** Those who were listed, in their order. */
      readonly personIds: readonly PersonId[];
    }
  /** A patrol was reported without saying of which buildings. */
  | ({ readonly kind: "patrol" } & Pick<PatrolReport, "part" | "day" | "trouble" | "report">)
  /** Somebody reported danger: what they say next in private goes to those who are called. */
  | { readonly kind: "emergency"; readonly key: string; readonly code: string }
  /** A drill waits for the word of who announced it; instants are ISO strings. */
  | {
      readonly kind: "drill";
      readonly drill: Pick<Drill, "buildingCode" | "ref" | "codes"> & {
        readonly areas: readonly string[];
        readonly startsAt: string;
        readonly endsAt: string;
      };
    }
  /** Words of danger during a drill: is it real? */
  | {
      readonly kind: "drill-real";
      readonly drillId: DrillId;
      readonly emergency: NonNullable<Reading["emergency"]>;
      readonly places: readonly PlaceMention[];
      readonly text: string;
      readonly messageId: MessageId;
      readonly sentAt: string;
    }
  /** A person was called for the sender: no small talk meanwhile, what they say is passed on. `need` is why, if they said it. */
  | { readonly kind: "handed-over"; readonly need?: Need }
  /** A change of star waits for the word of the grid worker, the community or the street. */
  | { readonly kind: "star-change"; readonly changeId: string }
  /** An objection to one waits for a reviewer's word. */
  | { readonly kind: "appeal"; readonly appealId: string }
  /** The owner objected: pictures that follow are the proof. */
  | { readonly kind: "appeal-proof"; readonly appealId: string };

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

/** Whether the bot expects more of the sender: not while a person is on the way to them. */
export const expectsMore = (dialog: Dialog | undefined): boolean =>
  dialog !== undefined && dialog.data.kind !== "handed-over";

const notQuestions: ReadonlySet<DialogData["kind"]> = new Set([
  "recent-case",
  "recent-photo",
  "case-list",
  "roster-who",
  "appeal-proof",
  "handed-over",
]);
