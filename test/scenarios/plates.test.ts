import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config.js";
import { runPlates } from "../../src/plates-command.js";
import { silentLog as log } from "../../src/shared/log.js";
import { codeOf } from "../support/builders.js";
import { freePort, type RunningService, startService } from "../support/running-service.js";
import type { Villager } from "../support/village-chat.js";
import { openVillageMorning, type VillageMorning } from "../support/village-morning.js";

/** Somebody scans the plate of building 5, and says to the bot what the page offers. */
describe("a plate at the door", { timeout: 120_000 }, () => {
  let folder = "";
  let service: RunningService | undefined;
  let m: VillageMorning;
  let stranger: Villager;
  let courier: Villager;
  let token = "";
  let shortCode = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "louxin-plate-"));
    const at = { port: await freePort(), dataDir: folder };
    service = await startService(at);
    m = await openVillageMorning(service.base);
    // The embedded database lets one process in.
    await service.stop();
    const printed: string[] = [];
    await runPlates(["token", codeOf(5)], loadConfig({ DATA_DIR: folder }), {
      print: async (text) => void printed.push(text),
      tell: () => {},
      log,
    });
    [, token = "", shortCode = ""] = /\/p\/([\w-]{22})\n[\s\S]*本楼代码 (\w{6})/u.exec(printed.join("")) ?? [];
    service = await startService(at);
    const named = (part: string): Villager => {
      const found = m.chat.world.people.find((one) => one.name.includes(part));
      if (!found) throw new Error(`nobody like ${part}`);
      return found;
    };
    stranger = named("张三");
    courier = named("送水阿伟");
  }, 300_000); // the service starts twice
  afterAll(async () => {
    await service?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("shows the star that is in force, and the code", async () => {
    const page = await (await fetch(`${service?.base ?? ""}/p/${token}`)).text();
    expect(page).toContain("<h1>华侨新村5栋</h1>");
    expect(page).toMatch(/[一二三四五]星级安全文明楼栋/u);
    expect(page).toContain(`我是房东 ${shortCode}`);
    expect(page).not.toContain("曾生");
  });

  it("names the building exactly, and proves nothing: the grid worker still nods", async () => {
    expect(await m.direct(stranger, `我是房东 ${shortCode}`)).toContain("您是5栋房东,要网格员点个头");
    expect(await m.direct(stranger, "我的楼几星")).not.toContain("扣分");
    expect(await m.heard(m.worker)).toContain("张三说是5栋房东,回 对 或 不是");
    expect(await m.direct(m.worker, "对")).toContain("好,张三是5栋房东");
    expect(await m.heard(stranger)).toContain("定了,您是5栋房东");
  });

  it("asks in private what somebody is who sends only the code, and says so where there is no such code", async () => {
    const said = await m.chat.say(courier, m.group, `绑定 3栋 ${shortCode.toLowerCase()}`);
    expect(said.filter((line) => line.chat === m.group)).toEqual([]);
    expect(await m.heard(courier)).toContain("您是5栋的什么人");
    expect(await m.direct(courier, "租客")).toContain("您住5栋");
    expect(await m.direct(courier, `我是602租客 ${shortCode}`)).toContain("您住5栋602");
    expect(await m.direct(courier, "我是房东 2A2A2A")).toContain("没找到“2A2A2A”");
  });
});
