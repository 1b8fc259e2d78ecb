import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SuiteService } from "../support/suite-service.js";
import type { Villager } from "../support/village-chat.js";
import { openVillageMorning, type VillageMorning } from "../support/village-morning.js";

/** Starts after a kill take their time on slow machines. */
const runMs = 300_000;

/** The service is killed between the steps of what time does, and while it does them: nothing is lost, nothing said twice. */
export function tellTheRestarts(name: string, start: () => Promise<SuiteService>): void {
  describe(name, () => {
    let service: SuiteService;
    let m: VillageMorning;
    beforeAll(async () => {
      service = await start();
    }, runMs);
    beforeEach(async () => {
      m = await openVillageMorning(service.base);
    }, runMs);

    /** How often the bot said something like this to somebody in private. */
    const times = async (person: Villager, words: RegExp): Promise<number> => {
      await m.chat.settle();
      const lines = await m.chat.lines();
      return lines.filter((line) => line.chat === m.chat.direct(person) && words.test(line.text)).length;
    };
    /** What somebody heard twice in one chat. */
    const doubled = async (): Promise<readonly string[]> => {
      await m.chat.settle();
      const said = (await m.chat.lines())
        .filter((line) => line.from === m.chat.world.bot.id)
        .map((line) => `${line.chat} ${line.text}`);
      return said.filter((one, place) => said.indexOf(one) < place);
    };
    /** Moves the clock and kills the service before it has done what is due. */
    const killAt = async (iso: string): Promise<void> => {
      await m.chat.request("POST", "/sandbox/api/clock", { set: iso });
      await service.restart();
      if ((await m.chat.now()) < new Date(iso)) await m.chat.setClock(iso);
    };

    it("goes on with the call chain where it stood", { timeout: runMs }, async () => {
      const head = m.chat.person("head", "3栋");
      await m.chat.say(m.tenant, m.group, "3栋5楼好大煤气味,熏死了");
      await service.restart();
      for (const person of [m.worker, head]) expect(await times(person, /^【紧急】3栋/u), person.name).toBe(1);
      await killAt("2026-12-01T09:03:00+08:00");
      expect(await times(m.community, /^【紧急】3栋.*还没人接手/u)).toBe(1);
      expect(await times(m.tenant, /现在安全吗/u)).toBe(1);
      expect(await m.direct(m.community, "收到")).toContain("您接手了");
      await killAt("2026-12-01T09:20:00+08:00");
      for (const person of [m.worker, head]) expect(await times(person, /已接手/u), person.name).toBe(1);
      expect(await times(m.community, /^【紧急】3栋/u)).toBe(1);
      expect(await doubled()).toEqual([]);
    });

    it("goes on with the reminders and those above where they stood", { timeout: runMs }, async () => {
      const number = await m.report("3栋2楼楼梯口又停了两台电鸡,堵得人都过不去");
      await service.restart();
      expect(await times(m.landlord, /【整改通知】/u)).toBe(1);
      await killAt("2026-12-01T11:30:00+08:00");
      expect(await times(m.landlord, /到期/u)).toBe(1);
      await killAt("2026-12-01T13:30:00+08:00");
      expect(await times(m.landlord, /到期/u)).toBe(2);
      await killAt("2026-12-02T19:00:00+08:00");
      expect(await times(m.community, new RegExp(`【逾期】.*${number}`, "u"))).toBe(1);
      expect(await times(m.landlord, /到期/u)).toBe(3);
      expect(await doubled()).toEqual([]);
    });

    it("takes a line that was accepted and not yet handled, once", { timeout: runMs }, async () => {
      const line = {
        from: m.tenant.id,
        group: m.group,
        text: "3栋4楼走廊电线垂下来,都碰到头了",
        externalId: "told-once",
      };
      await m.chat.request("POST", "/sandbox/api/messages", line);
      await service.restart();
      await m.chat.request("POST", "/sandbox/api/messages", line);
      await m.chat.settle();
      const receipts = (await m.chat.lines()).filter((one) => one.chat === m.group && /收到,编号/u.test(one.text));
      expect(receipts).toHaveLength(1);
      expect(await times(m.landlord, /【整改通知】/u)).toBe(1);
    });
  });
}
