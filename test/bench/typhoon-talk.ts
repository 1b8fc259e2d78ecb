import type { IncomingMessage } from "../../src/channels/channel.js";
import { seededRandom } from "../support/seeded-random.js";
import { chatterOf, reports } from "./group-talk.js";
import { account, groupId, street, tenantId } from "./street.js";

/** What is said in one group while the typhoon passes. */
export const typhoon = { reports: 100, chatter: 400, minutes: 5 } as const;

const lines = typhoon.reports + typhoon.chatter;
const everyNth = lines / typhoon.reports;

/** A line that comes in `afterMs` of real time; without its instants. */
export interface ComingLine extends Omit<IncomingMessage, "sentAt" | "receivedAt"> {
  readonly afterMs: number;
  readonly isReport: boolean;
}

/**
 * The lines of the group within `seconds`. People do not wait for each other: the gaps are those of a Poisson process.
 * Everybody who reports does it once.
 */
export function typhoonTalk(seconds: number): readonly ComingLine[] {
  const random = seededRandom(1);
  const gapMs = (seconds * 1000) / lines;
  let afterMs = 0;
  return Array.from({ length: lines }, (_, n) => {
    const isReport = n % everyNth === everyNth - 1;
    const senderId = isReport ? reporterId(Math.floor(n / everyNth)) : talkerId(n);
    afterMs += -Math.log(1 - random()) * gapMs;
    return {
      afterMs,
      isReport,
      ref: { ...account, chat: groupId(0) },
      isGroup: true,
      senderId,
      senderName: senderId,
      externalId: String(n),
      kind: "text",
      text: isReport ? reportText(Math.floor(n / everyNth)) : chatterOf(n),
      media: [],
      mentionsBot: false,
    };
  });
}

// Groups 0, 50 and 100 belong to one grid.
const reporterId = (nth: number): string =>
  tenantId(street.grids * Math.floor(nth / street.tenantsOfGroup), nth % street.tenantsOfGroup);
const talkerId = (n: number): string => tenantId(2 * street.grids, n % street.tenantsOfGroup);

/** Six kinds at thirty-six buildings: no two of the first hundred are the same case. */
const reportText = (nth: number): string =>
  (reports[Math.floor(nth / street.buildingsOfGrid)] ?? "")
    .replace("%b", String(1 + (nth % street.buildingsOfGrid)))
    .replace("%f", String(2 + (nth % 6)));
