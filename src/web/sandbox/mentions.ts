/** Somebody who can be mentioned. */
export interface Mentionable {
  readonly id: string;
  readonly name: string;
}

/** An `@` being typed: where it stands and what follows it up to the caret. */
export interface MentionQuery {
  readonly start: number;
  readonly query: string;
}

/** A piece of a line: plain, or the mention of a member. */
export interface TextPiece {
  readonly text: string;
  readonly isMention: boolean;
}

/** The `@` that the caret is behind, unless a space, a line break or 12 characters already follow it. */
export function mentionQuery(text: string, caret: number): MentionQuery | undefined {
  const found = /@([^@\s]{0,12})$/u.exec(text.slice(0, caret));
  return found ? { start: found.index, query: found[1] ?? "" } : undefined;
}

/** Members whose name contains the query, in their order. */
export const matchMembers = <T extends Mentionable>(members: readonly T[], query: string): readonly T[] =>
  members.filter((member) => member.name.toLowerCase().includes(query.toLowerCase()));

/** The text with the half-typed `@` replaced by the whole name and a space, and where the caret then stands. */
export function insertMention(
  text: string,
  query: MentionQuery,
  name: string,
): { readonly text: string; readonly caret: number } {
  const head = `${text.slice(0, query.start)}@${name} `;
  const tail = text.slice(query.start + 1 + query.query.length).replace(/^ /u, "");
  return { text: head + tail, caret: head.length };
}

/** Ids of the members that the text mentions, each once; the longest name at a place wins. */
export function mentionedIds(text: string, members: readonly Mentionable[]): readonly string[] {
  const named = splitMentions(text, members)
    .filter((piece) => piece.isMention)
    .map((piece) => members.find((member) => `@${member.name}` === piece.text)?.id);
  return [...new Set(named.filter((id) => id !== undefined))];
}

/** Cuts a line into plain text and mentions of members. */
export function splitMentions(text: string, members: readonly Mentionable[]): readonly TextPiece[] {
  const names = members.map((member) => member.name).filter((name) => name !== "");
  if (names.length === 0 || !text.includes("@")) return plain(text);
  const longestFirst = names.toSorted((a, b) => b.length - a.length).map(escapeForPattern);
  return text
    .split(new RegExp(`(@(?:${longestFirst.join("|")}))`, "u"))
    .map((piece, index) => ({ text: piece, isMention: index % 2 === 1 }))
    .filter((piece) => piece.text !== "");
}

const plain = (text: string): readonly TextPiece[] => (text === "" ? [] : [{ text, isMention: false }]);
const escapeForPattern = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
