import type { Contact, Wechaty } from "wechaty";
import type { ChannelHandlers, ChatRef, MembershipEvent } from "../channel.js";
import type { WechatyChannelDeps } from "./wechaty-deps.js";

/** Tells the service who came, who went, and which group has a new name; nobody is told while there are no handlers. */
export function listenToRooms(
  bot: Wechaty,
  deps: Pick<WechatyChannelDeps, "name" | "account" | "clock" | "log">,
  handlers: () => ChannelHandlers | undefined,
): void {
  const refOf = (chat: string): ChatRef => ({ channel: deps.name, account: deps.account, chat });
  const tell = (event: MembershipEvent): void => {
    handlers()
      ?.onMembership(event)
      .catch((error: unknown) => deps.log.error({ err: error, event }, "a change of a group could not be handled"));
  };
  bot.on("room-join", (room, people) => {
    tell({ kind: "joined", ref: refOf(room.id), personIds: idsOf(people), at: deps.clock.now() });
  });
  bot.on("room-leave", (room, people) => {
    tell({ kind: "left", ref: refOf(room.id), personIds: idsOf(people), at: deps.clock.now() });
  });
  bot.on("room-topic", (room, name) => {
    tell({ kind: "renamed", ref: refOf(room.id), name, at: deps.clock.now() });
  });
}

const idsOf = (people: readonly Contact[]): readonly string[] => people.map((one) => one.id);
