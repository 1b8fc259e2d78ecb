import { describe, expect, it } from "vitest";
import { parseVillage, roomsOf, type Village } from "../../../src/channels/sandbox/village.js";
import { templatePath } from "../../../src/load-rules.js";
import { readYaml } from "../../../src/shared/read-yaml.js";

const shipped = (): Village => readYaml(templatePath("sample", "village.yaml"), parseVillage);

describe("the sample village", () => {
  it("is the one of the article: 14 buildings, a grid worker in every group, at least 25 tenants", () => {
    const { buildings, people, groups } = shipped();
    expect(buildings.map((one) => one.name)).toEqual(Array.from({ length: 14 }, (_, index) => `${index + 1}栋`));
    expect(people.filter((one) => one.role === "tenant").length).toBeGreaterThanOrEqual(25);
    const worker = people.find((one) => one.role === "grid_worker");
    expect(groups.every((one) => one.members.includes(worker?.id ?? ""))).toBe(true);
  });

  it("has every building in exactly one building group and for each somebody who answers for it", () => {
    const { buildings, people, groups } = shipped();
    for (const { serial } of buildings) {
      expect(
        groups.filter((one) => one.buildings.includes(serial)),
        `${serial}栋`,
      ).toHaveLength(1);
      const answers = people.some((one) => one.role === "landlord" && [one.building, ...one.alsoOf].includes(serial));
      expect(answers, `${serial}栋`).toBe(true);
    }
  });
});

describe("parseVillage", () => {
  const broken = (change: Partial<Village>): (() => Village) => {
    const village = { ...shipped(), ...change };
    return () => parseVillage(village);
  };

  it("refuses a tenant without a building that is there", () => {
    expect(
      broken({ people: [...shipped().people, { id: "te-99", name: "新", role: "tenant", building: 99, alsoOf: [] }] }),
    ).toThrow("no building 99");
  });

  it("refuses a room that the building does not have", () => {
    const lodger = { id: "te-99", name: "新", role: "tenant" as const, building: 3, room: "909", alsoOf: [] };
    expect(broken({ people: [...shipped().people, lodger] })).toThrow("te-99 lives in a room that is not there");
  });

  it("refuses a line of nobody, or in no group", () => {
    expect(broken({ lines: [{ chat: "g-x", hoursAgo: 1, from: "te-98", text: "喂" }] })).toThrow(
      "there is nobody with the id te-98; there is no group g-x",
    );
  });
});

describe("roomsOf", () => {
  it("numbers rooms by floor", () => {
    expect(roomsOf({ units: 5, storeys: 3 })).toEqual(["101", "102", "201", "202", "301"]);
  });
});
