import { shanghaiDay } from "../../../src/shared/working-calendar.js";
import { binomial, exponential, poisson } from "./draws.js";
import { openCase } from "./cases.js";
import { dayMs, type House, inOfficeHours, touch } from "./house.js";

const monthMs = (365 / 12) * dayMs;

/** Life begins: checks, reports and the monthly figures come again and again from now on. */
export function beginLife(house: House, from: Date): void {
  const { dice, timeline, assumed } = house;
  timeline.add(inOfficeHours(house, from, dice.between(0, patrolDays(house))), (at) => check(house, at));
  comeAgain(house, from, { perMonth: assumed.tenantCasesPerMonth * house.proneness, origin: "tenant" });
  comeAgain(house, from, { perMonth: assumed.selfCasesPerMonth * house.proneness, origin: "self" });
  timeline.add(from.getTime() + dice.between(0, 1) * monthMs, (at) => measure(house, at));
}

/** Days until the next check, by the star in force. */
function patrolDays({ current, rules, assumed }: House): number {
  const star = current?.star;
  if (star === undefined) return assumed.patrolDaysUnrated;
  return rules.consequences.find((one) => one.star === star)?.patrolDays ?? assumed.patrolDaysUnrated;
}

function check(house: House, now: Date): void {
  const { dice, assumed, facts } = house;
  for (let left = poisson(dice, assumed.findsPerCheck * house.proneness); left > 0; left -= 1)
    openCase(house, now, "inspection");
  if (dice.chance(assumed.refusedEntryPerCheck)) {
    facts.findings.push({ kind: "refused-entry", foundOn: shanghaiDay(now) });
    touch(house, now);
  }
  house.timeline.add(inOfficeHours(house, now, patrolDays(house)), (at) => check(house, at));
}

function comeAgain(
  house: House,
  from: Date,
  of: { readonly perMonth: number; readonly origin: "tenant" | "self" },
): void {
  house.timeline.add(from.getTime() + exponential(house.dice, 1 / of.perMonth) * monthMs, (at) => {
    openCase(house, at, of.origin);
    comeAgain(house, at, of);
  });
}

/** The figures of the month. */
function measure(house: House, now: Date): void {
  const before = JSON.stringify([house.facts.metrics, house.facts.hasTrainedHead, house.facts.hasStreetCheck]);
  measureDeclared(house);
  measurePatrols(house);
  fillFile(house);
  changeHead(house);
  const { metrics, hasTrainedHead, hasStreetCheck } = house.facts;
  if (JSON.stringify([metrics, hasTrainedHead, hasStreetCheck]) !== before) touch(house, now);
  house.timeline.add(now.getTime() + monthMs, (at) => measure(house, at));
}

function measureDeclared(house: House): void {
  const { dice, assumed, people, isCareless, facts } = house;
  const moved = poisson(dice, people * assumed.movesInPerMonth);
  const stillNot = binomial(dice, house.undeclared, 1 - assumed.declaredLater);
  const newlyNot = binomial(dice, moved, isCareless ? assumed.undeclaredCareless : assumed.undeclaredOthers);
  house.undeclared = Math.min(people, stillNot + newlyNot);
  facts.metrics["declaredRate"] = 1 - house.undeclared / people;
}

function measurePatrols({ keepsPatrolLog, dice, assumed, facts }: House): void {
  if (!keepsPatrolLog) return;
  const moved = Math.round(dice.between(-assumed.patrolDaysMove, assumed.patrolDaysMove));
  facts.metrics["patrolDays"] = Math.min(30, Math.max(0, (facts.metrics["patrolDays"] ?? 0) + moved));
}

function fillFile({ dice, assumed, facts }: House): void {
  const known = facts.metrics["archiveCompleteness"] ?? 0;
  if (known < 1 && dice.chance(assumed.filledPerMonth)) facts.metrics["archiveCompleteness"] = 1;
}

function changeHead({ dice, assumed, facts }: House): void {
  facts.hasTrainedHead = facts.hasTrainedHead
    ? !dice.chance(assumed.headsLeavePerMonth)
    : dice.chance(assumed.trainedPerMonth);
  facts.hasStreetCheck ||= dice.chance(assumed.streetChecksPerMonth);
}
