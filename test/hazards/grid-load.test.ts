import { expect, it } from "vitest";
import { loadOf } from "../../src/hazards/grid-load.js";
import { buildHazard } from "../support/builders.js";

const now = new Date("2026-11-26T12:00:00+08:00");
const dueAt = (time: string) => ({ dueAt: new Date(`2026-11-${time}:00+08:00`) });

it("counts what is open once as due today, overdue or waiting for the recheck", () => {
  const open = [
    buildHazard(dueAt("26T18:00")),
    buildHazard(dueAt("26T10:00")),
    buildHazard(dueAt("27T10:00")),
    buildHazard({ ...dueAt("26T18:00"), state: "awaiting-recheck" }),
    buildHazard({ ...dueAt("26T18:00"), state: "referred" }),
  ];
  expect(loadOf(open, now)).toEqual({ open: 5, dueToday: 1, overdue: 1, toRecheck: 1 });
});
