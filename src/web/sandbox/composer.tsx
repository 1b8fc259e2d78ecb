import { type ReactElement, type RefObject, useState } from "react";
import { type Chat, lineSummary, nameOf } from "./chats.js";
import { ComposerField } from "./composer-field.js";
import { emptyDraft, isSendable, lineToPost } from "./draft.js";
import { ExampleChips } from "./example-chips.js";
import { Icon } from "./icons.js";
import { PhotoPanel } from "./photo-panel.js";
import { usePage } from "./use-page.js";

interface ComposerProps {
  readonly chat: Chat;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** Where a line is written: examples, what it answers, its picture, the text and the button. */
export function Composer({ chat, field }: ComposerProps): ReactElement {
  const page = usePage();
  const { draft, setDraft } = page;
  const [isPhotoOpen, setPhotoOpen] = useState(false);
  const [isSending, setSending] = useState(false);
  const send = async () => {
    if (!isSendable(draft) || isSending) return;
    setSending(true);
    setPhotoOpen(false);
    const line = lineToPost(draft, { world: page.world, chat, personId: page.me.id });
    if (await page.attempt(() => page.sandbox.api.post(line))) {
      setDraft(emptyDraft);
      page.chooseLine(undefined);
    }
    setSending(false);
  };
  const focusWhereMouse = () => window.matchMedia("(pointer: fine)").matches && field.current?.focus();
  return (
    <form
      className="composer"
      aria-label="写消息"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ExampleChips onChosen={focusWhereMouse} />
      <Attachments />
      <ComposerField
        chat={chat}
        field={field}
        isSending={isSending}
        onSend={() => void send()}
        isPhotoOpen={isPhotoOpen}
        onPhoto={() => setPhotoOpen(!isPhotoOpen)}
      />
      {isPhotoOpen && <PhotoPanel onChosen={() => setPhotoOpen(false)} />}
    </form>
  );
}

/** What goes with the text: the line that it answers and the picture. */
function Attachments(): ReactElement | null {
  const { draft, setDraft, state, world } = usePage();
  const quoted = state.book.lines.find((line) => line.seq === draft.quote);
  const { quote: _quote, ...withoutQuote } = draft;
  const { photo: _photo, ...withoutPhoto } = draft;
  if (!quoted && !draft.photo) return null;
  return (
    <div className="attachments">
      {quoted && (
        <p className="attachment-quote">
          <span>
            {nameOf(world, quoted.from)}：{lineSummary(quoted)}
          </span>
          <button type="button" className="icon-button" aria-label="不引用了" onClick={() => setDraft(withoutQuote)}>
            <Icon name="close" />
          </button>
        </p>
      )}
      {draft.photo && (
        <p className="attachment-photo">
          <img src={draft.photo.dataUrl} alt={`要发的图片：${draft.photo.name}`} />
          <button
            type="button"
            className="icon-button"
            aria-label="不发这张图片"
            onClick={() => setDraft(withoutPhoto)}
          >
            <Icon name="close" />
          </button>
        </p>
      )}
    </div>
  );
}
