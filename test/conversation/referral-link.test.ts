import { describe, expect, it } from "vitest";
import type { MessageContext } from "../../src/conversation/context.js";
import { decide } from "../../src/conversation/decide.js";
import type { HazardId } from "../../src/shared/ids.js";
import { loadTemplates } from "../../src/message-templates/templates.js";
import { renderLines } from "../../src/conversation/render-lines.js";
import { buildHazard } from "../support/builders.js";
import { buildContext, buildReading, people } from "../support/context-builders.js";
import { buildAccepted } from "../support/message-builders.js";

const { render } = loadTemplates("templates/messages");
const publicUrl = "https://louxin.example.cn";
const second = "00000000-0000-7000-8000-0000000000ab" as HazardId;
const cases = [
  { hazard: buildHazard({ responsibleId: people.landlord.id }), reporterIds: [people.tenant.id] },
  { hazard: buildHazard({ id: second, number: "1126-2" }), reporterIds: [people.tenant.id] },
];

/** What the bot says when the grid worker refers cases, by template. */
function saidOn(targets: readonly string[], over: Partial<MessageContext>): ReadonlyMap<string, string> {
  const [target = ""] = targets;
  const which = targets.length > 1 ? { targets } : { target };
  const { lines } = decide(
    buildContext({
      message: buildAccepted({ isGroup: false, text: "移交" }),
      sender: people.worker,
      cases,
      reading: buildReading({ intent: "command", command: { kind: "refer", reason: "消防", ...which } }),
      ...over,
    }),
  );
  return new Map(renderLines(lines, { render, numbers: new Map() }).map((line) => [line.kind, line.text]));
}

describe("移交", () => {
  it("leads the grid worker and the community to the form, and nobody else", () => {
    const said = saidOn(["1126-1"], { publicUrl });
    const link = `${publicUrl}/referrals/${buildHazard().id}`;
    expect(said.get("done-refer")).toBe(`1126-1已移交。\n移交单,可以打印:${link}`);
    expect(said.get("referral")).toBe(
      `【移交】1126-1:3栋2楼楼梯口停电动车,网格员请求移交:消防\n移交单,可以打印:${link}`,
    );
    expect(said.get("referred")).not.toContain(publicUrl);
  });

  it("leads to the form of each of several cases", () => {
    expect(saidOn(["1126-1", "1126-2"], { publicUrl }).get("done-several")).toBe(
      `1126-1已移交,移交单:${publicUrl}/referrals/${buildHazard().id}\n1126-2已移交,移交单:${publicUrl}/referrals/${second}`,
    );
  });

  it("leads nowhere where no address of the pages is known", () => {
    const said = saidOn(["1126-1"], {});
    expect(said.get("done-refer")).toBe("1126-1已移交。");
    expect(said.get("referral")).toBe("【移交】1126-1:3栋2楼楼梯口停电动车,网格员请求移交:消防");
  });
});
