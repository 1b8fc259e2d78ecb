import { deadlineAfter } from "../../../src/hazards/deadline.js";
import { kindOf } from "../../../src/hazards/taxonomy.js";
import { addMonths } from "../../../src/shared/calendar-days.js";
import { shanghaiDay } from "../../../src/shared/working-calendar.js";
import type { RatedOrigin, RatedSeverity } from "../../../src/stars/building-facts.js";
import { mix, vetoOfCode } from "./assumptions.js";
import { exponential, pickByShare } from "./draws.js";
import { type Case, dayMs, type House, inOfficeHours, touch } from "./house.js";

/** Where a kind of hazard has no limit of its own. */
const usualHours = 72;

/** A case begins; what the owner and the staff will do about it is put on the timeline. */
export function openCase(house: House, now: Date, origin: RatedOrigin): void {
  const { dice, facts, assumed } = house;
  const kind = kindOf(house.taxonomy, pickByShare(dice, mix));
  const n = String(facts.hazards.length).padStart(4, "0");
  const one: Case = {
    id: n,
    number: n,
    code: kind.code,
    severity: kind.severity as RatedSeverity,
    origin,
    state: "notified",
    openedOn: shanghaiDay(now),
    dueAt: deadlineAfter(now, kind.limitHours ?? usualHours),
    isConfirmed: origin === "inspection",
  };
  facts.hazards.push(one);
  touch(house, now);
  if (origin === "tenant") house.timeline.add(inOfficeHours(house, now, 1), (at) => lookAt(house, one, at));
  // What the authority must look into is not done in a minute.
  if (origin === "inspection" && !(one.code in vetoOfCode) && dice.chance(assumed.onSpotShare)) {
    Object.assign(one, { state: "closed", fixedAt: now, closedAt: now });
    return;
  }
  planFix(house, one, now);
}

/** Staff look at what a tenant wrote. */
function lookAt(house: House, one: Case, now: Date): void {
  one.isConfirmed = true;
  if (!one.closedAt && house.dice.chance(house.assumed.falseAlarmShare)) one.state = "false-alarm";
  touch(house, now);
}

function planFix(house: House, one: Case, now: Date): void {
  const { dice, assumed, timeline, isCareless } = house;
  const due = one.dueAt?.getTime() ?? now.getTime();
  const veto = vetoOfCode[one.code];
  if (veto !== undefined && dice.chance(assumed.refusesAuthority)) {
    timeline.add(inOfficeHours(house, new Date(due), 3), (at) => findVeto(house, veto, at));
    timeline.add(due + exponential(dice, assumed.vetoDays) * dayMs, (at) => sayFixed(house, one, at));
    return;
  }
  const isLate = dice.chance(isCareless ? assumed.lateShareCareless : assumed.lateShareOthers);
  const late = exponential(dice, dice.chance(assumed.longLateShare) ? assumed.longLateDays : assumed.lateDays);
  const inTime = now.getTime() + dice.between(0.1, 0.95) * (due - now.getTime());
  timeline.add(isLate ? due + late * dayMs : inTime, (at) => sayFixed(house, one, at));
  if (isLate && one.severity !== "minor")
    timeline.add(due + assumed.supervisedDays * dayMs, (at) => {
      if (!one.fixedAt && isOpen(one)) findVeto(house, "V10", at);
    });
}

const isOpen = ({ closedAt, state }: Case): boolean => !closedAt && state !== "false-alarm";

/** The owner says that it is done; staff come and look. */
function sayFixed(house: House, one: Case, now: Date): void {
  if (one.fixedAt || !isOpen(one)) return;
  one.fixedAt = now;
  touch(house, now);
  house.timeline.add(inOfficeHours(house, now, house.dice.between(1, 4)), (at) => recheck(house, one, at));
}

function recheck(house: House, one: Case, now: Date): void {
  if (!isOpen(one)) return;
  touch(house, now);
  if (house.dice.chance(house.assumed.fakeFixShare)) {
    delete one.fixedAt;
    findFake(house, now);
    house.timeline.add(now.getTime() + house.dice.between(0.5, 4) * dayMs, (at) => sayFixed(house, one, at));
    return;
  }
  one.closedAt = now;
  one.state = "closed";
  const isMoreOpen = house.facts.hazards.some((other) => isOpen(other) && other.severity !== "minor");
  if (!isMoreOpen) clearVetoes(house, now);
}

function findFake(house: House, now: Date): void {
  const { facts } = house;
  const today = shanghaiDay(now);
  const isSecond = facts.findings.some(({ kind, foundOn }) => kind === "fake-fix" && addMonths(foundOn, 12) > today);
  facts.findings.push({ kind: "fake-fix", foundOn: today });
  if (isSecond) findVeto(house, "V11", now);
}

/** The authority's finding in writing. */
function findVeto(house: House, id: string, now: Date): void {
  if (house.facts.vetoes.some((veto) => veto.id === id && veto.clearedOn === undefined)) return;
  house.facts.vetoes.push({ id, confirmedOn: shanghaiDay(now) });
  touch(house, now);
}

/** Nothing grave is left: what the vetoes were about is over. */
function clearVetoes({ facts }: House, now: Date): void {
  for (const veto of facts.vetoes) veto.clearedOn ??= shanghaiDay(now);
}

/** The owner puts right what lies about. */
export function putRight(house: House, now: Date): void {
  for (const one of house.facts.hazards) sayFixed(house, one, now);
  if (house.undeclared === 0) return;
  house.undeclared = 0;
  house.facts.metrics["declaredRate"] = 1;
  touch(house, now);
}

/** An objection was right: the newest thing that told against the house was nothing. */
export function correctFile(house: House, now: Date): void {
  const { facts } = house;
  const wrong = facts.hazards.findLast(({ origin, state }) => origin === "inspection" && state !== "false-alarm");
  if (wrong) wrong.state = "false-alarm";
  clearVetoes(house, now);
  touch(house, now);
}
