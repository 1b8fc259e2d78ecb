import { describe, expect, it } from "vitest";
import { decideDutyTurn, type DutyTurn } from "../../src/conversation/due-duty.js";
import type { Duty, DutyId } from "../../src/people/duty.js";
import { people } from "../support/context-builders.js";
import { buildPerson, spoken } from "../support/people-builders.js";

const at = (time: string): Date => new Date(`2026-12-${time}:00+08:00`);
const mei = buildPerson("王小梅");
const duty: Duty = {
  id: "d1" as DutyId,
  personId: mei.id,
  area: "44030601800305",
  kind: "substitute",
  forPersonId: people.worker.id,
  startsAt: at("02T00:00"),
  endsAt: at("05T00:00"),
  createdBy: people.worker.id,
  createdAt: at("01T09:00"),
};
const turn = (now: Date, over: Partial<DutyTurn> = {}): DutyTurn => ({
  duty,
  person: mei,
  absent: people.worker,
  load: { open: 5, dueToday: 1, overdue: 0, toRecheck: 2 },
  closed: 3,
  isBegun: false,
  now,
  isQuietHour: false,
  ...over,
});

describe("a duty at its turns", () => {
  it("is silent at night and told in the morning", () => {
    const night = decideDutyTurn(turn(at("02T00:00"), { isQuietHour: true }));
    expect(night).toMatchObject({ changes: { lines: [] }, next: { dueAt: at("02T08:00"), isBegun: false } });
    const morning = decideDutyTurn(turn(at("02T08:00")));
    expect(spoken(morning.changes)).toEqual([
      "direct:王小梅: 从现在到12月4日(周五)由您代覃工,手上有5件,今天到期1件,待复查2件。回 今日 看清单。",
    ]);
    expect(morning.next).toEqual({ dueAt: duty.endsAt, isBegun: true });
  });

  it("is told at its begin once", () => {
    const again = decideDutyTurn(turn(at("03T10:00"), { isBegun: true }));
    expect(again).toMatchObject({ changes: { lines: [] }, next: { dueAt: duty.endsAt } });
  });

  it("ends with a word to both, in the morning too", () => {
    const night = decideDutyTurn(turn(duty.endsAt, { isBegun: true, isQuietHour: true }));
    expect(night).toMatchObject({ changes: { lines: [] }, next: { dueAt: at("05T08:00") } });
    const end = decideDutyTurn(turn(at("05T08:00"), { isBegun: true }));
    expect(spoken(end.changes)).toEqual([
      "direct:覃工: 您回来了。王小梅代您的这些天办结3件,现在手上有5件,今天到期1件,待复查2件。回 今日 看清单。",
      "direct:王小梅: 代覃工的班到此结束,他的网格又归他管。辛苦了!",
    ]);
    expect(end.next).toBeUndefined();
  });

  it("says nothing of what was over long ago, and waits for what has not begun", () => {
    expect(decideDutyTurn(turn(at("06T09:00"))).changes.lines).toEqual([]);
    expect(decideDutyTurn(turn(at("01T20:00")))).toMatchObject({ next: { dueAt: duty.startsAt, isBegun: false } });
  });

  it("of somebody beside the others is told to them at its begin only", () => {
    const { forPersonId: _, ...own } = { ...duty, kind: "duty" as const };
    expect(spoken(decideDutyTurn(turn(at("02T09:00"), { duty: own })).changes)[0]).toContain("您值班,手上有5件");
    expect(decideDutyTurn(turn(at("05T09:00"), { duty: own })).changes.lines).toEqual([]);
  });

  it("says that nothing is open, and nothing to whom it cannot reach", () => {
    const load = { open: 0, dueToday: 0, overdue: 0, toRecheck: 0 };
    expect(spoken(decideDutyTurn(turn(at("02T09:00"), { load })).changes)[0]).toContain("手上没有没办完的");
    expect(decideDutyTurn(turn(at("02T09:00"), { person: undefined })).changes.lines).toEqual([]);
  });
});
