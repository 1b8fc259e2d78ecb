import { z } from "zod";
import { err, ok, type Result } from "../shared/result.js";

/** The last line of a page; together the key by which lines are ordered. */
export interface Position {
  readonly sentAt: Date;
  readonly chat: string;
  readonly messageId: string;
}

const longestCursor = 2000;
const content = z.tuple([z.number().int().min(-8.64e15).max(8.64e15), z.string().max(1000), z.uuid()]);

/** The position as an opaque word for addresses: base64url. */
export const toCursor = ({ sentAt, chat, messageId }: Position): string =>
  Buffer.from(JSON.stringify([sentAt.getTime(), chat, messageId])).toString("base64url");

/** The position that `toCursor` wrote. Refuses everything else. */
export function fromCursor(cursor: string): Result<Position, "bad-cursor"> {
  if (cursor.length > longestCursor || !/^[\w-]+$/u.test(cursor)) return err("bad-cursor");
  const parsed = content.safeParse(parseJson(Buffer.from(cursor, "base64url").toString("utf8")));
  if (!parsed.success) return err("bad-cursor");
  const [sentAt, chat, messageId] = parsed.data;
  const position = { sentAt: new Date(sentAt), chat, messageId };
  return toCursor(position) === cursor ? ok(position) : err("bad-cursor");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a stranger's cursor: refused by the check that follows
  }
}
