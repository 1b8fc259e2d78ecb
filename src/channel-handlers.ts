import type { Channel, ChannelHandlers } from "./channels/channel.js";
import type { Core } from "./compose.js";
import { createNoteMembership } from "./conversation/note-membership.prisma.js";
import type { Dispatcher } from "./delivery/dispatcher.js";

/** The parts of the service that a channel reaches. */
export type ReachedParts = Pick<
  Core,
  "inbox" | "members" | "log" | "database" | "isQuietHour" | "directory" | "commit"
>;

/** What a channel calls: the way in, what it shows of our own lines, and what it tells of groups and of itself. */
export function channelHandlers(
  core: ReachedParts,
  channel: Pick<Channel, "name">,
  dispatcher: Pick<Dispatcher, "onEcho" | "onStatus" | "wake">,
): ChannelHandlers {
  const { inbox, members, log, database } = core;
  const noteMembership = createNoteMembership({
    ...core,
    transaction: (work) => database.transaction(work),
  });
  return {
    async onMessage(message) {
      await inbox.accept(message);
      if (!message.isGroup) return;
      const seat = { ...message.ref, externalId: message.senderId };
      // The line is safe: what is not noted now is noted with the writer's next line, or by the next list of the group.
      await members.noteWriter(seat, message.sentAt).catch((error: unknown) => {
        log.warn({ err: error, ref: message.ref }, "a writer could not be noted as a member of the group");
      });
    },
    onEcho: (echo) => dispatcher.onEcho(echo),
    async onMembership(event) {
      await noteMembership(event);
      dispatcher.wake();
    },
    onStatus(status, detail) {
      log.info({ channel: channel.name, status, detail }, "channel status");
      dispatcher.onStatus(status);
    },
  };
}
