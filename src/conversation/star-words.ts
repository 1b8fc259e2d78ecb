import type { Command } from "../understanding/reading.js";

/** What somebody of the staff says about a change of star or an objection to one. */
export type StarWord =
  | { readonly kind: "agree" }
  | { readonly kind: "agree-all" }
  | { readonly kind: "decline"; readonly why: string }
  | { readonly kind: "told-in-person" }
  | { readonly kind: "uphold" | "reject"; readonly why: string };

/** Which question of the bot's is open, if it is one of these. */
export type StarQuestion = "star-change" | "appeal";

const all = /^(?:都|全部?|这些都?)(?:确认|同意|可以|通过)[了吧。!]*$/u;
const declined = /(?:不同意|不通过|不采纳|取消)(?<why>.*)$/su;
const told =
  /(?:已经?|都)?(?:当面|上门|电话)?(?:告知|通知)(?:到|过|完)?(?:他|她|房东|业主|本人)?了|(?:当面|上门)(?:跟\S{1,4})?(?:说|讲|告知|通知)(?:过|了)/u;
const rejected = /(?:申辩|异议)?(?:不成立|不支持|不采纳|驳回|维持(?:原来?的?)?(?:建议|降星|决定)?)(?<why>.*)$/su;
const upheld = /(?:申辩|异议)?(?:成立|采纳|支持申辩|支持异议)(?<why>.*)$/su;
const edges = /^[\s\p{P}]+|[\s\p{P}]+$/gu;

/**
 * What a line of the staff says; undefined where it is about something else. Without an open question only words that
 * can mean nothing else count: 确认 and 取消 alone, which the caller must match with a proposal, and 成立 or 告知了 with
 * what they are about in the same line.
 */
export function readStarWord(
  text: string,
  { command, question }: { readonly command: Command["kind"] | undefined; readonly question: StarQuestion | undefined },
): StarWord | undefined {
  const said = text.trim();
  if (question === "appeal" || /申辩|异议|^不?成立/u.test(said)) {
    const verdict = readVerdict(said);
    if (verdict) return verdict;
  }
  if (question === "star-change") return readReview(said, command);
  if (told.test(said)) return { kind: "told-in-person" };
  if (command === "confirm") return { kind: "agree" };
  return command === "cancel" ? { kind: "decline", why: "" } : undefined;
}

function readVerdict(said: string): StarWord | undefined {
  const no = rejected.exec(said);
  if (no) return { kind: "reject", why: tidy(no.groups?.["why"]) };
  const yes = upheld.exec(said);
  return yes ? { kind: "uphold", why: tidy(yes.groups?.["why"]) } : undefined;
}

function readReview(said: string, command: Command["kind"] | undefined): StarWord | undefined {
  if (all.test(said)) return { kind: "agree-all" };
  if (told.test(said)) return { kind: "told-in-person" };
  const no = declined.exec(said);
  if (no) return { kind: "decline", why: tidy(no.groups?.["why"]) };
  if (command === "cancel" || command === "no") return { kind: "decline", why: "" };
  if (command === "confirm" || command === "yes" || /同意|确认/u.test(said)) return { kind: "agree" };
  return undefined;
}

const tidy = (why = ""): string => why.replaceAll(edges, "");
