import { createContext, useContext } from "react";
import type { SandboxLine, SandboxPerson, SandboxWorld } from "../sandbox-types.js";
import type { ChatListItem } from "./chat-list.js";
import type { Chat } from "./chats.js";
import type { Draft } from "./draft.js";
import type { Guide } from "./use-guide.js";
import type { Notice } from "./use-notice.js";
import type { Sandbox } from "./sandbox.js";
import type { SandboxState } from "./sandbox-store.js";

/** What stands over the page. */
export type Overlay =
  | { readonly kind: "people" }
  | { readonly kind: "members" }
  | { readonly kind: "tools" }
  | { readonly kind: "confirm-reset"; readonly isEmpty: boolean }
  | { readonly kind: "photo"; readonly line: SandboxLine };

/** What the parts of the page share. */
export interface Page {
  readonly sandbox: Sandbox;
  readonly world: SandboxWorld;
  readonly state: SandboxState;
  readonly now: Date;
  readonly me: SandboxPerson;
  readonly items: readonly ChatListItem[];
  /** The open chat; on a phone undefined while the list is shown. */
  readonly chat: Chat | undefined;
  /** phone: one pane; tablet: list and chat; desktop: list, chat and drawer. */
  readonly layout: "phone" | "tablet" | "desktop";
  readonly draft: Draft;
  readonly guide: Guide;
  readonly overlay: Overlay | undefined;
  readonly notice: Notice | undefined;
  /** The line whose explanation is asked for; undefined: none chosen. */
  readonly chosenLine: SandboxLine | undefined;
  /** Becomes somebody else, in the same group where they are in it too, or in the chat given. */
  readonly be: (personId: string, chatId?: string) => void;
  readonly open: (chatId: string) => void;
  readonly leaveChat: () => void;
  readonly setDraft: (draft: Draft) => void;
  readonly setDraftAt: (place: { readonly personId: string; readonly chatId: string }, draft: Draft) => void;
  readonly chooseLine: (line: SandboxLine | undefined) => void;
  readonly show: (overlay: Overlay | undefined) => void;
  readonly notify: (notice: Notice | undefined) => void;
  /** Runs a call to the service and shows its refusal; true when it went through. */
  readonly attempt: (work: () => Promise<unknown>) => Promise<boolean>;
}

const pageContext = createContext<Page | undefined>(undefined);

/** Gives the page to its parts. */
export const PageProvider = pageContext.Provider;

/** The page that this part belongs to. Throws outside of PageProvider. */
export function usePage(): Page {
  const page = useContext(pageContext);
  if (!page) throw new Error("usePage outside of PageProvider");
  return page;
}
