/**
 * How long Prisma waits for a connection and lets a transaction run, in milliseconds. Prisma's own 2 s and 5 s are for
 * web requests; a busy small machine stays above them without anything being wrong. A transaction waits for nothing
 * but the database, so whatever reaches the second limit hangs.
 */
export const transactionLimits = { maxWait: 30_000, timeout: 60_000 } as const;
