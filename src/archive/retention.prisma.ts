import type { Database, Tx } from "../database/database.prisma.js";
import type { MediaFiles } from "./media-files.js";
import { type RetentionRules, type RetentionWindow, retentionWindow } from "./retention.js";

/** What a sweep took away. */
export interface Swept {
  readonly lines: number;
  readonly pictures: number;
}

/** Deletes what may not be kept any longer. */
export interface Retention {
  /** One sweep in bounded steps, each a transaction of its own; what is left is for the next sweep. */
  sweep(now: Date): Promise<Swept>;
}

/** The retention of the archive on PostgreSQL or PGlite. */
export function createRetention(deps: {
  readonly database: Database;
  readonly files: Pick<MediaFiles, "remove">;
  /** As they are at each sweep. */
  readonly rules: { readonly retention: RetentionRules };
}): Retention {
  const { database, files } = deps;
  return {
    async sweep(now) {
      const rules = deps.rules.retention;
      const window = retentionWindow(rules, now);
      let lines = 0;
      let pictures = 0;
      for (let step = 0; step < rules.stepsPerSweep; step += 1) {
        const deleted = await database.transaction((tx) => deleteChatter(tx, window, rules.linesPerStep));
        // After the commit: a file without a row is only waste, a row without a file is a broken page.
        for (const file of deleted.files) await files.remove(file);
        lines += deleted.lines;
        pictures += deleted.files.length;
        if (deleted.lines < rules.linesPerStep && deleted.files.length < rules.linesPerStep) break;
      }
      await forgetPlaces(database, window);
      return { lines, pictures };
    },
  };
}

/** Where a picture was taken serves one question about evidence; a picture that became none is no longer asked about. */
const forgetPlaces = ({ prisma }: Database, { strayPicturesUntil }: RetentionWindow): Promise<number> =>
  prisma.$executeRaw`
    UPDATE media SET taken_lat = NULL, taken_lon = NULL
    WHERE taken_lat IS NOT NULL AND created_at < ${strayPicturesUntil.toISOString()}::timestamptz`;

/** Lines of groups that stand in no building's file, were not said to the bot, and are not waiting to be handled. */
async function deleteChatter(
  tx: Tx,
  { from, chatterUntil, strayPicturesUntil }: RetentionWindow,
  most: number,
): Promise<{ readonly lines: number; readonly files: readonly string[] }> {
  const [row] = await tx.$queryRaw<{ lines: number }[]>`
    WITH chatter AS (
      SELECT m.chat, m.sent_at, m.id FROM message m
      WHERE m.sent_at >= ${from.toISOString()}::timestamptz AND m.sent_at < ${chatterUntil.toISOString()}::timestamptz
        AND NOT m.is_own AND NOT m.mentions_bot AND m.chat NOT LIKE 'direct:%'
        AND NOT EXISTS (SELECT FROM message_building link WHERE link.message_id = m.id)
        AND NOT EXISTS (SELECT FROM inbox WHERE inbox.message_id = m.id)
      LIMIT ${most}
    ), gone AS (
      DELETE FROM message m USING chatter
      WHERE m.chat = chatter.chat AND m.sent_at = chatter.sent_at AND m.id = chatter.id RETURNING m.id
    ), unread AS (
      DELETE FROM message_reading USING gone WHERE message_reading.message_id = gone.id
    ), loose AS (
      UPDATE media SET message_id = NULL FROM gone WHERE media.message_id = gone.id
    )
    SELECT count(*)::int AS lines FROM gone`;
  const stray = await tx.$queryRaw<{ file: string }[]>`
    DELETE FROM media WHERE id IN (
      SELECT media.id FROM media
      WHERE media.message_id IS NULL AND media.created_at < ${strayPicturesUntil.toISOString()}::timestamptz
        AND NOT EXISTS (SELECT FROM evidence WHERE evidence.media_id = media.id)
        AND NOT EXISTS (SELECT FROM appeal_proof WHERE appeal_proof.media_id = media.id)
        AND NOT EXISTS (SELECT FROM outbox_line WHERE outbox_line.media_id = media.id AND outbox_line.state IN ('queued', 'sending'))
      LIMIT ${most}
    ) RETURNING file`;
  return { lines: row?.lines ?? 0, files: stray.map((one) => one.file) };
}
