import type { SandboxImage, SandboxLine, SandboxLineDraft } from "./sandbox-line.js";

/** Which lines of the network are wanted. */
export interface LineSelection {
  /** Only lines of this chat; missing: of all. */
  readonly chat?: string | undefined;
  readonly limit: number;
  /** Also the lines of kind `recall`, which nobody sees as lines. */
  readonly hasRecalls?: boolean;
}

/** Where the lines are kept, so that they outlive the process as a real network's would. */
export interface WorldStore {
  /**
   * Commits a line and gives it its number; the line that stands there already where the id is known. Numbers are
   * committed in their order: who has seen a number will never see a smaller one appear. A line of kind `recall`
   * takes back the other line in the same commit.
   */
  insert(line: SandboxLineDraft): Promise<{ readonly line: SandboxLine; readonly isNew: boolean }>;
  find(id: string): Promise<SandboxLine | undefined>;
  findBySeq(seq: number): Promise<SandboxLine | undefined>;
  /** Lines with a greater number, in order. */
  findAfter(seq: number, selection: LineSelection): Promise<readonly SandboxLine[]>;
  /** Lines of people that the service never accepted, oldest first: what a crash left between the network and the inbox. */
  findNotAccepted(since?: Date): Promise<readonly SandboxLine[]>;
  /** The bot's own lines with this text in the chat since then, oldest first. */
  findOwn(chat: string, text: string, since: Date): Promise<readonly SandboxLine[]>;
  /** Keeps a picture. The name is for people; the file's own name is made here. */
  saveImage(name: string, bytes: Buffer): Promise<SandboxImage>;
  /** The bytes, or undefined where there is no such picture. */
  loadImage(file: string): Promise<Buffer | undefined>;
  deleteImage(file: string): Promise<void>;
}
