import type { Quote } from "../channel.js";

/** The line of dashes that WeChat's own client puts between a quoted text and the answer when it copies them. */
const dashes = "- - - - - - - - - - - - - - -";
const pattern = /^「([^:：\n]{1,60})[:：]([\s\S]*?)」\n(?:- ){3,}-?[^\S\n]*\n([\s\S]*)$/u;

/** A text together with the line that it answers, as far as the text tells. */
export interface QuotedText {
  readonly text: string;
  readonly quote?: Quote;
}

/** Takes a quote out of a text: puppets have no field for it and write 「name：text」, a line of dashes, and the answer. */
export function splitQuote(text: string): QuotedText {
  const found = pattern.exec(text);
  if (!found) return { text };
  const [, senderName = "", quoted = "", own = ""] = found;
  return { text: own, quote: { senderName, text: quoted } };
}

/** Writes a quote the way `splitQuote` reads it. */
export const joinQuote = (quoted: { readonly senderName: string; readonly text: string }, text: string): string =>
  `「${quoted.senderName}：${quoted.text}」\n${dashes}\n${text}`;
