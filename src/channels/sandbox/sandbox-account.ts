/** The name of the sandbox among the channels. */
export const sandboxChannelName = "sandbox";
/** The bot's account in the sandbox. */
export const sandboxAccount = "louxin-sandbox";
