import type { Message } from "wechaty";
import * as PUPPET from "wechaty-puppet";
import type { MessageKind } from "../channel.js";

const types = PUPPET.types.Message;

/** The words that a person sees in a message; the raw text of a link or a place is XML that nobody sees. */
export async function wordsOf(message: Message, kind: MessageKind): Promise<string> {
  if (kind === "text") return message.text();
  // A network that cannot tell them must not cost the line.
  return wordsOfCard(message).catch(() => "");
}

async function wordsOfCard(message: Message): Promise<string> {
  switch (message.type()) {
    case types.Url: {
      const link = await message.toUrlLink();
      return joined([link.title(), link.description()]);
    }
    case types.MiniProgram: {
      const program = await message.toMiniProgram();
      return joined([program.title(), program.description()]);
    }
    case types.Location: {
      const place = await message.toLocation();
      return joined([place.name(), place.address()]);
    }
    default:
      return "";
  }
}

const joined = (parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join("\n");
