import { useEffect, useState } from "react";
import type { SandboxPerson, SandboxWorld } from "../sandbox-types.js";
import { useMediaQuery, useNow, useRoute } from "./browser-hooks.js";
import { chatList } from "./chat-list.js";
import { type Chat, chatAfterSwitch, chatsOf } from "./chats.js";
import { emptyDraft } from "./draft.js";
import { storyCast } from "./people.js";
import type { Sandbox } from "./sandbox.js";
import type { SandboxState } from "./sandbox-store.js";
import { useDrafts } from "./use-drafts.js";
import { useGuide } from "./use-guide.js";
import type { useNotice } from "./use-notice.js";
import type { Overlay, Page } from "./use-page.js";

/** What the page's model is made of. */
export interface PageModelInput {
  readonly sandbox: Sandbox;
  readonly world: SandboxWorld;
  readonly me: SandboxPerson;
  readonly state: SandboxState;
  readonly notices: ReturnType<typeof useNotice>;
}

/** Everything that the parts of the page share, put together. */
export function usePageModel({ sandbox, world, me, state, notices }: PageModelInput): Page {
  const layout = useLayout();
  const now = useNow(sandbox.clock);
  const { book, marks } = state;
  const items = chatList({ world, lines: book.lines, marks, personId: me.id });
  const places = usePlaces({ world, me, firstChatId: layout === "phone" ? undefined : items[0]?.chat.id });
  const { draftAt, setDraft } = useDrafts();
  const guide = useGuide({ world, lines: book.lines, lastSeq: book.lastSeq, memory: sandbox.memory });
  const [overlay, show] = useState<Overlay>();
  const [chosenSeq, chooseSeq] = useState<number>();
  const { chat } = places;
  useReading(sandbox, { personId: me.id, chatId: chat?.id, seq: book.lastSeq });
  return {
    sandbox,
    world,
    state,
    now,
    me,
    items,
    layout,
    guide,
    overlay,
    show,
    ...places,
    draft: chat ? draftAt({ personId: me.id, chatId: chat.id }) : emptyDraft,
    notice: notices.notice,
    notify: notices.show,
    chosenLine: book.lines.find((line) => line.seq === chosenSeq && line.chat === chat?.id),
    setDraft: (draft) => chat && setDraft({ personId: me.id, chatId: chat.id }, draft),
    setDraftAt: setDraft,
    chooseLine: (line) => chooseSeq(line?.seq),
    attempt: (work) =>
      work().then(
        () => true,
        (problem: unknown) => {
          notices.showProblem(problem);
          return false;
        },
      ),
  };
}

/** Who somebody is who has not chosen: the story's tenant, else the first person. */
export function personOf(world: SandboxWorld, personId: string | undefined): SandboxPerson | undefined {
  return world.people.find((person) => person.id === personId) ?? storyCast(world)?.tenant ?? world.people[0];
}

function useLayout(): Page["layout"] {
  const isDesktop = useMediaQuery("(min-width: 1100px)");
  const isTablet = useMediaQuery("(min-width: 760px)");
  if (isDesktop) return "desktop";
  return isTablet ? "tablet" : "phone";
}

interface PlacesInput {
  readonly world: SandboxWorld;
  readonly me: SandboxPerson;
  /** The chat that is open while none was chosen. */
  readonly firstChatId: string | undefined;
}

/** The open chat and the ways to another one. */
function usePlaces({ world, me, firstChatId }: PlacesInput): Pick<Page, "chat" | "be" | "open" | "leaveChat"> {
  const [route, go] = useRoute();
  const chats = chatsOf(world, me.id);
  const find = (id: string | undefined): Chat | undefined => chats.find((chat) => chat.id === id);
  const to = (personId: string, chatId: string | undefined, isStep: boolean) =>
    go({ personId, ...(chatId === undefined ? {} : { chatId }) }, { isStep });
  return {
    chat: find(route.chatId) ?? find(firstChatId),
    be: (personId, chatId) => to(personId, chatId ?? chatAfterSwitch(world, route.chatId, personId), false),
    open: (chatId) => to(me.id, chatId, route.chatId === undefined),
    leaveChat: () => to(me.id, undefined, true),
  };
}

/** Counts what stands in the open chat as read. */
function useReading(
  sandbox: Sandbox,
  at: { readonly personId: string; readonly chatId: string | undefined; readonly seq: number },
): void {
  const { personId, chatId, seq } = at;
  useEffect(() => {
    if (chatId !== undefined) sandbox.store.markRead({ personId, chatId, seq });
  }, [sandbox, personId, chatId, seq]);
}
