import { useCallback, useState } from "react";
import { type Draft, emptyDraft } from "./draft.js";

/** Where a draft stands: what one identity is writing in one chat. */
export interface DraftPlace {
  readonly personId: string;
  readonly chatId: string;
}

const keyOf = (place: DraftPlace): string => `${place.personId} ${place.chatId}`;

/** What every identity is writing in every chat; kept while one looks elsewhere. */
export function useDrafts(): {
  readonly draftAt: (place: DraftPlace) => Draft;
  readonly setDraft: (place: DraftPlace, draft: Draft) => void;
} {
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  const setDraft = useCallback(
    (place: DraftPlace, draft: Draft) => setDrafts((before) => ({ ...before, [keyOf(place)]: draft })),
    [],
  );
  return { draftAt: (place) => drafts[keyOf(place)] ?? emptyDraft, setDraft };
}
