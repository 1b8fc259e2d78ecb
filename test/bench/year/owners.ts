import { intend, type Life } from "./life.js";
import type { Townsman } from "./town.js";
import * as words from "./wordings.js";

/** What landlords and heads make of a line. */
export type Hears = (who: Townsman, text: string) => void;

const asked = /(?:【整改通知】|^)(?<number>\d{4}-\d+)(?::|\().*?(?:请.*前|延期没批|延到|复查还差)/gmu;
const reminded = /^(?<number>\d{4}-\d+) /gmu;
const ownReport = /^收到,编号(?<number>\d{4}-\d+):/u;
const whichCase = /^有几件,说的是哪一件/u;
const isOver = /^(?<number>\d{4}-\d+)\(.*(?:销号|误报|撤回|移交)/gmu;

/** The landlords and heads: what they promise, wish and do, each by temper. */
export function createOwners(life: Life): Hears {
  /** Cases that somebody has already set a mind on. */
  const minded = new Set<string>();
  const setMindOn = (who: Townsman, number: string): void => {
    const key = `${who.externalId} ${number}`;
    if (minded.has(key)) return;
    minded.add(key);
    if (!makeUpMind(life, who, number)) minded.delete(key);
  };
  return (who, text) => {
    for (const number of numbersIn(text, isOver)) {
      life.over.add(number);
      minded.delete(`${who.externalId} ${number}`);
    }
    if (whichCase.test(text)) return answerWhich(life, who, text);
    if (text.startsWith("【提醒】")) {
      // A reminder moves some of those who had let it slide, or who had meant to and did not.
      for (const number of numbersIn(text, reminded)) {
        if (life.dice.chance(0.1)) minded.delete(`${who.externalId} ${number}`);
        if (life.dice.chance(0.35)) setMindOn(who, number);
      }
      return;
    }
    for (const number of numbersIn(text, asked)) {
      if (/(?:还差|还没弄好|延到|延期没批)/u.test(text)) minded.delete(`${who.externalId} ${number}`);
      setMindOn(who, number);
    }
    const own = ownReport.exec(text)?.groups?.["number"];
    if (own !== undefined) setMindOn(who, own);
  };
}

/** The numbers of the cases that a text names in this way. */
export const numbersIn = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].flatMap((found) => found.groups?.["number"] ?? [])),
];

/** Whether anything is going to come of it. */
function makeUpMind(life: Life, who: Townsman, number: string): boolean {
  const { dice } = life;
  if (dice.chance(0.02)) intend(life, { who, number, text: dice.pick(words.objections), hours: [0.5, 6] });
  switch (who.temper) {
    case "diligent":
      if (dice.chance(0.15)) intend(life, { who, number, text: dice.pick(words.promised), hours: [0.3, 4] });
      fix(life, { who, number, hours: [0.5, 30] });
      return true;
    case "slow":
      if (dice.chance(0.4)) return false;
      fix(life, { who, number, hours: [12, 130] });
      return true;
    case "promiser":
      promiseOrPutOff(life, who, number);
      return true;
    case "silent":
      if (dice.chance(0.97)) return false;
      fix(life, { who, number, hours: [24, 200] });
      return true;
  }
}

function promiseOrPutOff(life: Life, who: Townsman, number: string): void {
  const { dice } = life;
  const isWish = dice.chance(0.4);
  const text = dice.pick(isWish ? words.delays : words.promised);
  intend(life, { who, number, text, hours: [0.5, 10] });
  if (dice.chance(0.25)) intend(life, { who, number, text: dice.pick(words.promised), hours: [20, 60] });
  if (dice.chance(0.7)) fix(life, { who, number, hours: [24, 110] });
}

interface Fix {
  readonly who: Townsman;
  readonly number: string;
  readonly hours: readonly [number, number];
}

/** Half of them send a picture, some nothing but a picture; who says no number may be asked which case it is. */
function fix(life: Life, { who, number, hours }: Fix): void {
  const { dice } = life;
  const photo = dice.chance(0.5) ? (dice.chance(0.2) ? "alone" : "afterwards") : undefined;
  const text = dice.pick(dice.chance(0.2) ? words.fixedPlainly : words.fixed);
  intend(life, { who, number, text, hours, ...(photo ? { photo } : {}) });
}

function answerWhich(life: Life, who: Townsman, text: string): void {
  const numbers = numbersIn(text, reminded);
  if (numbers.length === 0 || life.dice.chance(0.3)) return;
  intend(life, { who, text: life.dice.pick(numbers), hours: [0.02, 0.2] });
}
