/** What can be tried and must not be tried without end. */
export type TryKind = "invite" | "bind-word" | "bind-word-building";

/** Wrong tries a day: of one person, or with one building by anybody. */
export const mostTries: Readonly<Record<TryKind, number>> = { invite: 5, "bind-word": 5, "bind-word-building": 20 };
