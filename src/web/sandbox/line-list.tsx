import { type ReactElement, useState } from "react";
import type { SandboxLine } from "../sandbox-types.js";
import { type Chat, lineSummary, nameOf } from "./chats.js";
import { Icon } from "./icons.js";
import { MessageLine } from "./message-line.js";
import { chatTimeLabel, opensNewTime } from "./time-label.js";
import { useFollowing } from "./use-following.js";
import { usePage } from "./use-page.js";

/** So many lines are drawn at first, and so many more with every look further back. */
const pageOfLines = 100;

interface LineListProps {
  readonly chat: Chat;
  readonly onQuote: () => void;
}

/** The lines of the chat, the newest at the lower end; follows new ones unless the reader looked further back. */
export function LineList({ chat, onQuote }: LineListProps): ReactElement {
  const { state, me } = usePage();
  const all = state.book.lines.filter((line) => line.chat === chat.id);
  const [shownCount, setShownCount] = useState(pageOfLines);
  const lines = all.slice(-shownCount);
  const follow = useFollowing(all, me.id);
  return (
    <div className="lines-frame">
      {/* oxlint-disable-next-line react/refs -- reason: the ref object is handed on, its value is not read here */}
      <section className="lines" aria-label="聊天记录" tabIndex={0} ref={follow.scroller} onScroll={follow.onScroll}>
        {all.length > lines.length && (
          <button type="button" className="earlier" onClick={() => setShownCount(shownCount + pageOfLines)}>
            看更早的消息
          </button>
        )}
        {all.length === 0 && <p className="no-lines">还没有人说话，你先来一句吧。</p>}
        <ol>
          {lines.map((line, index) => (
            <TimedLine key={line.seq} line={line} previous={lines[index - 1]} onQuote={onQuote} />
          ))}
        </ol>
      </section>
      {follow.missed > 0 && (
        <button type="button" className="to-end" onClick={follow.toEnd}>
          <Icon name="down" />
          {follow.missed}条新消息
        </button>
      )}
      <Announcer lines={all} />
    </div>
  );
}

interface TimedLineProps {
  readonly line: SandboxLine;
  readonly previous: SandboxLine | undefined;
  readonly onQuote: () => void;
}

function TimedLine({ line, previous, onQuote }: TimedLineProps): ReactElement {
  const { world, me, now } = usePage();
  const at = new Date(line.at);
  const isTimed = opensNewTime(at, previous && new Date(previous.at));
  return (
    <>
      {isTimed && (
        <li className="time-mark">
          <time dateTime={line.at}>{chatTimeLabel(at, now)}</time>
        </li>
      )}
      <li className="line-item" data-seq={line.seq}>
        {line.recalled ? (
          <p className="recalled">{line.from === me.id ? "你" : nameOf(world, line.from)}撤回了一条消息</p>
        ) : (
          <MessageLine line={line} onQuote={onQuote} />
        )}
      </li>
    </>
  );
}

/** Reads lines of others aloud as they come; the history that was there at the opening stays unread. */
function Announcer({ lines }: { readonly lines: readonly SandboxLine[] }): ReactElement {
  const { world, me } = usePage();
  const [openedAt] = useState(() => lines.at(-1)?.seq ?? 0);
  const fresh = lines.filter((line) => line.seq > openedAt && line.from !== me.id && !line.recalled).slice(-3);
  return (
    <div className="sr-only" role="log" aria-label="新消息">
      {fresh.map((line) => (
        <p key={line.seq}>
          {nameOf(world, line.from)}说：{lineSummary(line)}
        </p>
      ))}
    </div>
  );
}
