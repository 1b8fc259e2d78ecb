import type { ReactElement } from "react";
import type { ExplainedLine } from "../sandbox-types.js";
import { destinationName } from "./chats.js";
import { lineStateNames, nameIn } from "./thought-words.js";
import { chatTimeLabel } from "./time-label.js";
import { usePage } from "./use-page.js";

/** A line that the bot sent or will send: to whom, when, and how it stands. */
export function ThoughtLine({ line }: { readonly line: ExplainedLine }): ReactElement {
  const { world } = usePage();
  return (
    <div className="outgoing">
      <p className="outgoing-head">
        <span>→ {destinationName(world, line.to)}</span>
        <span className={`line-state line-state-${line.state}`}>{nameIn(lineStateNames, line.state)}</span>
      </p>
      <p className="outgoing-text">{line.text}</p>
      <OutgoingTime line={line} />
      {line.error && <p className="outgoing-error">{line.error}</p>}
    </div>
  );
}

function OutgoingTime({ line }: { readonly line: ExplainedLine }): ReactElement | null {
  const { now } = usePage();
  if (line.sentAt) return <p className="thought-note">{chatTimeLabel(new Date(line.sentAt), now)} 发出</p>;
  if (line.notBefore && line.state === "queued")
    return <p className="thought-note">等到 {chatTimeLabel(new Date(line.notBefore), now)} 再发</p>;
  return null;
}
