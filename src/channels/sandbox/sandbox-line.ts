/** Somebody who lives in the sandbox. */
export interface SandboxPerson {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly building?: string;
  readonly room?: string;
}

/** A chat group of the sandbox. The bot is in every group and not among `memberIds`. */
export interface SandboxGroup {
  readonly id: string;
  readonly name: string;
  readonly memberIds: readonly string[];
}

/** A picture in a line. */
export interface SandboxImage {
  readonly name: string;
  /** Name of the file below the sandbox's media folder. */
  readonly file: string;
}

/** One line of the sandbox's chat network, as a person in it would see it. */
export interface SandboxLine {
  /** Grows with every line, in the order of the commits. */
  readonly seq: number;
  readonly id: string;
  /** The group's id, or `direct:<person id>`. */
  readonly chat: string;
  readonly from: string;
  readonly to?: string;
  /** A `recall` takes back the line whose id is its text; nobody sees it as a line. */
  readonly kind: "text" | "image" | "recall";
  /** Empty where the line was taken back. */
  readonly text: string;
  readonly image?: SandboxImage;
  /** Sequence number of the quoted line. */
  readonly quote?: number;
  readonly mentions: readonly string[];
  readonly isRecalled: boolean;
  readonly at: Date;
}

/** A line before it has its number. */
export type SandboxLineDraft = Omit<SandboxLine, "seq" | "isRecalled">;
