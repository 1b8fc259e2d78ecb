import { expect, it } from "vitest";
import { nearestWord } from "../../src/shared/nearest-word.js";

const words = ["hearingWorkingDays", "publicityWorkingDays", "maxStepUp", "min"];

it.each([
  ["hearingWorkDays", "hearingWorkingDays"],
  ["MaxStepUP", "maxStepUp"],
  ["mim", "min"],
  ["max", undefined],
  ["somethingElse", undefined],
  ["", undefined],
])("takes %j for %j", (mistyped, meant) => {
  expect(nearestWord(mistyped, words)).toBe(meant);
});
