import type { AcceptedMessage } from "../archive/inbox.js";
import type { Broadcast } from "../broadcasts/broadcast.js";
import type { GroupPolicy } from "../buildings/group.js";
import type { ChatRef } from "../channels/channel.js";
import type { LineDraft } from "../delivery/line.js";
import type { DrillChange } from "../emergencies/drill.js";
import type { CallChange } from "../emergencies/emergency-call.js";
import type { HazardStep } from "../hazards/apply-event.js";
import type { PhotoFlag } from "../hazards/photo-flags.js";
import type { FilledMessage, MessageWords, TemplateName, WordsArgument } from "../message-templates/message-words.js";
import type { PeopleChange } from "../people/people-change.js";
import type { PatrolEntry } from "../patrols/patrol.js";
import type { BroadcastId, BuildingCode, HazardId, MediaId, MessageId, PersonId } from "../shared/ids.js";
import type { ConsequenceWrite } from "../stars/consequence-entry.js";
import type { Appeal, AppealProof } from "../stars/appeal.js";
import type { StarChange } from "../stars/star-change.js";
import type { Reading } from "../understanding/reading.js";
import type { Dialog } from "./dialog.js";

/** A word of a line, or the number of a case that is given out only when the case is committed. */
export type Word = string | { readonly numberOf: HazardId };
/** The value of a template's variable. */
export type LineVariable = Word | readonly Word[];

/** What a template needs and may get. */
export type Words<Name extends TemplateName> = MessageWords<Name, LineVariable>;
/** The same as the last argument, which may be left out where the template needs nothing. */
export type LastWords<Name extends TemplateName> = WordsArgument<Name, LineVariable>;
/** A template of templates/messages with its variables. */
export type Filled<Name extends TemplateName = TemplateName> = FilledMessage<LineVariable, Name>;

/** A line to go out, not rendered yet. The compiler holds its variables against the file of its template. */
export type LineIntent = Omit<LineDraft, "text" | "kind" | "causedBy"> & Filled;

/** That a message is about a building, and why. */
export interface BuildingLink {
  readonly buildingCode: BuildingCode;
  readonly reason: "text" | "quote" | "case" | "nickname" | "unit" | "group";
  readonly detail: string;
  /** The message linked; missing: the one being handled. */
  readonly message?: Pick<AcceptedMessage, "id" | "ref" | "sentAt">;
}

/** A row of the work list of time. */
export interface TaskIntent {
  readonly kind: string;
  readonly subject: string;
  readonly dueAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Whether a line was a report, by the word of its writer. */
export interface AnsweredLine {
  readonly messageId: MessageId;
  readonly isReport: boolean;
}

/**
 * Everything that one message or one due task brings about, as data. It is written in one transaction together with
 * the end of its cause, so that it happens exactly once.
 */
export interface Changes {
  readonly steps: readonly HazardStep[];
  readonly reporters: readonly { readonly hazardId: HazardId; readonly personId: PersonId; readonly at: Date }[];
  readonly evidence: readonly {
    readonly hazardId: HazardId;
    readonly mediaId: MediaId;
    readonly phase: "before" | "after";
    readonly at: Date;
    readonly flags?: readonly PhotoFlag[];
  }[];
  readonly lines: readonly LineIntent[];
  /** Subjects whose waiting lines are no longer true. */
  readonly withdrawn: readonly string[];
  /** Messages whose lines that still wait are no longer true. */
  readonly withdrawnCauses: readonly MessageId[];
  readonly links: readonly BuildingLink[];
  readonly dialogs: readonly Dialog[];
  readonly endedDialogs: readonly { readonly ref: ChatRef; readonly senderId: string }[];
  readonly tasks: readonly TaskIntent[];
  readonly endedTasks: readonly { readonly kind: string; readonly subject: string }[];
  readonly broadcasts: readonly Broadcast[];
  readonly receipts: readonly {
    readonly broadcastId: BroadcastId;
    readonly personId: PersonId;
    readonly chat: string;
    readonly at: Date;
  }[];
  readonly starChanges: readonly { readonly change: StarChange; readonly isNew: boolean }[];
  readonly appeals: readonly Appeal[];
  /** What follows from stars: granted, ended, or done by somebody. */
  readonly consequences: readonly ConsequenceWrite[];
  /** Patrols that were reported. */
  readonly patrols: readonly PatrolEntry[];
  readonly appealProofs: readonly AppealProof[];
  readonly recalls: readonly { readonly ref: ChatRef; readonly externalId: string }[];
  /** How much the bot may say in groups from now on. */
  readonly policies: readonly { readonly ref: ChatRef; readonly policy: Partial<GroupPolicy> }[];
  /** Who is who from now on. */
  readonly people: readonly PeopleChange[];
  /** What happens to the calls of emergencies, in order. */
  readonly calls: readonly CallChange[];
  readonly drills: readonly DrillChange[];
  /** Lines that the bot was unsure of, and what their writer said when asked. */
  readonly answered: readonly AnsweredLine[];
  /** What was decided and why, in Chinese, for the drawer. */
  readonly notes: readonly string[];
}

const none: Changes = {
  steps: [],
  reporters: [],
  evidence: [],
  lines: [],
  withdrawn: [],
  withdrawnCauses: [],
  links: [],
  dialogs: [],
  endedDialogs: [],
  tasks: [],
  endedTasks: [],
  broadcasts: [],
  receipts: [],
  starChanges: [],
  appeals: [],
  consequences: [],
  patrols: [],
  appealProofs: [],
  recalls: [],
  policies: [],
  people: [],
  calls: [],
  drills: [],
  answered: [],
  notes: [],
};

/** Changes with the given parts and nothing else. */
export const changes = (parts: Partial<Changes>): Changes => ({ ...none, ...parts });

/** All parts together, in order. */
export function mergeChanges(all: readonly Changes[]): Changes {
  const [only] = all;
  if (only && all.length === 1) return only;
  const keys = Object.keys(none) as (keyof Changes)[];
  return Object.fromEntries(
    keys.map((key) => [key, all.flatMap((one) => one[key] as readonly unknown[])]),
  ) as unknown as Changes;
}

/** Whether nothing is to be written and nothing to be said. */
export const isNothing = (one: Changes): boolean =>
  (Object.keys(none) as (keyof Changes)[]).every((key) => key === "notes" || one[key].length === 0);

/** What became of one message. */
export interface Decision {
  readonly message: AcceptedMessage;
  readonly reading: Reading;
  readonly changes: Changes;
}
