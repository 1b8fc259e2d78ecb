import { expect, it } from "vitest";
import { createFindStandings } from "../../src/stars/find-standings.js";
import { codeOf } from "../support/builders.js";
import { buildChange, buildFacts, today } from "./star-builders.js";

it("finds the star in force with the facts as they are today, its past and its neighbours, for every code", async () => {
  const facts = buildFacts();
  const raisedAt = new Date(`${today}T10:00:00+08:00`);
  const past = buildChange({ stage: "effective" });
  const asked: string[] = [];
  const find = createFindStandings({
    store: {
      findCurrent: async () => new Map([[codeOf(3), { star: 4, raisedAt }]]),
      loadFacts: async (_, asOf) => {
        asked.push(asOf);
        return [facts];
      },
      findOpenChanges: async () => new Map(),
      findHistory: async () => new Map([[codeOf(3), [past]]]),
      meanStarsOfGrids: async (grids) => new Map(grids.map((grid) => [grid, { star: 3.8, buildings: 5 }])),
    },
    clock: { now: () => new Date(`${today}T23:30:00+08:00`) },
  });
  expect(await find([codeOf(3), codeOf(99)])).toEqual(
    new Map([
      [codeOf(3), { star: 4, raisedAt, facts, history: [past], neighbours: 3.8 }],
      [codeOf(99), { star: null, history: [], neighbours: 3.8 }],
    ]),
  );
  expect(asked).toEqual([today]);
});

it("tells no mean of so few buildings that it would tell a neighbour's star", async () => {
  const find = createFindStandings({
    store: {
      findCurrent: async () => new Map(),
      loadFacts: async () => [],
      findOpenChanges: async () => new Map(),
      findHistory: async () => new Map(),
      meanStarsOfGrids: async (grids) => new Map(grids.map((grid) => [grid, { star: 3.8, buildings: 4 }])),
    },
    clock: { now: () => new Date(`${today}T09:00:00+08:00`) },
  });
  expect((await find([codeOf(3)])).get(codeOf(3))).toEqual({ star: null, history: [] });
});
