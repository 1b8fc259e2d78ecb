import { type ReactElement, useRef } from "react";
import type { Chat } from "./chats.js";
import { Composer } from "./composer.js";
import { Icon } from "./icons.js";
import { LineList } from "./line-list.js";
import { usePage } from "./use-page.js";

/** The open chat: its name, its lines and the composer. */
export function ChatPane({ chat }: { readonly chat: Chat }): ReactElement {
  const { layout, leaveChat, show, items } = usePage();
  const composer = useRef<HTMLTextAreaElement>(null);
  const unreadElsewhere = items.reduce((sum, item) => sum + (item.chat.id === chat.id ? 0 : item.unread), 0);
  return (
    <section className="chat" aria-label={chat.name}>
      <header className="pane-head chat-head">
        {layout === "phone" && (
          <button type="button" className="icon-button back" aria-label="返回聊天列表" onClick={leaveChat}>
            <Icon name="back" />
            {unreadElsewhere > 0 && <span className="back-count">{unreadElsewhere}</span>}
          </button>
        )}
        <h2>
          <span className="chat-title">{chat.name}</span>
          {chat.kind === "group" ? <span>({chat.memberIds.length})</span> : <span className="tag">AI 助手</span>}
        </h2>
        {chat.kind === "group" && (
          <button type="button" className="icon-button" aria-label="群成员" onClick={() => show({ kind: "members" })}>
            <Icon name="more" />
          </button>
        )}
      </header>
      <LineList chat={chat} onQuote={() => composer.current?.focus()} />
      <Composer chat={chat} field={composer} />
    </section>
  );
}
