/** The shapes of the sandbox API as the page sees them. Instants are ISO strings; `seq` grows by one a line. */

/** What a person of the sandbox world is. */
export type SandboxRole = "tenant" | "landlord" | "head" | "sublandlord" | "grid_worker" | "community" | "passerby";

/** Somebody a visitor can be. */
export interface SandboxPerson {
  readonly id: string;
  readonly name: string;
  readonly role: SandboxRole;
  readonly building?: string;
  readonly room?: string;
}

/** A group of the sandbox world. */
export interface SandboxGroup {
  readonly id: string;
  readonly name: string;
  readonly memberIds: readonly string[];
}

/** Everybody and every group. */
export interface SandboxWorld {
  readonly bot: { readonly id: string; readonly name: string };
  readonly people: readonly SandboxPerson[];
  readonly groups: readonly SandboxGroup[];
}

/** One line of a chat. `chat` is a group's id or `direct:<person id>`. */
export interface SandboxLine {
  readonly seq: number;
  readonly id: string;
  readonly chat: string;
  readonly from: string;
  readonly to?: string;
  readonly text: string;
  readonly image?: { readonly name: string; readonly url: string };
  /** `seq` of the line that this one answers. */
  readonly quote?: number;
  readonly at: string;
  /** Id of the message that led to this line of the bot; missing for lines that time brought about. */
  readonly causedBy?: string;
  readonly recalled?: boolean;
  readonly mentions?: readonly string[];
}

/** A line to be posted: into a group, or `to` the bot. */
export interface LineToPost {
  readonly from: string;
  readonly group?: string;
  readonly to?: string;
  readonly text?: string;
  readonly image?: { readonly name: string; readonly base64: string };
  readonly quote?: number;
  readonly mentions?: readonly string[];
}

/** A hazard that was read out of a line. */
export interface ExplainedHazard {
  readonly code: string;
  readonly name: string;
  readonly severity: string;
  readonly phrase: string;
}

/** A case that a line opened or changed. */
export interface ExplainedCase {
  readonly number: string;
  readonly state: string;
  readonly building: string;
  readonly code: string;
  readonly name: string;
  readonly dueAt?: string;
}

/** A line that the bot wrote, writes or will write because of a message. */
export interface ExplainedLine {
  readonly to: string;
  readonly kind: string;
  readonly text: string;
  readonly state: string;
  readonly notBefore?: string;
  readonly sentAt?: string;
  readonly error?: string;
}

/** What the bot made of a message; for a bot line, of the message that caused it. */
export interface Explanation {
  readonly id: string;
  readonly intent: string;
  readonly intentName: string;
  readonly zone: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly reasons: readonly string[];
  readonly hazards: readonly ExplainedHazard[];
  readonly places: readonly string[];
  readonly emergency?: { readonly code: string; readonly name: string };
  readonly decision: readonly string[];
  readonly cases: readonly ExplainedCase[];
  readonly links: readonly { readonly building: string; readonly reason: string }[];
  readonly lines: readonly ExplainedLine[];
}

/** How the service's clock is to move. */
export type ClockMove = { readonly advanceMinutes: number } | { readonly set: string };
