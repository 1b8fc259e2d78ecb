const dayMs = 86_400_000;
const earliestMs = Date.UTC(2000, 0, 1);

const isSane = (instant: Date, nowMs: number): boolean =>
  instant.getTime() >= earliestMs && instant.getTime() <= nowMs + dayMs;

/** When a line arrived: `now` where the adapter names an instant before 2000 or more than a day ahead. */
export const saneReceivedAt = (receivedAt: Date, now: Date): Date =>
  isSane(receivedAt, now.getTime()) ? receivedAt : now;

/** When a line was sent: the instant of its arrival where the network names one before 2000 or more than a day after it. */
export const saneSentAt = (sentAt: Date, receivedAt: Date): Date =>
  isSane(sentAt, receivedAt.getTime()) ? sentAt : receivedAt;
