import { buildCommand } from "./build-command.js";
import { findBuildings } from "./building-mentions.js";
import { commandsOfCases, type CommandWords, type WordCommand } from "./command-words.js";
import type { Lexicon } from "./lexicon.js";
import type { Command, ReadingInput } from "./reading.js";
import { isAddressed } from "./reading-input.js";

const longest = 40;
/** So much may stand between the building and the word: 的, 那个, the thing itself; no number, and no other clause. */
const mostBetween = 8;
const apart = /[,。!;\d]/u;
const lead = /^(?:的|那个|这个|那件|这件|那边|那里|那堆|[\s,])+/u;
const tail = /[\s\p{P}了吧啦啊哈哦呀]+$/gu;
/** How staff pass a case when they do not say 通过: 9栋的可以了. */
const fine = /^(?:行|过|销|消|销掉|消掉)$|(?:可以|没有?问题|ok|可以[销消])$/u;
/** 还没通过, 别销: the word is there and not meant. */
const denied = /没(?!有?问题)|不|未|别|等|先|吗|谁|哪|几时|什么/u;
const ofCases: ReadonlySet<string> = new Set(commandsOfCases);

/**
 * A command of staff to the bot that names its case by the building: 9栋通过, 那个9栋纸皮可以了, 退回9栋 还有两箱. Which of
 * its cases is meant is for the conversation to find out. Undefined where no command is surely meant.
 */
export function readPlacedCommand(
  input: ReadingInput,
  normal: string,
  { commands, villages }: Pick<Lexicon, "commands" | "villages">,
): Command | undefined {
  if (!input.isStaff || !isAddressed(input) || normal.length > longest || /[吗?]$/u.test(normal)) return undefined;
  const named = findBuildings(normal, { isAnswer: true, villages });
  const [place] = named;
  if (!place || named.length > 1) return undefined;
  const before = normal.slice(0, place.begin).replace(lead, "").replace(tail, "");
  const behind = normal.slice(place.end).replace(lead, "");
  return (
    (before === "" ? undefined : wordBefore({ before, behind }, input, commands)) ??
    wordBehind(behind, input, commands) ??
    (before === "" && isFine(behind, commands) ? { kind: "pass" } : undefined)
  );
}

/** 退回9栋 还有两箱, 通过 9栋. */
function wordBefore(
  { before, behind }: { readonly before: string; readonly behind: string },
  input: ReadingInput,
  { exact, prefixes }: CommandWords,
): Command | undefined {
  const kind = exact.get(before)?.kind ?? prefixes.find(({ word }) => word === before)?.kind;
  return kind && isOfCases(kind) ? build(kind, behind, input) : undefined;
}

/** 9栋那堆纸皮退回 还有两箱. */
function wordBehind(behind: string, input: ReadingInput, { prefixes }: CommandWords): Command | undefined {
  const found = prefixes
    .filter(({ kind }) => isOfCases(kind))
    .map(({ word, kind }) => ({ kind, word, at: behind.indexOf(word) }))
    .find(({ at }) => at >= 0 && at <= mostBetween && !apart.test(behind.slice(0, at)));
  return found && build(found.kind, behind.slice(found.at + found.word.length), input);
}

/** 纸皮通过吧, 可以了, 清完了 过. */
function isFine(behind: string, { exact }: CommandWords): boolean {
  const core = behind.replace(tail, "");
  const [last = ""] = core.split(/[\s,。]/u).slice(-1);
  if (core === "" || denied.test(core)) return false;
  return fine.test(last) || [...exact].some(([word, { kind }]) => kind === "pass" && last.endsWith(word));
}

const isOfCases = (kind: WordCommand): boolean => ofCases.has(kind);

const build = (kind: WordCommand, rest: string, input: ReadingInput): Command =>
  buildCommand(kind, { targets: undefined, rest: rest.trim(), normal: rest.trim() }, input);
