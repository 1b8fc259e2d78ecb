import type { MessageKind } from "../channels/channel.js";
import type { BuildingCode, MediaId, MessageId } from "../shared/ids.js";
import type { Result } from "../shared/result.js";

/** One line in the file of a building. */
export interface ConversationEntry {
  readonly messageId: MessageId;
  readonly chat: string;
  /** Missing for private chats and groups that nobody has bound. */
  readonly groupName?: string;
  readonly senderName: string;
  readonly text: string;
  readonly kind: MessageKind;
  readonly sentAt: Date;
  /** Why the line stands in this file: text quote case nickname unit group. */
  readonly reason: string;
  /** The words or the case that led here. */
  readonly detail: string;
  readonly media: readonly { readonly id: MediaId; readonly mime: string }[];
  readonly isOwn: boolean;
}

/** Part of a conversation, newest first. */
export interface ConversationPage {
  readonly entries: readonly ConversationEntry[];
  /** Give it back to get what is older; missing on the last page. */
  readonly nextCursor?: string;
}

/** What is wanted of a building's conversation. */
export interface ConversationQuery {
  readonly code: BuildingCode;
  /** Only lines that hold these characters, capitals or not; blank: all. */
  readonly query?: string;
  readonly cursor?: string;
  /** 1 to 200; anything else is brought into that range. */
  readonly limit: number;
}

/** The conversations of buildings. */
export interface ConversationArchive {
  /** Refuses a cursor that this archive did not give out. An unknown building has an empty conversation. */
  findConversation(wanted: ConversationQuery): Promise<Result<ConversationPage, "bad-cursor">>;
}
