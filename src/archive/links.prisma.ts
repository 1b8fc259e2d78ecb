import type { ChatRef } from "../channels/channel.js";
import { plainArray, textArray } from "../database/array-literal.js";
import type { Writes } from "../database/write-sheet.prisma.js";
import type { BuildingCode, MessageId } from "../shared/ids.js";

/** Why a message stands in a building's file, in the order of trust. */
export type LinkReason = "text" | "quote" | "case" | "nickname" | "unit" | "group";

/** That a message is about a building, and why. */
export interface LinkRow {
  readonly message: { readonly id: MessageId; readonly chat: ChatRef["chat"]; readonly sentAt: Date };
  readonly buildingCode: BuildingCode;
  readonly reason: LinkReason;
  /** The words or the case that led to the building, in Chinese. */
  readonly detail: string;
}

/** What was understood and decided about a message, for the drawer. */
export interface ReadingRow {
  readonly messageId: MessageId;
  readonly chat: string;
  readonly reading: unknown;
  readonly decision: unknown;
  readonly readAt: Date;
}

/** Puts messages into the files of buildings; a link that stands already is left as it is. */
export async function insertLinks(tx: Writes, links: readonly LinkRow[]): Promise<void> {
  if (links.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO message_building (building_code, sent_at, chat, message_id, reason, detail)
    SELECT * FROM unnest(
      ${plainArray(links.map((one) => one.buildingCode))}::text[], ${plainArray(links.map((one) => one.message.sentAt))}::timestamptz[],
      ${textArray(links.map((one) => one.message.chat))}::text[], ${plainArray(links.map((one) => one.message.id))}::uuid[],
      ${textArray(links.map((one) => one.reason))}::text[], ${textArray(links.map((one) => one.detail))}::text[])
    ON CONFLICT DO NOTHING`;
}

/** Keeps what was made of messages; a reading that stands already is left as it is. */
export async function insertReadings(tx: Writes, rows: readonly ReadingRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO message_reading (message_id, chat, reading, decision, read_at)
    SELECT * FROM unnest(
      ${plainArray(rows.map((one) => one.messageId))}::uuid[], ${textArray(rows.map((one) => one.chat))}::text[],
      ${textArray(rows.map((one) => JSON.stringify(one.reading)))}::jsonb[], ${textArray(rows.map((one) => JSON.stringify(one.decision)))}::jsonb[],
      ${plainArray(rows.map((one) => one.readAt))}::timestamptz[])
    ON CONFLICT DO NOTHING`;
}
