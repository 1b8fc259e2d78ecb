import { log as wechatyLog, type Wechaty, WechatyBuilder } from "wechaty";
import type { Log } from "../../shared/log.js";
import { type Channel, type ChannelHandlers, SendRejected } from "../channel.js";
import { withinDeadline } from "./deadline.js";
import { listenToRooms, listRoom } from "./room-events.js";
import { sendLine } from "./send-line.js";
import { createTakeMessage, type TakeMessage } from "./take-message.js";
import { defaultWaits, type WechatyChannelDeps, type WechatyWaits } from "./wechaty-deps.js";

/** What listens between start and stop. */
interface Listening {
  readonly handlers: ChannelHandlers;
  readonly messages: TakeMessage;
}

/** A Channel on wechaty. Only translates; every handler is guarded, since an error that escapes one ends the process. */
export function createWechatyChannel(deps: WechatyChannelDeps): Channel {
  wechatyLog.level("error");
  const waits = { ...defaultWaits, ...deps.waits };
  const bot = WechatyBuilder.build({ puppet: deps.puppet });
  let listening: Listening | undefined;
  listen(bot, deps, () => listening);
  const stop = async (): Promise<void> => {
    const ended = listening;
    listening = undefined;
    await letGo(bot, deps);
    await ended?.messages.stop();
  };
  return {
    name: deps.name,
    account: deps.account,
    capabilities: deps.capabilities,
    async start(handlers) {
      listening = { handlers, messages: createTakeMessage({ ...deps, bot, handlers, waits }) };
      handlers.onStatus("starting");
      await logIn(bot, waits).catch(async (error: unknown) => {
        handlers.onStatus("failed", String(error));
        await stop();
        throw error;
      });
      await warmRooms(bot, deps.log, waits);
      handlers.onStatus("ready");
    },
    async stop() {
      const ended = listening;
      await stop();
      ended?.handlers.onStatus("stopped");
    },
    async send(line) {
      // After its own stop wechaty still says that it is logged in.
      if (!listening) throw new SendRejected("the channel is stopped", true);
      return sendLine({ ...deps, bot, sendWithinMs: waits.sendWithinMs }, line);
    },
    async listMembers({ chat }) {
      if (!listening) throw new Error("the channel is stopped");
      return withinDeadline(listRoom(bot, chat), waits.sendWithinMs, "the members were not listed");
    },
    ...(deps.hooks?.findSent ? { findSent: deps.hooks.findSent } : {}),
  };
}

function listen(bot: Wechaty, deps: WechatyChannelDeps, listening: () => Listening | undefined): void {
  let wasLoggedOut = false;
  // Without a listener an error event ends the process.
  bot.on("error", (error) => deps.log.warn({ err: error, channel: deps.name }, "wechaty reported an error"));
  bot.on("logout", (_, reason) => {
    wasLoggedOut = true;
    listening()?.handlers.onStatus("logged-out", reason);
  });
  bot.on("login", () => {
    if (wasLoggedOut) listening()?.handlers.onStatus("ready");
    wasLoggedOut = false;
  });
  bot.on("message", (message) => listening()?.messages.take(message));
  listenToRooms(bot, deps, () => listening()?.handlers);
}

/** Wechaty's own start resolves on every failure; only the login event tells that the account can work. */
async function logIn(bot: Wechaty, { loginWithinMs }: WechatyWaits): Promise<void> {
  const login = new Promise<void>((resolve) => {
    bot.once("login", () => resolve());
  });
  await withinDeadline(Promise.all([bot.start(), login]), loginWithinMs, "the account did not log in");
}

/** In a room whose members are not loaded yet, wechaty tells a burst of lines out of order. */
async function warmRooms(bot: Wechaty, log: Log, { loginWithinMs }: WechatyWaits): Promise<void> {
  try {
    await withinDeadline(bot.Room.findAll(), loginWithinMs, "the rooms were not loaded");
  } catch (error) {
    log.warn({ err: error }, "the rooms could not be loaded ahead");
  }
}

async function letGo(bot: Wechaty, { hooks, log }: WechatyChannelDeps): Promise<void> {
  try {
    await (hooks?.disconnect ? hooks.disconnect(bot) : bot.stop());
  } catch (error) {
    log.warn({ err: error }, "the puppet could not be stopped");
  }
}
