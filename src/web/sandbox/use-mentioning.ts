import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { type Chat, mentionables } from "./chats.js";
import { insertMention, matchMembers, type Mentionable, mentionQuery } from "./mentions.js";
import { usePage } from "./use-page.js";

/** The list of members behind an `@` being typed. */
export interface Mentioning {
  readonly matches: readonly Mentionable[];
  readonly active: number;
  /** Looks whether the caret stands behind an `@`. */
  readonly lookAt: (field: HTMLTextAreaElement) => void;
  /** Types an `@` at the caret. */
  readonly open: () => void;
  readonly pick: (member: Mentionable) => void;
  readonly close: () => void;
  /** Handles a key for the list of members; false where the key is not for it. */
  readonly takesKey: (event: KeyboardEvent) => boolean;
}

/** Follows the caret and writes the chosen member into the draft. */
export function useMentioning(chat: Chat, field: RefObject<HTMLTextAreaElement | null>): Mentioning {
  const { world, me, draft, setDraft } = usePage();
  const [query, setQuery] = useState<ReturnType<typeof mentionQuery>>();
  const [active, setActive] = useState(0);
  const placeCaret = useCaret(field, draft.text);
  const matches = query && chat.kind === "group" ? matchMembers(mentionables(world, chat, me.id), query.query) : [];
  const look = (text: string, caret: number) => {
    const next = mentionQuery(text, caret);
    if (next?.query !== query?.query) setActive(0);
    setQuery(next);
  };
  const write = (text: string, caret: number) => {
    setDraft({ ...draft, text });
    placeCaret(caret);
    look(text, caret);
  };
  const pick = (member: Mentionable) => {
    if (!query) return;
    const next = insertMention(draft.text, query, member.name);
    write(next.text, next.caret);
  };
  return {
    matches,
    active,
    lookAt: (box) => look(box.value, box.selectionStart),
    open: () => {
      const caret = field.current?.selectionStart ?? draft.text.length;
      write(`${draft.text.slice(0, caret)}@${draft.text.slice(caret)}`, caret + 1);
    },
    pick,
    close: () => setQuery(undefined),
    takesKey: (event) => {
      if (matches.length === 0) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const chosen = event.key === "Enter" || event.key === "Tab" ? matches[active] : undefined;
      if (step !== undefined) setActive((active + step + matches.length) % matches.length);
      else if (chosen) pick(chosen);
      else if (event.key === "Escape") setQuery(undefined);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}

/** Puts the caret where it was asked to be once the text has changed. */
function useCaret(field: RefObject<HTMLTextAreaElement | null>, text: string): (caret: number) => void {
  const wanted = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    field.current?.focus();
    field.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = undefined;
  }, [field, text]);
  return (caret) => {
    wanted.current = caret;
  };
}
