import type { PeopleChange } from "../people/people-change.js";
import type { MessageContext } from "./context.js";

/** The archive keeps no secret that was written to the bot: these words stand there instead. */
export const hideLine = ({ message }: Pick<MessageContext, "message">, text: string): PeopleChange => ({
  kind: "hide-text",
  message: { id: message.id, chat: message.ref.chat, sentAt: message.sentAt },
  text,
});
