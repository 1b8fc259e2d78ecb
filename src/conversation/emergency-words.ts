import type { AcceptedMessage } from "../archive/inbox.js";
import { isResponsible, isStaff, type Person } from "../buildings/person.js";
import { tidyLine } from "../people/tidy-line.js";

/** Longer lines say more than that somebody takes over. */
const longestAnswer = 40;
/** What may stand before the word: a building, a number, 都. */
const before =
  /^(?:(?:都|全部|两件|两边)|(?:编号|#)?\d{4}-\d{1,4}|[\w一二三四五六七八九十]{1,6}(?:栋|号楼?|座|巷)?)?[\s,,、]*$/u;
const courtesy = /^(?:好的?|嗯+|行|ok)[\s,,、]*/iu;
const denial = /不|没|吗|谁|哪|别|[??]/u;

/** Whether a line of one of the staff says that they take over: 收到, 3栋收到, 我去看看; not 我去不了, 到了没. */
export function isTakingOver(text: string, words: readonly string[]): boolean {
  const line = tidyLine(text).replace(courtesy, "");
  if (line === "" || line.length > longestAnswer) return false;
  const [clause = ""] = line.split(/[,,。;;!!]/u);
  if (denial.test(clause)) return false;
  return words.some((word) => {
    const at = clause.indexOf(word);
    return at >= 0 && before.test(clause.slice(0, at));
  });
}

/** Whether they mean all incidents. */
export const isForAll = (text: string): boolean => /^(?:都|全部|两件|两边)/u.test(tidyLine(text).replace(courtesy, ""));

const notSafe = /不安全|没安全|不太安全|没出来|没下来|没灭|还没|吗|[??]/u;

/** Whether somebody who reported danger says that it is over. */
export function isSafe(text: string, words: readonly string[]): boolean {
  const line = tidyLine(text);
  return line.length <= longestAnswer && !notSafe.test(text) && words.some((word) => line.includes(word));
}

const real = /^(?:是|这是|不是演练[,,]?(?:是)?)?真的$|^(?:这)?不是演练$|^真的[,,].{1,40}$/u;

/** 真的: the answer to the question whether it is no drill. */
export const isReal = (text: string): boolean => real.test(tidyLine(text));

/** Whether words of danger say by themselves that it is no drill. */
export const saysReal = (text: string): boolean => /真的(?!假|吗|么|嘛)|不是演[练习]|真着火|真火|真漏/u.test(text);

/** Whether a line of a group that looks like talk may be about an emergency: one that staff write under another, or 真的. */
export const mayBeOfEmergency = ({
  message,
  sender,
}: {
  readonly message: AcceptedMessage;
  readonly sender: Person;
}): boolean => isReal(message.text) || (message.quote !== undefined && (isStaff(sender) || isResponsible(sender)));

/** Whether the line says, to the bot or under a line, that its writer takes over; in a group 收到 alone is talk. */
export const mayTakeOver = (
  { message, sender }: { readonly message: AcceptedMessage; readonly sender: Person },
  words: readonly string[],
): boolean =>
  (isStaff(sender) || isResponsible(sender)) &&
  (!message.isGroup || message.quote !== undefined || message.mentionsBot) &&
  isTakingOver(message.text, words);
