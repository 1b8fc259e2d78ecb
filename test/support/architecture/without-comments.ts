/** A string, a template up to the next backtick, or a comment: whichever begins first. */
const tokens = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[^]|[^`\\])*`|\/\/[^\n]*|\/\*[^]*?\*\//g;

/**
 * The text with its comments taken out and its strings kept. A regular expression that holds a quote can hide a comment
 * of its line, never code.
 */
export const withoutComments = (text: string): string =>
  text.replace(tokens, (token) => (token.startsWith("//") || token.startsWith("/*") ? " " : token));
