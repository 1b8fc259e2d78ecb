import { z } from "zod";
import { parseRequest } from "../../http/parse-request.js";
import { Problem } from "../../http/problem.js";
import { systemClock } from "../../shared/clock.js";
import type { Passage } from "./world.js";

/** The longest text of one line, UTF-16 units; real networks allow less. */
const longestText = 20_000;
/** The most people that one line may mention. */
const mostMentions = 500;
/** The most people who come or go at once; the largest group of WeChat has as many. */
const mostPassing = 500;
/** The largest picture, bytes. */
const largestImage = 10 * 1024 * 1024;
/** Sequence numbers are PostgreSQL integers. */
const largestSeq = 2_147_483_647;
/** How far a clock may be moved at once, minutes: two years. */
const farthestMinutes = 2 * 366 * 24 * 60;

// No control characters: they mean nothing in an id, and PostgreSQL refuses the first of them.
const id = z.string().regex(/^[^\p{Cc}]{1,200}$/u);

const message = z.object({
  from: id,
  group: id.optional(),
  to: id.optional(),
  text: z.string().optional(),
  image: z.object({ name: z.string().min(1).max(200), base64: z.string() }).optional(),
  quote: z.int().positive().max(largestSeq).optional(),
  mentions: z.array(id).optional(),
  externalId: id.optional(),
});

const clock = z.union([
  z.object({ advanceMinutes: z.number().min(0).max(farthestMinutes) }),
  z.object({ set: z.iso.datetime({ offset: true }) }),
]);

/** The body of POST /sandbox/api/messages. */
export type MessageRequest = z.infer<typeof message>;

/** Checks a message. @throws Problem in Chinese that says what to change. */
export function parseMessage(body: unknown): MessageRequest {
  const parsed = parseRequest(message, body, "要有 from（谁说的）、group 或 to（说到哪里）、text 或 image。");
  if (parsed.text !== undefined && parsed.text.length > longestText)
    throw new Problem(413, "text-too-long", `一句话最多 ${longestText} 个字，请分几次发。`);
  if (parsed.mentions && parsed.mentions.length > mostMentions)
    throw new Problem(422, "too-many-mentions", `一句话最多 @ ${mostMentions} 人，请少 @ 几个。`);
  if ((parsed.group === undefined) === (parsed.to === undefined))
    throw new Problem(422, "no-chat", "请只填 group（群）或 to（机器人）中的一个。");
  if ((parsed.text ?? "").trim() === "" && parsed.image === undefined)
    throw new Problem(422, "empty-message", "请写一句话，或者附一张图片。");
  return parsed;
}

/** Checks a clock request and gives the instant that is wanted. @throws Problem */
export function parseClock(body: unknown, now: Date): Date {
  const hint = `请给 {"advanceMinutes": 分钟数} 或 {"set": "2026-11-26T09:00:00+08:00"}，一次最多两年。`;
  const wanted = parseRequest(clock, body, hint);
  const to = "set" in wanted ? new Date(wanted.set) : new Date(now.getTime() + wanted.advanceMinutes * 60_000);
  if (to.getTime() - now.getTime() > farthestMinutes * 60_000)
    throw new Problem(422, "clock-too-far", `太远了。${hint}`);
  return to;
}

const passage = z.union([
  z.strictObject({ join: z.array(id).min(1).max(mostPassing) }),
  z.strictObject({ leave: z.array(id).min(1).max(mostPassing) }),
]);

/** Checks who comes into a group or goes. @throws Problem */
export function parsePassage(body: unknown, group: string): Passage {
  const hint = `请给 {"join": [进群的人]} 或 {"leave": [退群的人]}，一次 1 到 ${mostPassing} 人。`;
  const parsed = parseRequest(passage, body, hint);
  const [kind, ids] = "join" in parsed ? (["join", parsed.join] as const) : (["leave", parsed.leave] as const);
  return { kind, group, personIds: [...new Set(ids)] };
}

/** Checks a recall. @throws Problem */
export const parseRecall = (body: unknown): { readonly from: string } =>
  parseRequest(z.object({ from: id }), body, "要有 from（谁要撤回）。");

/** How the sandbox starts anew. */
export interface ResetRequest {
  /** Without the sample's history. */
  readonly isEmpty: boolean;
  /** When the village's day begins; by day of the machine's own date where missing. */
  readonly at?: Date;
}

const resetBody = z.object({ empty: z.boolean().optional(), at: z.iso.datetime({ offset: true }).optional() });

/** Checks a reset: `empty` leaves the sample history out, `at` is within two years of today. @throws Problem */
export function parseReset(body: unknown): ResetRequest {
  const hint = `请给 {}、{"empty": true} 或 {"at": "2026-11-26T09:00:00+08:00"}，离今天最多两年。`;
  const { empty, at: wanted } = parseRequest(resetBody, body ?? {}, hint);
  const isEmpty = empty === true;
  if (wanted === undefined) return { isEmpty };
  const at = new Date(wanted);
  if (Math.abs(at.getTime() - systemClock.now().getTime()) > farthestMinutes * 60_000)
    throw new Problem(422, "clock-too-far", `太远了。${hint}`);
  return { isEmpty, at };
}

/** The number after which lines are wanted; 0 where the query has none. @throws Problem */
export function parseAfter(value: unknown): number {
  const number = Number(value ?? 0);
  if (typeof value === "object" || !Number.isSafeInteger(number) || number < 0)
    throw new Problem(422, "invalid-after", "after 要是 0 或正整数（上一句的 seq）。");
  return Math.min(number, largestSeq);
}

/** The chat whose lines are wanted; undefined for all. @throws Problem */
export function parseChat(value: unknown): string | undefined {
  if (value === undefined || id.safeParse(value).success) return value as string | undefined;
  throw new Problem(422, "invalid-chat", "chat 要是群的 id，或 direct:某人的 id。");
}

/** The bytes of a picture. @throws Problem where they are no base64, none or too many. */
export function decodeImage(base64: string): Buffer {
  const digits = base64.replace(/^data:[^,]{0,100};base64,/u, "");
  if (digits.length > (largestImage * 4) / 3 + 4)
    throw new Problem(413, "image-too-large", "图片不能超过 10 MB，请压缩后再发。");
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/u.test(digits))
    throw new Problem(422, "image-not-base64", "图片内容（image.base64）要用 base64 编码。");
  return Buffer.from(digits, "base64");
}
