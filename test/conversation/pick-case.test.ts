import { describe, expect, it } from "vitest";
import { decide } from "../../src/conversation/decide.js";
import { unfixed } from "../../src/conversation/pick-case.js";
import type { HazardId } from "../../src/shared/ids.js";
import { buildHazard } from "../support/builders.js";
import { buildContext, buildReading, people } from "../support/context-builders.js";
import { buildAccepted } from "../support/message-builders.js";

const responsibleId = people.landlord.id;
const due = { hazard: buildHazard({ responsibleId }), reporterIds: [] };
const away = {
  hazard: buildHazard({
    id: "00000000-0000-7000-8000-0000000000ab" as HazardId,
    number: "1126-2",
    state: "referred",
    responsibleId,
  }),
  reporterIds: [],
};
const closed = { hazard: buildHazard({ state: "closed", responsibleId }), reporterIds: [] };

describe("unfixed", () => {
  it("leaves a case with a department alone where another fix is due, unless it is named", () => {
    expect(unfixed([due, away, closed])).toEqual([due]);
    expect(unfixed([due, away, closed], "1126-2")).toEqual([due, away]);
    expect(unfixed([away, closed])).toEqual([away]);
  });
});

it("sends a case with a department to the recheck when the house says that it is fixed", () => {
  const { steps } = decide(
    buildContext({
      message: buildAccepted({ isGroup: false, text: "1126-2清走了" }),
      sender: people.landlord,
      cases: [due, away],
      reading: buildReading({ intent: "feedback", zone: "speak", feedback: { isDone: true } }),
    }),
  );
  expect(steps).toMatchObject([{ hazard: { number: "1126-2", state: "awaiting-recheck" }, event: { kind: "fixed" } }]);
});
