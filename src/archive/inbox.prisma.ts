import { chatKey } from "../channels/channel.js";
import { plainArray } from "../database/array-literal.js";
import type { Database } from "../database/database.prisma.js";
import type { Writes } from "../database/write-sheet.prisma.js";
import type { Clock } from "../shared/clock.js";
import { type MessageId, newId } from "../shared/ids.js";
import { err, ok, type Result } from "../shared/result.js";
import { acceptMessage } from "./accept-message.js";
import { createBatcher } from "./batcher.js";
import type { AcceptedListener, AcceptedMessage, FindSettled, Inbox } from "./inbox.js";
import { findCommitted, findWaiting, insertAccepted } from "./inbox-statements.prisma.js";
import { createIncomingPictures, type PictureDeps } from "./incoming-pictures.js";

/** What the inbox is made of. */
export interface InboxDeps extends Pick<PictureDeps, "media" | "onPictureLost"> {
  readonly database: Database;
  readonly clock: Clock;
  /** Batches under way at once; always one on PGlite, which has one session. */
  readonly lanes?: number;
  /** The most lines of one statement. */
  readonly batchSize?: number;
  /** A line that arrives later than this after it was sent is filed, not answered. */
  readonly lateAfterMs: number;
  /** Missing: every line waits to be handled. */
  readonly findSettled?: FindSettled;
  /** How long the network may take to hand over a picture. */
  readonly pictureTimeoutMs?: number;
}

/** The inbox on PostgreSQL or PGlite. */
export interface StoredInbox extends Inbox {
  /** Adds a listener for lines accepted from now on. Lines that a lost connection left in doubt are told once it is back. */
  onAccepted(listener: AcceptedListener): void;
  /** As the port has it; with `after`, only lines after that id, to read page by page. */
  findPending(limit: number, after?: MessageId): Promise<readonly AcceptedMessage[]>;
  /** Whether no line waits for its commit. */
  isIdle(): boolean;
}

interface Entry {
  readonly message: AcceptedMessage;
  readonly chat: string;
  isSettled: boolean;
  readonly resolve: (result: Result<AcceptedMessage, "duplicate">) => void;
  readonly reject: (error: unknown) => void;
}

/** The most lines that are remembered as in doubt; any beyond are found at the next start. */
const mostInDoubt = 10_000;

/** Creates the inbox: every line waits in one queue, and free lanes commit all that waits with one statement. */
export function createInbox(deps: InboxDeps): StoredInbox {
  const { prisma, engine } = deps.database;
  const listeners: AcceptedListener[] = [];
  const pictures = createIncomingPictures({ ...deps, loadTimeoutMs: deps.pictureTimeoutMs ?? 20_000, atOnce: 4 });
  const batcher = createBatcher<Entry>({
    lanes: engine === "pglite" ? 1 : (deps.lanes ?? 2),
    batchSize: deps.batchSize ?? 1000,
    keyOf: (entry) => entry.chat,
    run: createBatchRun(deps, (message, isSettled) => listeners.forEach((listener) => listener(message, isSettled))),
  });
  return {
    accept: (incoming) =>
      new Promise((resolve, reject) => {
        pictures.fetch(incoming, (media) => {
          // The id is taken here and not before the pictures were fetched, so that ids and commits have the same order.
          const how = { id: newId<MessageId>(), media, now: deps.clock.now(), lateAfterMs: deps.lateAfterMs };
          const message = acceptMessage(incoming, how);
          batcher.add({ message, chat: chatKey(message.ref), isSettled: false, resolve, reject });
        });
      }),
    findPending: (limit, after) => findWaiting(prisma, { limit, ...(after ? { after } : {}) }),
    onAccepted: (listener) => void listeners.push(listener),
    isIdle: () => batcher.isIdle() && pictures.isIdle(),
  };
}

/** Ends lines: called in the transaction that writes what they brought about. */
export async function removeFromInbox(tx: Writes, ids: readonly MessageId[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`DELETE FROM inbox WHERE message_id = ANY(${plainArray(ids)}::uuid[])`;
}

/** What commits a batch and tells each of its lines what became of it. */
function createBatchRun(deps: InboxDeps, announce: AcceptedListener): (batch: readonly Entry[]) => Promise<void> {
  const { prisma } = deps.database;
  let inDoubt: readonly AcceptedMessage[] = [];

  const announceInDoubt = async (): Promise<void> => {
    const asked = inDoubt;
    if (asked.length === 0) return;
    const committed = await findCommitted(prisma, asked);
    // The other lane may have asked meanwhile.
    const still = new Set(inDoubt);
    inDoubt = inDoubt.filter((message) => !asked.includes(message));
    for (const message of asked) if (still.has(message) && committed.has(message.id)) announce(message, false);
  };
  const settle = async (batch: readonly Entry[]): Promise<void> => {
    const messages = batch.map((entry) => entry.message);
    const settled = (await deps.findSettled?.(messages)) ?? new Set<MessageId>();
    let fresh: ReadonlySet<string>;
    try {
      fresh = await insertAccepted(prisma, messages, { settled, now: deps.clock.now() });
    } catch (error) {
      return settleInParts(batch, error);
    }
    finish(batch, { fresh, settled, announce });
  };
  const settleInParts = async (batch: readonly Entry[], error: unknown): Promise<void> => {
    // Throws when the database is away. When it is not, one bad line spoilt the batch: halves find it.
    const committed = await findCommitted(
      prisma,
      batch.map((entry) => entry.message),
    );
    finish(
      batch.filter((entry) => committed.has(entry.message.id)),
      { fresh: committed, settled: new Set(), announce },
    );
    const rest = batch.filter((entry) => !entry.isSettled);
    if (batch.length === 1) return rest.forEach((entry) => refuse(entry, error));
    const half = Math.ceil(rest.length / 2);
    for (const part of [rest.slice(0, half), rest.slice(half)]) if (part.length > 0) await settle(part);
  };
  return async (batch) => {
    try {
      await announceInDoubt();
      await settle(batch);
    } catch (error) {
      const lost = batch.filter((entry) => !entry.isSettled);
      inDoubt = [...inDoubt, ...lost.map((entry) => entry.message)].slice(-mostInDoubt);
      lost.forEach((entry) => refuse(entry, error));
    }
  };
}

function finish(
  entries: readonly Entry[],
  how: {
    readonly fresh: ReadonlySet<string>;
    readonly settled: ReadonlySet<MessageId>;
    readonly announce: AcceptedListener;
  },
): void {
  for (const entry of entries) {
    entry.isSettled = true;
    if (!how.fresh.has(entry.message.id)) {
      entry.resolve(err("duplicate"));
      continue;
    }
    entry.resolve(ok(entry.message));
    how.announce(entry.message, how.settled.has(entry.message.id));
  }
}

function refuse(entry: Entry, error: unknown): void {
  entry.isSettled = true;
  entry.reject(error);
}
