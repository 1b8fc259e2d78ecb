import type { ReactElement } from "react";
import { Avatar, ChatAvatar, UnreadBadge } from "./avatar.js";
import type { ChatListItem } from "./chat-list.js";
import { personCaption } from "./people.js";
import { SampleBanner } from "./sample-banner.js";
import { listTimeLabel } from "./time-label.js";
import { usePage } from "./use-page.js";

/** The identity's chats, as the first page of a chat app. */
export function ChatListPane(): ReactElement {
  const { items, world, me } = usePage();
  const unread = items.reduce((sum, item) => sum + item.unread, 0);
  return (
    <section className="chat-list" aria-label="消息">
      <header className="pane-head">
        <h2>消息{unread > 0 && `（${unread}）`}</h2>
      </header>
      <div className="chat-list-scroll">
        <SampleBanner />
        <p className="me">
          <Avatar world={world} id={me.id} />
          <span className="me-name">{me.name}</span>
          <span className="me-caption">{personCaption(me)}</span>
        </p>
        <nav aria-label="聊天列表">
          <ul className="chats">
            {items.map((item) => (
              <li key={item.chat.id}>
                <ChatRow item={item} />
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </section>
  );
}

function ChatRow({ item }: { readonly item: ChatListItem }): ReactElement {
  const { world, now, chat, open } = usePage();
  const isOpen = chat?.id === item.chat.id;
  return (
    <button
      type="button"
      className="chat-row"
      aria-label={spokenName(item)}
      aria-current={isOpen ? "page" : undefined}
      onClick={() => open(item.chat.id)}
    >
      <span className="chat-row-face">
        <ChatAvatar world={world} chat={item.chat} />
        <UnreadBadge count={item.unread} />
      </span>
      <span className="chat-row-name">
        {item.chat.name}
        {item.chat.kind === "direct" && <span className="tag">AI 助手</span>}
      </span>
      {item.lastAt && <time className="chat-row-time">{listTimeLabel(item.lastAt, now)}</time>}
      <span className="chat-row-preview">
        {item.isMentioned && <span className="mentioned">[有人@我] </span>}
        {item.preview || "还没有人说话"}
      </span>
    </button>
  );
}

/** The row as a screen reader says it: the chat first, since people look for that. */
function spokenName(item: ChatListItem): string {
  const unread = item.unread > 0 ? [`${item.unread}条未读`] : [];
  return [item.chat.name, ...unread, item.preview || "还没有人说话"].join("，");
}
