import type { PersonId } from "../../../src/shared/ids.js";
import { addWorkingDays, atShanghai, shanghaiDay } from "../../../src/shared/working-calendar.js";
import { nextAdvanceAt } from "../../../src/stars/advance-change.js";
import { decideAppeal, fileObjection } from "../../../src/stars/appeal.js";
import { decideStarChange, type StarDecision } from "../../../src/stars/decide-star-change.js";
import { scoreBuilding, scoreDated } from "../../../src/stars/rate-building.js";
import type { Rating } from "../../../src/stars/rating.js";
import type { StarChange } from "../../../src/stars/star-change.js";
import { correctFile, putRight } from "./cases.js";
import { dayMs, type House, inOfficeHours, onWorkingDay, touch } from "./house.js";
import { moveChange, reviewer, staff } from "./star-procedure.js";

const owner = "00000000-0000-7000-8000-00000000a009" as PersonId;

/** Lives the building until an instant without any rating. */
export function liveUnrated({ timeline }: House, until: Date): void {
  while (timeline.nextAt() < until.getTime()) timeline.doNext();
}

/** Lives the building until an instant: what people do, and in each night that needs it the rating. */
export function liveUntil(house: House, until: Date): void {
  for (;;) {
    const { timeline, ratedNextAt } = house;
    const at = Math.min(timeline.nextAt(), ratedNextAt);
    if (at >= until.getTime()) return;
    if (ratedNextAt < timeline.nextAt()) rate(house, new Date(ratedNextAt));
    else timeline.doNext();
  }
}

/** The star that the rating gives is in force from now on, as if people had confirmed it long ago. */
export function putStarInForce(house: House, now: Date): void {
  const rating = scoreBuilding(house.facts, house.rules, shanghaiDay(now));
  delete house.current;
  if (rating.star !== null || rating.isVetoed) house.current = { star: rating.star };
  house.ratedNextAt = Number.POSITIVE_INFINITY;
  touch(house, now);
}

/** One night: the building is rated as of the day, and a change is proposed or dropped. */
function rate(house: House, now: Date): void {
  const { facts, rules } = house;
  house.ratings += 1;
  house.ratedNextAt = Number.POSITIVE_INFINITY;
  const { rating, dueOn } = scoreDated(facts, rules, shanghaiDay(now));
  const { proposed, dropped, waitsUntil } = decide(house, rating, now);
  for (const day of [dueOn, waitsUntil])
    if (day !== undefined) house.ratedNextAt = Math.min(house.ratedNextAt, atShanghai(day, "02:00").getTime());
  if (dropped) end(house, dropped.change, now);
  if (!proposed) return;
  house.pending = proposed;
  awaitPerson(house, proposed, now);
}

const decide = ({ rules, current, pending }: House, rating: Rating, now: Date): StarDecision =>
  decideStarChange({
    rating,
    now,
    rules,
    ...(current ? { current } : {}),
    ...(pending ? { pending } : {}),
  });

/** A person of the staff confirms on one of the next working days. */
function awaitPerson(house: House, { id }: StarChange, now: Date): void {
  let days = 1;
  while (!house.dice.chance(house.assumed.confirmsNextDay)) days += 1;
  house.timeline.add(inOfficeHours(house, addWorkingDays(now, days), 0), (at) => step(house, id, at));
}

/** The change moves one step, unless the building, rated again, does not bear it out any more. */
function step(house: House, id: string, now: Date): void {
  const { pending, rules } = house;
  if (pending?.id !== id || pending.hasPendingAppeal) return;
  const { dropped } = decide(house, scoreBuilding(house.facts, rules, shanghaiDay(now)), now);
  if (dropped) return end(house, dropped.change, now);
  const moved = moveChange(pending, now, rules);
  if (moved.stage === "effective") return end(house, moved, now);
  house.pending = moved;
  const nextAt = nextAdvanceAt(moved);
  if (nextAt) house.timeline.add(Math.max(nextAt.getTime(), now.getTime() + 1), (at) => step(house, id, at));
  else awaitPerson(house, moved, now);
  if (moved.stage === "notified" && !pending.noticeAt) hearNotice(house, id, now);
}

/** The owner reads the prior notice: some put things right, a few object. */
function hearNotice(house: House, id: string, now: Date): void {
  const { dice, assumed, timeline } = house;
  const inDays = (most: number): number => now.getTime() + dice.between(0.1, most) * dayMs;
  if (dice.chance(assumed.curesAfterNotice)) timeline.add(inDays(5), (at) => putRight(house, at));
  if (dice.chance(assumed.objectsShare)) timeline.add(inDays(4), (at) => object(house, id, at));
}

function object(house: House, id: string, now: Date): void {
  if (house.pending?.id !== id) return;
  const filed = fileObjection(house.pending, {
    personId: owner,
    text: "不是这样",
    now,
    earlier: { ofBuilding: 0, ofChange: house.pending.steps.filter(({ kind }) => kind === "heard").length },
    rules: house.rules,
  });
  if (!filed.ok) return;
  house.pending = filed.value.change;
  house.appeal = filed.value.appeal;
  house.facts.hasPendingAppeal = true;
  touch(house, now);
  const days = house.assumed.appealWorkingDays;
  house.timeline.add(onWorkingDay(addWorkingDays(now, days).getTime()), (at) => answer(house, at));
}

function answer(house: House, now: Date): void {
  const { pending, appeal, dice, assumed } = house;
  if (!pending || !appeal) return;
  const isUpheld = dice.chance(assumed.upheldShare);
  const decided = decideAppeal({ change: pending, appeal }, { isUpheld, reviewer, staff, result: "看过", now });
  if (!decided.ok) throw new Error(`an objection was not decided: ${decided.refusal}`);
  delete house.appeal;
  house.facts.hasPendingAppeal = false;
  touch(house, now);
  if (isUpheld) {
    correctFile(house, now);
    return end(house, decided.value.change, now);
  }
  house.pending = decided.value.change;
  const nextAt = nextAdvanceAt(house.pending)?.getTime() ?? 0;
  house.timeline.add(Math.max(nextAt, now.getTime() + 1), (at) => step(house, pending.id, at));
}

/** The change is over; where it took effect its star is in force. */
function end(house: House, change: StarChange, now: Date): void {
  delete house.pending;
  house.ended.push({ ...change, endedAt: now });
  touch(house, now);
  if (change.stage !== "effective") return;
  const raisedAt = change.kind === "up" ? change.effectiveAt : house.current?.raisedAt;
  house.current = { star: change.toStar, since: now, ...(raisedAt ? { raisedAt } : {}) };
}
