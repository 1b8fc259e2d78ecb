/**
 * The port between 楼信 and a chat network. An adapter translates, nothing else: it keeps no state that matters and
 * decides nothing. What a network cannot do is declared in its capabilities.
 */

/** Where a line stands: one conversation of one account on one network. */
export interface ChatRef {
  /** Name of the adapter, such as `sandbox` or `wechaty`. */
  readonly channel: string;
  /** The bot account on that network. */
  readonly account: string;
  /** The network's group id, or `direct:<person's id on the network>` for a private chat. */
  readonly chat: string;
}

/** Who wrote, as the network names them. */
export interface SenderRef {
  readonly channel: string;
  readonly account: string;
  /** The person's id on the network; may change at the next login on some networks. */
  readonly externalId: string;
}

/** The chat of a private conversation with the person of this network id. */
export const directChat = (externalPersonId: string): string => `direct:${externalPersonId}`;
/** The network id of the person of a private chat. */
export const directSender = ({ chat }: Pick<ChatRef, "chat">): string => chat.slice(directChat("").length);
/** Whether the chat is private. */
export const isDirectChat = (chat: string): boolean => chat.startsWith("direct:");
/** One string for a chat, for maps. */
export const chatKey = (ref: ChatRef): string => `${ref.channel} ${ref.account} ${ref.chat}`;
/** One string for a sender, for maps. */
export const senderKey = (ref: SenderRef): string => `${ref.channel} ${ref.account} ${ref.externalId}`;

/** What a network can do. */
export interface ChannelCapabilities {
  readonly receivesGroupMessages: boolean;
  readonly receivesDirectMessages: boolean;
  /** The network hands over a group line only when the bot is mentioned in it. */
  readonly needsMention: boolean;
  /** The bot may write first. */
  readonly isProactive: boolean;
  /** A person must confirm each group line in the network's own client. */
  readonly needsHumanConfirmation: boolean;
  /** How long after a person's line the bot may still write to them; undefined where there is no limit. */
  readonly replyWindowMs?: number;
  readonly rate: SendRate;
  /** How long the network keeps a picture for download; undefined where it does not expire. */
  readonly mediaLifeMs?: number;
  /** The network can say, after a crash, whether a line of ours went out (`findSent`). */
  readonly canLookUpSent: boolean;
}

/** How fast the account may send without risk. Source: docs/channels.md. */
export interface SendRate {
  /** Smallest gap between two lines in one chat, milliseconds. */
  readonly perChatMs: number;
  /** Smallest gap between any two lines of the account, milliseconds. */
  readonly perAccountMs: number;
}

/** What kind of line arrived. `recall` takes back the line named in `recalledExternalId`. */
export type MessageKind = "text" | "image" | "voice" | "video" | "file" | "link" | "recall" | "other";

/** A picture or file that came with a line. `load` fetches the bytes; it may reject when the network has dropped them. */
export interface IncomingMedia {
  readonly name: string;
  readonly load: () => Promise<Buffer>;
}

/** The line that an incoming line answers, as far as the network tells. */
export interface Quote {
  readonly externalId?: string;
  readonly senderName?: string;
  readonly text?: string;
}

/** One line from a person, as every adapter hands it over. */
export interface IncomingMessage {
  readonly ref: ChatRef;
  readonly isGroup: boolean;
  readonly senderId: string;
  /** The name the network shows for the sender in this chat. */
  readonly senderName: string;
  /** Unique within (channel, account, chat); the same id twice is one line delivered twice. */
  readonly externalId: string;
  readonly kind: MessageKind;
  readonly text: string;
  readonly media: readonly IncomingMedia[];
  readonly mentionsBot: boolean;
  readonly quote?: Quote;
  readonly recalledExternalId?: string;
  readonly sentAt: Date;
  readonly receivedAt: Date;
}

/** A line of the bot's own that the network showed back: the proof that it went out. */
export interface OwnEcho {
  readonly ref: ChatRef;
  readonly externalId: string;
  readonly text: string;
  readonly sentAt: Date;
}

/** People came, went, or a group changed its name. */
export type MembershipEvent =
  | {
      readonly kind: "joined" | "left";
      readonly ref: ChatRef;
      /** Without the bot itself; may be empty. */
      readonly personIds: readonly string[];
      /** Whether the bot itself came or went. */
      readonly isBotToo: boolean;
      /** Who brought them in or took them out, where the network tells; maybe one of them. */
      readonly by?: string;
      readonly at: Date;
    }
  | { readonly kind: "renamed"; readonly ref: ChatRef; readonly name: string; readonly at: Date };

/** Whether the account can work now. */
export type ChannelStatus = "starting" | "ready" | "logged-out" | "failed" | "stopped";

/** What the service gives an adapter to call. */
export interface ChannelHandlers {
  /** Resolves once the line is committed; rejects when it is not, and the adapter must then offer it again. */
  onMessage(message: IncomingMessage): Promise<void>;
  onEcho(echo: OwnEcho): Promise<void>;
  onMembership(event: MembershipEvent): Promise<void>;
  onStatus(status: ChannelStatus, detail?: string): void;
}

/** A line to go out. */
export interface OutgoingLine {
  readonly ref: ChatRef;
  readonly text: string;
  readonly image?: { readonly name: string; readonly bytes: Buffer };
}

/** The network took the line. `externalId` is missing where the network gives none. */
export interface SendReceipt {
  readonly externalId?: string;
  readonly sentAt: Date;
}

/** The network refused the line before sending it: safe to try again or to give up. */
export class SendRejected extends Error {
  override readonly name = "SendRejected";
  constructor(
    message: string,
    /** False where another try cannot help (unknown chat, removed from the group). */
    readonly isRetryable: boolean,
  ) {
    super(message);
  }
}

/** A chat network. `send` rejects with SendRejected when the line surely did not go out; any other rejection leaves it in doubt. */
export interface Channel {
  readonly name: string;
  readonly account: string;
  readonly capabilities: ChannelCapabilities;
  /** Resolves when the adapter listens; readiness is told through `onStatus`. */
  start(handlers: ChannelHandlers): Promise<void>;
  stop(): Promise<void>;
  send(line: OutgoingLine): Promise<SendReceipt>;
  /** Only with `canLookUpSent`: the receipts of our own lines with exactly this text in the chat since then, oldest first. */
  findSent?(line: OutgoingLine, since: Date): Promise<readonly SendReceipt[]>;
  /**
   * Who is in a group now, by their ids, without the bot; undefined where the bot is not among them: such a list is not
   * to be trusted. Rejects where the network cannot tell. Missing where it never can.
   */
  listMembers?(ref: ChatRef): Promise<readonly string[] | undefined>;
}
