import { createCachedLookup } from "../buildings/cached-lookup.js";
import { type ChatRef, chatKey } from "../channels/channel.js";
import type { Clock } from "../shared/clock.js";
import type { BroadcastId } from "../shared/ids.js";
import type { BroadcastStore, RememberedBroadcasts } from "./broadcast.js";

/** A 收到 counts for a broadcast of the last two days. */
const receiptMs = 2 * 86_400_000;
const mostGroups = 20_000;
/** How long a broadcast that another process sent may stay unseen. */
const ttlMs = 30_000;

/** Keeps in memory which broadcast a 收到 in a group answers, also that there is none. */
export function rememberBroadcasts(store: BroadcastStore, clock: Clock): RememberedBroadcasts {
  const recent = createCachedLookup<ChatRef, string, BroadcastId>({
    keyOf: chatKey,
    load: (refs) => store.findRecentByChat(refs, new Date(clock.now().getTime() - receiptMs)),
    max: mostGroups,
    ttlMs,
  });
  return { ...store, findRecentByChat: (refs) => recent.findMany(refs), forgetRecent: () => recent.clear() };
}
