import { describe, expect, it } from "vitest";
import type { MessageContext } from "../../src/conversation/context.js";
import { renderLines } from "../../src/conversation/render-lines.js";
import { receiptsOf } from "../../src/conversation/report-lines.js";
import type { Hazard } from "../../src/hazards/hazard.js";
import { loadTemplates } from "../../src/message-templates/templates.js";
import type { HazardId } from "../../src/shared/ids.js";
import { buildHazard } from "../support/builders.js";
import { buildContext } from "../support/context-builders.js";
import { buildAccepted } from "../support/message-builders.js";

const { render } = loadTemplates("templates/messages");
const two = [buildHazard(), buildHazard({ id: "h2" as HazardId, number: "1126-2", code: "M01" })];

const receipt = (hazards: readonly Hazard[], over: Partial<MessageContext> = {}): string =>
  renderLines(receiptsOf(buildContext(over), hazards).lines, { render, numbers: new Map() })
    .map(({ ref, text }) => `${ref.chat} ${text}`)
    .join("\n");

describe("the receipt of a report", () => {
  it("names all that was filed, by day and at night", () => {
    expect(receipt(two)).toMatch(/^g1 收到,登记了2件:1126-1 .*;1126-2 .*公用的东西坏了。已告知房东/u);
    expect(receipt(two, { isQuietHour: true })).toMatch(/^direct:p1 收到,登记了2件:1126-1 .*;1126-2 .*明早8点后处理/u);
    expect(receipt(two, { message: buildAccepted({ isGroup: false, text: "x" }), isQuietHour: true })).toMatch(
      /^direct:p1 收到,登记了2件:.*已告知房东/u,
    );
  });

  it("names one, with its deadline by day, and the morning at night", () => {
    const one = [buildHazard()];
    expect(receipt(one)).toMatch(/^g1 收到,编号1126-1:.*前/u);
    expect(receipt(one, { isQuietHour: true })).toMatch(/^direct:p1 收到,编号1126-1:.*明早8点后处理/u);
    const self = [buildHazard({ origin: "self" })];
    const direct = buildAccepted({ isGroup: false, text: "x" });
    expect(receipt(self, { message: direct })).toContain("谢谢您主动申报");
    expect(receipt(self)).not.toContain("谢谢您主动申报");
  });
});
