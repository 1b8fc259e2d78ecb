import type { AcceptedMessage } from "../archive/inbox.js";

/** Whether a line is said to the bot: in private, or in a group where it is called. */
export const isToBot = ({ message }: { readonly message: Pick<AcceptedMessage, "isGroup" | "mentionsBot"> }): boolean =>
  !message.isGroup || message.mentionsBot;
