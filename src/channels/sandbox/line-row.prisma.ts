import { Prisma } from "../../database/client/client.js";
import type { SandboxImage, SandboxLine } from "./sandbox-line.js";

/** A row of sandbox_line as hand-written SQL returns it. */
export interface LineRow {
  readonly seq: number;
  readonly id: string;
  readonly chat: string;
  readonly from: string;
  readonly to: string | null;
  readonly text: string;
  readonly kind: string;
  readonly image: SandboxImage | null;
  readonly quote: number | null;
  readonly mentions: readonly string[];
  readonly recalled: boolean;
  readonly at: Date;
}

/** The columns of a LineRow. */
export const lineColumns = Prisma.sql`seq, id, chat, "from", "to", text, kind, image, quote, mentions, recalled, at`;

/** A row as a line of the network. */
export const fromRow = (row: LineRow): SandboxLine => ({
  seq: row.seq,
  id: row.id,
  chat: row.chat,
  from: row.from,
  kind: row.kind as SandboxLine["kind"],
  text: row.text,
  mentions: row.mentions,
  isRecalled: row.recalled,
  at: row.at,
  ...(row.to === null ? {} : { to: row.to }),
  ...(row.image ? { image: row.image } : {}),
  ...(row.quote === null ? {} : { quote: row.quote }),
});
