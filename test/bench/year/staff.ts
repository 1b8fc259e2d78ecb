import { isWorkingDay, shanghaiDay } from "../../../src/shared/working-calendar.js";
import { intend, type Life } from "./life.js";
import { type Hears, numbersIn } from "./owners.js";
import type { Townsman } from "./town.js";
import * as words from "./wordings.js";

type Answer = (life: Life, who: Townsman, number: string) => unknown;

const pass = (life: Life, who: Townsman, about: { readonly number: string; readonly hours: [number, number] }): void =>
  void intend(life, { who, text: life.dice.pick(words.passes), ...about });

/** What a grid worker does about each kind of line; a share of them is left lying each time. */
const answers: readonly (readonly [RegExp, Answer])[] = [
  [/【新隐患】(?<number>\d{4}-\d+):(?=.*已告知)/gu, newCase],
  [/【新隐患】(?<number>\d{4}-\d+):(?!.*已告知)/gu, visit],
  [/【待复查】(?<number>\d{4}-\d+):/gu, recheck],
  [/【想延期】(?<number>\d{4}-\d+):/gu, answerWish],
  [/【异议】(?<number>\d{4}-\d+):/gu, answerObjection],
  [/【到期】(?<number>\d{4}-\d+):/gu, visit],
  [
    /【逾期】(?:【督办】)?(?<number>\d{4}-\d+):/gu,
    (life, who, number) => life.dice.chance(0.12) && visit(life, who, number),
  ],
  [/^(?<number>\d{4}-\d+) .*:还没人看/gmu, (life, who, number) => hurry(life, who, { number, text: "受理 %n" })],
  [/^(?<number>\d{4}-\d+) .*:等复查太久/gmu, (life, who, number) => hurry(life, who, { number, text: "通过 %n" })],
  [/^(?<number>\d{4}-\d+) .*:延期没答复/gmu, (life, who, number) => hurry(life, who, { number, text: "延期 %n 1天" })],
  [/^(?<number>\d{4}-\d+) .*:紧急的还没了结/gmu, (life, who, number) => hurry(life, who, { number, text: "通过 %n" })],
  [/^(?<number>\d{4}-\d+):重大隐患要换/gmu, (life, who, number) => pass(life, who, { number, hours: [20, 40] })],
  [/^(?<number>\d{4}-\d+)已销号。/gmu, thinkAgain],
];

/** Grid workers: rechecks, refusals, wishes granted or not, and weeks in which nothing is answered. */
export const createStaff =
  (life: Life): Hears =>
  (who, text) => {
    if (text.startsWith("【紧急】")) return takeOver(life, who);
    if (/^【[升降]星建议】/u.test(text)) return answerStar(life, who);
    if (who.role !== "grid_worker") return above(life, who, text);
    if (isAway(life, who)) return;
    for (const [pattern, act] of answers) for (const number of numbersIn(text, pattern)) act(life, who, number);
    if (text.startsWith("要发到"))
      intend(life, { who, text: life.dice.chance(0.9) ? "确认" : "取消", hours: [0.02, 0.2] });
  };

/** Each is away in two weeks of the quarter, on holidays mostly, and nobody stands in. */
function isAway({ now, dice }: Life, who: Townsman): boolean {
  const day = shanghaiDay(now());
  const week = Math.floor(now().getTime() / 604_800_000);
  const serial = Number(who.externalId.split("-").at(-1));
  return (week + serial) % 13 < 2 || (!isWorkingDay(day) && dice.chance(0.7));
}

function takeOver(life: Life, who: Townsman): void {
  if (life.dice.chance(who.role === "grid_worker" ? 0.8 : 0.3))
    intend(life, { who, text: "都收到", hours: [0.02, 0.3] });
}

function answerStar(life: Life, who: Townsman): void {
  if (life.dice.chance(0.4)) intend(life, { who, text: life.dice.chance(0.7) ? "确认" : "取消", hours: [0.5, 20] });
}

function above(life: Life, who: Townsman, text: string): void {
  for (const number of numbersIn(text, /【逾期】(?<number>\d{4}-\d+):/gu))
    if (life.dice.chance(0.03)) intend(life, { who, number, text: "督办 %n", hours: [0.2, 14] });
}

function newCase(life: Life, who: Townsman, number: string): void {
  const { dice } = life;
  if (dice.chance(0.25)) intend(life, { who, number, text: "受理 %n", hours: [0.3, 14] });
  if (dice.chance(0.03)) intend(life, { who, number, text: dice.pick(words.falseAlarms), hours: [1, 30] });
  if (!dice.chance(0.02)) return;
  intend(life, { who, number, text: dice.pick(words.referrals), hours: [1, 20] });
  intend(life, { who, number, text: dice.pick(words.answers), hours: [30, 90] });
  pass(life, who, { number, hours: [100, 300] });
}

/** Goes there; mostly it is done then, or seen to. */
function visit(life: Life, who: Townsman, number: string): void {
  if (life.dice.chance(0.6)) pass(life, who, { number, hours: [4, 150] });
}

function recheck(life: Life, who: Townsman, number: string): void {
  const { dice } = life;
  if (dice.chance(0.74)) pass(life, who, { number, hours: [0.4, 50] });
  else if (dice.chance(0.5)) intend(life, { who, number, text: dice.pick(words.returns), hours: [0.5, 40] });
}

function answerWish(life: Life, who: Townsman, number: string): void {
  const { dice } = life;
  if (dice.chance(0.25)) return;
  const text = dice.pick(dice.chance(0.7) ? words.grants : words.refusals);
  intend(life, { who, number, text, hours: [0.5, 40] });
}

function answerObjection(life: Life, who: Townsman, number: string): void {
  if (life.dice.chance(0.4)) intend(life, { who, number, text: life.dice.pick(words.falseAlarms), hours: [2, 60] });
}

function hurry(life: Life, who: Townsman, { number, text }: { readonly number: string; readonly text: string }): void {
  if (life.dice.chance(0.6)) intend(life, { who, number, text, hours: [0.3, 9] });
}

/** Pressed the wrong one: takes it back within five minutes, and passes it for good some time later. */
function thinkAgain(life: Life, who: Townsman, number: string): void {
  life.over.add(number);
  if (!life.dice.chance(0.03)) return;
  life.over.delete(number);
  life.agenda.add({ who, text: "点错了", at: new Date(life.now().getTime() + 97_000) });
  pass(life, who, { number, hours: [10, 90] });
}
