import { atShanghai, shanghaiDay } from "../../../src/shared/working-calendar.js";
import { slotOf } from "./agenda.js";
import { intend, type Life, soonAfter } from "./life.js";
import { type Hears, numbersIn } from "./owners.js";
import type { YearPlan } from "./plan.js";
import type { Town, TownBuilding } from "./town.js";
import * as words from "./wordings.js";

const dayMs = 86_400_000;
const closed = /^(?<number>\d{4}-\d+)\(.*已复查合格,销号,谢谢/gmu;
const received = /^收到,编号(?<number>\d{4}-\d+):/gmu;

/** When people write: hours of the day and their weights; some cannot sleep. */
const hours: readonly (readonly [number, number])[] = [
  [0, 1],
  [3, 0.5],
  [7, 6],
  [9, 5],
  [12, 6],
  [15, 5],
  [18, 8],
  [20, 8],
  [22, 4],
];

/** Tenants and owners report: puts all reports, questions and small talk of the time on the agenda. */
export function scheduleTalk(life: Life, town: Town, plan: YearPlan): void {
  const years = (plan.until.getTime() - plan.from.getTime()) / (365 * dayMs);
  const times = (rate: number): number => Math.round(rate * years);
  for (let n = times(plan.buildings * plan.reportsOfBuilding); n > 0; n -= 1) scheduleReport(life, town, plan);
  for (let n = times(plan.buildings * 0.08) + 1; n > 0; n -= 1) scheduleEmergency(life, town, plan);
  for (const { chat, buildingCodes } of town.groups)
    for (let n = times(60); n > 0; n -= 1) {
      const building = town.buildings.find(({ code }) => code === life.dice.pick(buildingCodes));
      if (!building) continue;
      const who = life.dice.pick(building.tenants);
      life.agenda.add({ who, chat, text: life.dice.pick(words.smallTalk), at: someTime(life, plan) });
    }
  for (const who of town.people.filter(({ role }) => role === "grid_worker")) {
    for (let n = times(18); n > 0; n -= 1)
      life.agenda.add({ who, text: life.dice.pick(words.broadcasts), at: someTime(life, plan) });
    for (let n = times(80); n > 0; n -= 1) life.agenda.add({ who, text: "今日", at: someTime(life, plan) });
  }
}

function someTime({ dice }: Life, { from, until }: YearPlan): Date {
  const day = shanghaiDay(new Date(dice.between(from.getTime(), until.getTime() - dayMs)));
  const total = hours.reduce((sum, [, weight]) => sum + weight, 0);
  let left = dice.between(0, total);
  const [hour] = hours.find(([, weight]) => (left -= weight) <= 0) ?? [12];
  return slotOf(new Date(atShanghai(day, "00:00").getTime() + (hour + dice.between(0, 2)) * 3_600_000));
}

const placed = ({ dice }: Life, text: string, building: TownBuilding): string =>
  text.replace("%b", building.name).replace("%f", String(Math.floor(dice.between(2, 8))));

function scheduleReport(life: Life, town: Town, plan: YearPlan): void {
  const { dice } = life;
  const building = dice.pick(town.buildings);
  const at = someTime(life, plan);
  const text = placed(life, dice.pick(words.reports), building);
  // 主动申报: some owners report themselves, in private.
  const isOwn = building.landlord.reach === "known" && dice.chance(0.08);
  const who = isOwn ? building.landlord : dice.pick(building.tenants);
  const isPrivate = isOwn || dice.chance(0.15);
  const where = isPrivate ? {} : { chat: building.chat };
  life.agenda.add({ who, ...where, text, at });
  if (dice.chance(0.4)) life.agenda.add({ who, ...where, text: "", hasPhoto: true, at: soonAfter(at) });
  if (dice.chance(0.03))
    life.agenda.add({ who, text: dice.pick(words.withdrawals), at: new Date(at.getTime() + 25 * 60_000) });
}

function scheduleEmergency(life: Life, town: Town, plan: YearPlan): void {
  const building = life.dice.pick(town.buildings);
  const text = placed(life, life.dice.pick(words.emergencies), building);
  life.agenda.add({
    who: life.dice.pick(building.tenants),
    chat: building.chat,
    text,
    at: someTime(life, plan),
  });
}

/** What tenants answer in private: some find that it is not fixed, some are asked and say yes. */
export const createTenants =
  (life: Life): Hears =>
  (who, text) => {
    const { dice } = life;
    for (const number of numbersIn(text, closed)) {
      life.over.add(number);
      if (!dice.chance(0.06)) continue;
      life.over.delete(number);
      intend(life, { who, number, text: dice.pick(words.notFixed), hours: [1, 150] });
    }
    for (const number of numbersIn(text, received)) life.over.delete(number);
    if (text.includes('回"对"') && dice.chance(0.7)) intend(life, { who, text: "对", hours: [0.02, 0.2] });
  };
