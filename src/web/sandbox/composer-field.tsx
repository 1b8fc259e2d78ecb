import { type KeyboardEvent, type ReactElement, type RefObject, useId } from "react";
import type { Chat } from "./chats.js";
import { isSendable } from "./draft.js";
import { Icon } from "./icons.js";
import { MentionPicker } from "./mention-picker.js";
import { type Mentioning, useMentioning } from "./use-mentioning.js";
import { usePage } from "./use-page.js";

interface ComposerFieldProps {
  readonly chat: Chat;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly isSending: boolean;
  readonly isPhotoOpen: boolean;
  readonly onSend: () => void;
  readonly onPhoto: () => void;
}

/** The text field with its buttons; an `@` in a group opens the list of members. */
export function ComposerField({
  chat,
  field,
  isSending,
  isPhotoOpen,
  onSend,
  onPhoto,
}: ComposerFieldProps): ReactElement {
  const { draft } = usePage();
  const listId = useId();
  const mention = useMentioning(chat, field);
  return (
    <div className="composer-row">
      {mention.matches.length > 0 && (
        <MentionPicker id={listId} members={mention.matches} active={mention.active} onPick={mention.pick} />
      )}
      {chat.kind === "group" && (
        <button type="button" className="icon-button" aria-label="提到某人" onClick={mention.open}>
          <Icon name="at" />
        </button>
      )}
      <MessageField chat={chat} field={field} mention={mention} listId={listId} onSend={onSend} />
      <button type="button" className="icon-button" aria-label="发图片" aria-expanded={isPhotoOpen} onClick={onPhoto}>
        <Icon name="photo" />
      </button>
      <button type="submit" className="button send" disabled={isSending || !isSendable(draft)}>
        发送
      </button>
    </div>
  );
}

interface MessageFieldProps extends Pick<ComposerFieldProps, "chat" | "field" | "onSend"> {
  readonly mention: Mentioning;
  /** Id of the list of members. */
  readonly listId: string;
}

function MessageField({ chat, field, mention, listId, onSend }: MessageFieldProps): ReactElement {
  const { draft, setDraft } = usePage();
  const isListOpen = mention.matches.length > 0;
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a word.
    if (event.nativeEvent.isComposing || mention.takesKey(event)) return;
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    onSend();
  };
  return (
    <textarea
      ref={field}
      rows={1}
      value={draft.text}
      aria-label="消息"
      placeholder={chat.kind === "group" ? "像平常一样说，不用记口令" : "跟楼小安说一句"}
      enterKeyHint="send"
      aria-autocomplete="list"
      aria-controls={isListOpen ? listId : undefined}
      aria-activedescendant={isListOpen ? `${listId}-${mention.active}` : undefined}
      onChange={(event) => {
        setDraft({ ...draft, text: event.target.value });
        mention.lookAt(event.target);
      }}
      onSelect={(event) => mention.lookAt(event.currentTarget)}
      onBlur={mention.close}
      onKeyDown={onKeyDown}
    />
  );
}
