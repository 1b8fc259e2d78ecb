import type { ReactElement } from "react";
import type { SandboxLine } from "../sandbox-types.js";
import { lineSummary, nameOf } from "./chats.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icons.js";
import { ThoughtContent } from "./thought-content.js";
import { useExplanation } from "./use-explanation.js";
import { type Page, usePage } from "./use-page.js";

/** The drawer at the side of a wide page: the chosen line's explanation, else the latest line's. */
export function ThoughtPane(): ReactElement {
  const page = usePage();
  const line = page.chosenLine ?? latestLine(page);
  return (
    <aside className="thoughts" aria-label="楼小安怎么想的">
      <header className="pane-head">
        <h2>
          <Icon name="bulb" />
          楼小安怎么想的
        </h2>
        {page.chosenLine && (
          <button type="button" className="tool" onClick={() => page.chooseLine(undefined)}>
            看最新一句
          </button>
        )}
      </header>
      <div className="thoughts-scroll">
        {line ? (
          <LineThought line={line} />
        ) : (
          <p className="thought-empty">有人说话以后，这里会写明楼小安听懂了什么、记了什么、要对谁说什么。</p>
        )}
      </div>
    </aside>
  );
}

/** The same drawer on a narrow page: it comes up over the chat when it is asked for. */
export function ThoughtDialog(): ReactElement | null {
  const page = usePage();
  if (!page.chosenLine) return null;
  return (
    <Dialog title="楼小安怎么想的" look="sheet" onClose={() => page.chooseLine(undefined)}>
      <LineThought line={page.chosenLine} />
    </Dialog>
  );
}

const latestLine = ({ state, chat }: Page): SandboxLine | undefined =>
  state.book.lines.findLast((line) => line.chat === chat?.id && !line.recalled);

function LineThought({ line }: { readonly line: SandboxLine }): ReactElement {
  const { sandbox, state, world } = usePage();
  const thought = useExplanation(sandbox.api, line.id, `${state.book.lastSeq} ${state.clockOffsetMs}`);
  const isBot = line.from === world.bot.id;
  return (
    <div className="thought">
      <p className="thought-line">
        <strong>{nameOf(world, line.from)}：</strong>
        {lineSummary(line)}
      </p>
      {isBot && <Cause id={line.causedBy} />}
      {thought.kind === "loading" && <p className="thought-empty">正在看…</p>}
      {thought.kind === "none" && (
        <p className="thought-empty">{isBot ? "没有更多的说明。" : "这一句没有留下想法。"}</p>
      )}
      {thought.kind === "failed" && <p className="thought-empty">{thought.text}</p>}
      {thought.kind === "known" && <ThoughtContent explanation={thought.explanation} />}
    </div>
  );
}

/** What a line of the bot goes back to. */
function Cause({ id }: { readonly id: string | undefined }): ReactElement {
  const { state, world } = usePage();
  const cause = state.book.lines.find((line) => line.id === id);
  if (!cause) return <p className="thought-cause">这句是到时间了，它自己说的。</p>;
  return (
    <p className="thought-cause">
      因为{nameOf(world, cause.from)}说了：“{lineSummary(cause)}”
    </p>
  );
}
