const dayMs = 86_400_000;
const earliestMs = Date.UTC(2000, 0, 1);

/** Whether the instant lies between 2000 and a day from now. */
export const isSane = (instant: Date, now: Date): boolean =>
  instant.getTime() >= earliestMs && instant.getTime() <= now.getTime() + dayMs;

/** When a line arrived: `now` where the adapter names an instant before 2000 or more than a day ahead. */
export const saneReceivedAt = (receivedAt: Date, now: Date): Date => (isSane(receivedAt, now) ? receivedAt : now);

/** When a line was sent: the instant of its arrival where the network names one before 2000 or more than a day after it. */
export const saneSentAt = (sentAt: Date, receivedAt: Date): Date => (isSane(sentAt, receivedAt) ? sentAt : receivedAt);
