import type { LineToPost, SandboxWorld } from "../sandbox-types.js";
import { type Chat, mentionables } from "./chats.js";
import type { Photo } from "./example-photos.js";
import { mentionedIds } from "./mentions.js";
import { base64Of } from "./photo-file.js";

/** A line being written. `quote` is the `seq` of the line that it answers. */
export interface Draft {
  readonly text: string;
  readonly photo?: Photo;
  readonly quote?: number;
}

/** The draft with nothing in it. */
export const emptyDraft: Draft = { text: "" };

/** Whether there is something to send. */
export const isSendable = (draft: Draft): boolean => draft.text.trim() !== "" || draft.photo !== undefined;

/** The draft as the API takes it: into the group, or to the bot in private. */
export function lineToPost(
  draft: Draft,
  at: { readonly world: SandboxWorld; readonly chat: Chat; readonly personId: string },
): LineToPost {
  const { world, chat, personId } = at;
  const text = draft.text.trim();
  const mentions = chat.kind === "group" ? mentionedIds(text, mentionables(world, chat, personId)) : [];
  return {
    from: personId,
    ...(chat.kind === "group" ? { group: chat.id } : { to: world.bot.id }),
    ...(text === "" ? {} : { text }),
    ...(draft.photo ? { image: { name: draft.photo.name, base64: base64Of(draft.photo) } } : {}),
    ...(draft.quote === undefined ? {} : { quote: draft.quote }),
    ...(mentions.length > 0 ? { mentions } : {}),
  };
}
