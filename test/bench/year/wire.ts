import type { SendReceipt } from "../../../src/channels/channel.js";
import type { AuditFigures } from "../../../src/conversation/due-audit.prisma.js";

/** The bot's account on the network of the simulated year. */
export const network = { channel: "year", account: "bot" } as const;

/** A line of somebody on its way into the service. */
export interface SaidLine {
  readonly externalId: string;
  readonly chat: string;
  readonly senderId: string;
  readonly senderName: string;
  readonly text: string;
  /** A PNG, base64. */
  readonly photo?: string;
  readonly mentionsBot: boolean;
  readonly sentAt: Date;
}

/** Where the service's database and files are. */
export interface ServicePlace {
  readonly dataDir: string;
  /** PostgreSQL; the embedded database in `dataDir` where missing. */
  readonly databaseUrl?: string;
}

/** What the year asks of the service. Each is answered once everything that may be done at `at` is done. */
export type Order =
  | ({ readonly kind: "start"; readonly at: Date } & ServicePlace)
  | { readonly kind: "run"; readonly at: Date }
  | { readonly kind: "say"; readonly at: Date; readonly lines: readonly SaidLine[] }
  | { readonly kind: "stop"; readonly at: Date };

/** What the service tells of itself. */
export type News =
  | { readonly kind: "done"; readonly nextDueAt?: Date; readonly clock: ClockCheck }
  | { readonly kind: "failed"; readonly error: string }
  | { readonly kind: "trouble"; readonly level: "warn" | "error"; readonly text: string }
  | { readonly kind: "audited"; readonly figures: AuditFigures };

/** Open cases without a timer and timers of cases that are over, as the tables have them at this moment. */
export interface ClockCheck {
  readonly withoutTimer: readonly string[];
  readonly timerOfClosed: readonly string[];
}

/** What the service asks of the network. */
export type NetworkCall =
  | { readonly kind: "send"; readonly id: number; readonly chat: string; readonly text: string; readonly at: Date }
  | { readonly kind: "find"; readonly id: number; readonly chat: string; readonly text: string; readonly since: Date };

/** What the network answers. */
export type NetworkAnswer =
  | { readonly kind: "receipts"; readonly id: number; readonly receipts: readonly SendReceipt[] }
  | { readonly kind: "refused"; readonly id: number; readonly mayTryAgain: boolean };
