import { describe, expect, it } from "vitest";
import { defaultGroupPolicy } from "../../src/buildings/group.js";
import { decideLeavers, type Leaver, leaverTask } from "../../src/conversation/decide-leavers.js";
import type { PersonId } from "../../src/shared/ids.js";
import { buildBuilding, people } from "../support/context-builders.js";

const at = (text: string): Date => new Date(`2026-12-${text}:00+08:00`);
const seat = { channel: "sandbox", account: "louxin-sandbox", chat: "g1", externalId: "ll-3" };
const groupOf = (chat: string, name: string): Leaver["group"] => ({
  ref: { ...seat, chat },
  name,
  buildingCodes: [],
  policy: defaultGroupPolicy,
});
const leaver = (over: Partial<Leaver> = {}): Leaver => ({
  person: people.landlord,
  group: groupOf("g1", "1-5栋群"),
  building: buildBuilding(3),
  kind: "landlord",
  worker: people.worker,
  ...over,
});
const told = (...leavers: readonly Leaver[]) =>
  decideLeavers(leavers, at("01T17:30")).lines.map(
    ({ ref, variables }) => `${ref.chat} ${variables["left"] as string}`,
  );

describe("who left a group", () => {
  it("is told at the end of the working day, or of the next", () => {
    expect(leaverTask(seat, at("01T09:00")).dueAt).toEqual(at("01T17:30"));
    expect(leaverTask(seat, at("01T17:30")).dueAt).toEqual(at("02T17:30"));
  });

  it("is one line to each grid worker, each person once with all that they are", () => {
    const other = { ...people.worker, id: "w2" as PersonId, direct: { ...seat, chat: "direct:w2" } };
    expect(
      told(
        leaver(),
        leaver({ building: buildBuilding(5), kind: "head" }),
        leaver({ person: people.tenant, kind: "sublandlord" }),
        leaver({ worker: other }),
      ),
    ).toEqual([
      'direct:覃工 兰姐(3栋房东、5栋楼栋长)、阿珍(3栋二房东)退出了"1-5栋群"',
      'direct:w2 兰姐(3栋房东)退出了"1-5栋群"',
    ]);
  });

  it("names each group, and does not repeat what a name says already", () => {
    const head = { ...people.tenant, name: "3栋楼栋长伟叔" };
    expect(told(leaver(), leaver({ person: head, kind: "head", group: groupOf("g2", "网格群") }))).toEqual([
      'direct:覃工 兰姐(3栋房东)退出了"1-5栋群";3栋楼栋长伟叔退出了"网格群"',
    ]);
  });

  it("counts those for whom the line has no room, and tells nobody whom the bot cannot reach", () => {
    const many = Array.from({ length: 12 }, (_, n) =>
      leaver({ person: { ...people.landlord, id: `p${n}` as PersonId, name: `房东${n}` } }),
    );
    expect(told(...many)[0]).toMatch(/房东7\(3栋房东\)等12人退出了/u);
    const { direct: _, ...unreached } = people.worker;
    expect(told(leaver({ worker: unreached }))).toEqual([]);
  });
});
