import { expect, it } from "vitest";
import { createFindStandings } from "../../src/stars/find-standings.js";
import { codeOf } from "../support/builders.js";
import { buildFacts, today } from "./star-builders.js";

it("finds the star in force with the facts as they are today, for every code", async () => {
  const facts = buildFacts();
  const asked: string[] = [];
  const find = createFindStandings({
    store: {
      currentStars: async () => new Map([[codeOf(3), 4]]),
      loadFacts: async (_, asOf) => {
        asked.push(asOf);
        return [facts];
      },
    },
    clock: { now: () => new Date(`${today}T23:30:00+08:00`) },
  });
  expect(await find([codeOf(3), codeOf(99)])).toEqual(
    new Map([
      [codeOf(3), { star: 4, facts }],
      [codeOf(99), { star: null }],
    ]),
  );
  expect(asked).toEqual([today]);
});
