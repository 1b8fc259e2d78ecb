import { expect, it } from "vitest";
import { exportLabels } from "../../src/labels/export-labels.js";
import { buildMark, buildSaidLine } from "./said-line-builder.js";

it("writes a page before it asks for the next, and counts the labels", async () => {
  const order: string[] = [];
  const alarm = buildMark({ state: "false-alarm", decisions: [{ seq: 2, kind: "false-alarm", text: null }] });
  const pages = [
    [buildSaidLine(), buildSaidLine({ marks: [alarm] })],
    [buildSaidLine({ marks: [] })],
    [buildSaidLine()],
  ];
  const counts = await exportLabels(
    {
      async forEachPage(_since, onPage) {
        for (const [index, page] of pages.entries()) {
          order.push(`page ${index}`);
          await onPage(page);
        }
      },
    },
    {
      since: new Date(0),
      write: async (text) => {
        await Promise.resolve();
        order.push(
          ...text
            .trimEnd()
            .split("\n")
            .map((line) => (JSON.parse(line) as { intent: string }).intent),
        );
      },
    },
  );
  expect(order).toEqual(["page 0", "报隐患", "闲聊", "page 1", "page 2", "报隐患"]);
  expect(counts).toEqual([
    ["报隐患", 2],
    ["闲聊", 1],
  ]);
});
