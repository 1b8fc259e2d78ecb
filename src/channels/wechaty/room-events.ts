import type { Contact, Room, Wechaty } from "wechaty";
import type { ChannelHandlers, ChatRef, MembershipEvent } from "../channel.js";
import type { WechatyChannelDeps } from "./wechaty-deps.js";

interface Passage {
  readonly room: Room;
  readonly people: readonly Contact[];
  readonly by: Contact | undefined;
}

/** Tells the service who came, who went, and which group has a new name; nobody is told while there are no handlers. */
export function listenToRooms(
  bot: Wechaty,
  deps: Pick<WechatyChannelDeps, "name" | "account" | "clock" | "log" | "hooks">,
  handlers: () => ChannelHandlers | undefined,
): void {
  const refOf = (chat: string): ChatRef => ({ channel: deps.name, account: deps.account, chat });
  const tell = (event: MembershipEvent): void => {
    handlers()
      ?.onMembership(event)
      .then(() => deps.hooks?.onMembership?.(event))
      .catch((error: unknown) => {
        deps.log.error({ err: error, event }, "a change of a group could not be handled");
        deps.hooks?.onMembership?.(event, error instanceof Error ? error : new Error(String(error)));
      });
  };
  const passage = (kind: "joined" | "left", { room, people, by }: Passage): void =>
    tell({
      kind,
      ref: refOf(room.id),
      personIds: people.filter((one) => !one.self()).map((one) => one.id),
      isBotToo: people.some((one) => one.self()),
      ...(by ? { by: by.id } : {}),
      at: deps.clock.now(),
    });
  bot.on("room-join", (room, people, inviter) => passage("joined", { room, people, by: inviter }));
  bot.on("room-leave", (room, people, remover) => passage("left", { room, people, by: remover }));
  bot.on("room-topic", (room, name) => {
    tell({ kind: "renamed", ref: refOf(room.id), name, at: deps.clock.now() });
  });
}

/**
 * The ids of a room's members without the bot. They are the puppet's own: wechaty's `memberAll` leaves out whom it cannot
 * load, who would then seem to have left. A list without the bot is none that could be trusted.
 */
export async function listRoom(bot: Wechaty, room: string): Promise<readonly string[] | undefined> {
  const ids = await bot.puppet.roomMemberList(room);
  const own = bot.puppet.currentUserId;
  return ids.includes(own) ? ids.filter((id) => id !== own) : undefined;
}
