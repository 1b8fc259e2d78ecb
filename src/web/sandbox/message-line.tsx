import { type ReactElement, useState } from "react";
import type { SandboxLine } from "../sandbox-types.js";
import { Avatar } from "./avatar.js";
import { lineSummary, nameOf } from "./chats.js";
import { Icon } from "./icons.js";
import { LineMenu } from "./line-menu.js";
import { splitMentions } from "./mentions.js";
import { useLongPress } from "./use-long-press.js";
import { usePage } from "./use-page.js";

interface MessageLineProps {
  readonly line: SandboxLine;
  readonly onQuote: () => void;
}

/** One line with its writer, its picture, what it answers, and the ways to act on it. */
export function MessageLine({ line, onQuote }: MessageLineProps): ReactElement {
  const { world, me, chat, chosenLine } = usePage();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const press = useLongPress(() => setMenuOpen(true));
  const isOwn = line.from === me.id;
  const name = nameOf(world, line.from);
  return (
    <article
      className={`line ${isOwn ? "line-own" : "line-other"} ${chosenLine?.seq === line.seq ? "line-chosen" : ""}`}
      aria-label={`${isOwn ? "你" : name}：${lineSummary(line)}`}
    >
      <Avatar world={world} id={line.from} />
      <div className="line-body">
        {!isOwn && (chat?.kind === "group" || line.from === world.bot.id) && <WriterName line={line} name={name} />}
        <div className="line-content" {...press}>
          {line.image && <LinePhoto line={line} />}
          {line.text !== "" && <LineText line={line} />}
        </div>
        {line.quote !== undefined && <QuotedLine seq={line.quote} />}
        {isMenuOpen && <LineMenu line={line} onQuote={onQuote} onClose={() => setMenuOpen(false)} />}
      </div>
      <LineTools line={line} isMenuOpen={isMenuOpen} onMenu={() => setMenuOpen(true)} />
    </article>
  );
}

function WriterName({ line, name }: { readonly line: SandboxLine; readonly name: string }): ReactElement {
  const { world } = usePage();
  const isBot = line.from === world.bot.id;
  return (
    <p className="line-name">
      {name}
      {isBot && "（机器人）"}
      {isBot && <span className="tag">AI 助手</span>}
    </p>
  );
}

function LineText({ line }: { readonly line: SandboxLine }): ReactElement {
  const { world } = usePage();
  const pieces = splitMentions(line.text, [world.bot, ...world.people]);
  return (
    <p className="bubble">
      {pieces.map((piece, index) =>
        piece.isMention ? (
          // oxlint-disable-next-line react/no-array-index-key -- reason: the pieces of one text never move
          <span key={index} className="mention">
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}

function LinePhoto({ line }: { readonly line: SandboxLine }): ReactElement {
  const { show } = usePage();
  return (
    <button
      type="button"
      className="photo"
      aria-label={`看大图：${line.image?.name ?? "图片"}`}
      onClick={() => show({ kind: "photo", line })}
    >
      <img src={line.image?.url} alt="" />
    </button>
  );
}

function QuotedLine({ seq }: { readonly seq: number }): ReactElement | null {
  const { state, world } = usePage();
  const quoted = state.book.lines.find((line) => line.seq === seq);
  if (!quoted) return null;
  return (
    <p className="quoted">
      {quoted.recalled ? "引用的消息已撤回" : `${nameOf(world, quoted.from)}：${lineSummary(quoted)}`}
    </p>
  );
}

interface LineToolsProps {
  readonly line: SandboxLine;
  readonly isMenuOpen: boolean;
  readonly onMenu: () => void;
}

function LineTools({ line, isMenuOpen, onMenu }: LineToolsProps): ReactElement {
  const { chooseLine } = usePage();
  return (
    <div className="line-tools">
      <button
        type="button"
        className="icon-button line-thought"
        aria-label="楼小安怎么想的"
        onClick={() => chooseLine(line)}
      >
        <Icon name="bulb" />
      </button>
      <button
        type="button"
        className="icon-button line-more"
        aria-label="更多操作"
        aria-haspopup="menu"
        aria-expanded={isMenuOpen}
        onClick={onMenu}
      >
        <Icon name="more" />
      </button>
    </div>
  );
}
