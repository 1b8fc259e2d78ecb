import { insertLinks } from "../../archive/links.prisma.js";
import type { Tx } from "../../database/database.prisma.js";
import { type BuildingCode, type MessageId, newId } from "../../shared/ids.js";
import { sandboxAccount, sandboxChannelName } from "./sandbox-account.js";
import type { Village } from "./village.js";

const hourMs = 3_600_000;
const key = { channel: sandboxChannelName, account: sandboxAccount };

/** A line that was said in a group before the sandbox was opened. */
export interface TalkLine {
  readonly chat: string;
  readonly from: string;
  readonly text: string;
  readonly at: Date;
  /** The building that the line is about. */
  readonly about?: BuildingCode;
}

interface TalkRow extends TalkLine {
  readonly id: MessageId;
  /** Begins with `sample-`: an untouched sandbox has no other lines. */
  readonly externalId: string;
}

/** Writes the village's talk and the reports, in the order of their time, to the network and to the archive. */
export async function seedTalk(
  tx: Tx,
  { village, now }: { readonly village: Village; readonly now: Date },
  reports: readonly TalkLine[],
): Promise<void> {
  const talk = village.lines.map((line) => ({ ...line, at: new Date(now.getTime() - line.hoursAgo * hourMs) }));
  const rows = [...talk, ...reports]
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map((line, index): TalkRow => ({ ...line, id: newId<MessageId>(), externalId: `sample-${index + 1}` }));
  await tx.sandboxLine.createMany({
    data: rows.map(({ externalId: id, chat, from, text, at }) => ({
      id,
      chat,
      from,
      text,
      kind: "text",
      mentions: [],
      at,
    })),
  });
  await archiveTalk(tx, village, rows);
}

async function archiveTalk(tx: Tx, village: Village, rows: readonly TalkRow[]): Promise<void> {
  const nameOf = new Map(village.people.map((one) => [one.id, one.name]));
  await tx.seen.createMany({
    data: rows.map(({ chat, externalId, id, at }) => ({ ...key, chat, externalId, messageId: id, sentAt: at })),
  });
  await tx.message.createMany({
    data: rows.map(({ id, chat, externalId, from, text, at }) => ({
      ...key,
      id,
      chat,
      externalId,
      senderId: from,
      senderName: nameOf.get(from) ?? from,
      isOwn: false,
      kind: "text",
      text,
      mentionsBot: false,
      mediaCount: 0,
      isLate: false,
      sentAt: at,
      receivedAt: at,
    })),
  });
  await insertLinks(
    tx,
    rows.flatMap(({ id, chat, at, about: buildingCode }) =>
      buildingCode
        ? [{ message: { id, chat, sentAt: at }, buildingCode, reason: "text" as const, detail: "示例" }]
        : [],
    ),
  );
}
