/** What WeChat's own client puts after a name that was picked, and what people type after one. */
const ends = String.raw`[\u2005\u0020\u00a0\u3000]|\p{P}|$`;
/** Somebody in a hurry types on without a space. */
const glued = String.raw`(?=[\p{Script=Han}\d])`;

/** The call of one of the names in a text. */
export interface MentionRules {
  /** The bot's names in this chat: its nickname and its alias in the group. */
  readonly names: readonly string[];
  /** Whether `@楼小安报隐患`, without a space, counts; not where the network names the mentioned people itself. */
  readonly mayBeGlued: boolean;
}

const escape = (name: string): string => name.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);

/** Whether the text calls one of the names with @. Puppets differ in the ids that they give, or always give none. */
export const mentionsAny = (text: string, { names, mayBeGlued }: MentionRules): boolean =>
  names.some(
    (name) =>
      name !== "" && new RegExp(`[@\uFF20]${escape(name)}(?:${ends}${mayBeGlued ? `|${glued}` : ""})`, "u").test(text),
  );

/** The text without the calls of these names, as it is to be read. */
export function withoutMentions(text: string, names: readonly string[]): string {
  // The longer name first: an alias may begin with the nickname.
  const known = names.filter((name) => name !== "").toSorted((a, b) => b.length - a.length);
  return known
    .reduce(
      (rest, name) => rest.replaceAll(new RegExp(`[@\uFF20]${escape(name)}[\u2005\u00a0\u3000 ]?`, "gu"), " "),
      text,
    )
    .replaceAll(/[\u2005\u00a0\u3000]/gu, " ")
    .trim();
}
