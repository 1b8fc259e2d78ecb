import { type CommandWords, commandsOfCases, type Giver } from "./command-words.js";
import { buildCommand } from "./build-command.js";
import { targetsAfter, targetsBefore } from "./case-targets.js";
import { readMalice } from "./malice-command.js";
import type { Command, ReadingInput } from "./reading.js";
import { isAddressed } from "./reading-input.js";

/** A case number: 0413-7, #0413-7, 编号0413-7. */
const caseNumber = /(?:编号|单号|案号|案件|#)?\s*(?<number>[0-9]{4}-[0-9]{1,4})(?:号)?(?![0-9])/u;
/** How people begin before they take something back: 算了我看错了. */
const openers = /^(?:(?:算了|不好意思|对不起|抱歉|哎呀?|唉|诶|那个)[\s,。!~]*)+/u;
const mention = /@\S+\s*/gu;
/** 群发 begins the line, marks and blanks part it from the text; 群发红包 and the like are talk. */
const broadcast = /^\s*(?:@\S+\s+)?群[发發]\s*[:：,，、.。\-—]?\s*(?<text>[\s\S]*)$/u;
/** Longer lines are no commands, whatever they begin with. */
const longestCommand = 200;
/** The commands that may be given for several cases at once. */
const listKinds: ReadonlySet<string> = new Set(commandsOfCases);
const separators = /^[\s:：,，、.。;；\-—]+|[\s]+$/gu;

/** The number of the case that a text names, if any. */
export const caseNumberIn = (text: string): string | undefined =>
  text.includes("-") ? caseNumber.exec(text)?.groups?.["number"] : undefined;

/** The command or one-word answer that the line is, if it is one and the sender may give it. */
export function parseCommand(input: ReadingInput, normal: string, words: CommandWords): Command | undefined {
  const sent = input.isStaff ? broadcast.exec(input.text)?.groups?.["text"] : undefined;
  if (sent !== undefined) return { kind: "broadcast", text: sent.trimEnd() };
  const malice = readMalice(input);
  if (malice) return malice;
  if (normal.length > longestCommand) return undefined;
  const target = caseNumberIn(normal);
  const called = normal.includes("@") ? normal.replace(mention, "") : normal;
  const listed = input.isStaff ? parseListed(input, writtenWords(input.text), words) : undefined;
  if (listed) return listed;
  const bare = target === undefined ? called.trim() : called.replace(caseNumber, " ").trim();
  // 算了 ends in a particle and is a word all the same: first the whole, then without.
  const whole = [trimMarks(bare), trimParticles(bare, words.particles)];
  for (const core of new Set([...whole, ...whole.map((one) => one.replace(openers, ""))])) {
    const found = core === "" ? undefined : (answer(input, core, words) ?? exact(input, { core, target }, words));
    if (found) return found;
  }
  return prefixed(input, { bare, target }, words);
}

/** As it was written, since normalising would make one number of 3 5; blanks are single. Empty for a long line. */
const writtenWords = (text: string): string =>
  text.length > 2 * longestCommand
    ? ""
    : text.normalize("NFKC").toLowerCase().replace(mention, "").replace(/\s+/gu, " ").trim();

const trimMarks = (text: string): string => text.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, "");

/** The words of a line without the marks and particles at its ends. A word that is nothing else stays whole. */
function trimParticles(text: string, particles: ReadonlySet<string>): string {
  let begin = 0;
  let end = text.length;
  while (begin < end && isMark(text[begin] ?? "")) begin += 1;
  while (end > begin + 1 && particles.has(text[end - 1] ?? "")) end -= 1;
  return text.slice(begin, end);
}

const isMark = (character: string): boolean => /[\s,.。!?:;、~…"'“”()【】[\]]/u.test(character);

function answer(input: ReadingInput, core: string, words: CommandWords): Command | undefined {
  const isAwaited = input.hasOpenQuestion || isAddressed(input);
  if (!isAwaited) return undefined;
  const kind = words.answers.get(core) ?? words.answers.get(core.split(/[,。 ]/u)[0] ?? "");
  // 对了, 好像…: only a whole clause is an answer, and a long line is more than one.
  return kind !== undefined && core.length <= 24 ? { kind } : undefined;
}

function exact(
  input: ReadingInput,
  { core, target }: { readonly core: string; readonly target: string | undefined },
  words: CommandWords,
): Command | undefined {
  const found = words.exact.get(core) ?? words.exact.get(core.replace(/[\s,。!]/gu, ""));
  if (!found || !mayGive(input, found.who)) return undefined;
  if (found.isCalled && !isAddressed(input) && !input.hasOpenCase) return undefined;
  return buildCommand(found.kind, { targets: target, rest: "", normal: "" }, input);
}

/** A command about several cases, or about what only the list last shown can tell: 1 3 5 通过, 退回 2 还有一台. */
function parseListed(input: ReadingInput, text: string, words: CommandWords): Command | undefined {
  const before = targetsBefore(text);
  if (isList(before.targets)) {
    const core = trimParticles(trimMarks(before.rest), words.particles);
    const kind = words.exact.get(core)?.kind ?? words.prefixes.find(({ word }) => before.rest.startsWith(word))?.kind;
    const word = words.prefixes.find((one) => before.rest.startsWith(one.word))?.word ?? core;
    const rest = before.rest.slice(word.length);
    if (kind && mayName(kind)) return buildCommand(kind, { targets: before.targets, rest, normal: rest }, input);
  }
  const word = words.caseWords.find((one) => text.startsWith(one.word));
  if (!word) return undefined;
  const { targets, rest } = targetsAfter(text.slice(word.word.length));
  return isList(targets) ? buildCommand(word.kind, { targets, rest, normal: rest }, input) : undefined;
}

/** One case by its full number is read as it always was. */
const isList = (targets: readonly string[]): boolean =>
  targets.length > 1 || (targets.length === 1 && !(targets[0] ?? "").includes("-"));

const mayName = (kind: string): boolean => listKinds.has(kind);

function prefixed(
  input: ReadingInput,
  { bare, target }: { readonly bare: string; readonly target: string | undefined },
  words: CommandWords,
): Command | undefined {
  const found = words.prefixes.find(({ word, who }) => bare.startsWith(word) && mayGive(input, who));
  if (!found || /[吗?]$/u.test(bare)) return undefined;
  const rest = restOf(input.text, found.word);
  const command = buildCommand(found.kind, { targets: target, rest, normal: bare.slice(found.word.length) }, input);
  // Among others 演练 without its hours is talk about a drill.
  const isTalk = command.kind === "drill" && command.from === undefined && !isAddressed(input);
  return isTalk ? undefined : command;
}

/** What follows the word in the text as it was written; the case number is no part of it. */
function restOf(text: string, word: string): string {
  const plain = text.normalize("NFKC").replace(mention, "").replace(caseNumber, " ").trim();
  const cut = plain.toLowerCase().startsWith(word) ? word.length : Math.min(plain.length, word.length);
  return plain.slice(cut).replace(separators, "").trim();
}

function mayGive({ isStaff, isResponsible }: ReadingInput, who: Giver): boolean {
  if (who === "anyone") return true;
  if (who === "either") return isStaff || isResponsible;
  return who === "staff" ? isStaff : isResponsible;
}
