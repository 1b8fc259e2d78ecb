import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../src/message-templates/template.js";

const fill = (source: string, variables: Record<string, string> = {}): string =>
  parseTemplate("t", source).fill(variables);

describe("parseTemplate", () => {
  it("fills gaps, as often as they stand there, and never what a variable brought along", () => {
    expect(fill("{{a}}和{{a}},{{b}}", { a: "甲", b: "{{a}}" })).toBe("甲和甲,{{a}}");
  });

  it("leaves a part out without its variable, and the line that held nothing else", () => {
    const source = "收到{{#place}}:{{place}}{{/place}}。\n{{#worker}}网格员:{{worker}}{{/worker}}\n谢谢";
    expect(fill(source, { place: "3栋", worker: "覃工" })).toBe("收到:3栋。\n网格员:覃工\n谢谢");
    expect(fill(source)).toBe("收到。\n谢谢");
    expect(fill(source, { place: "", worker: "" })).toBe("收到。\n谢谢");
  });

  it("keeps an empty line that a variable or the author wanted", () => {
    expect(fill("一\n\n{{a}}", { a: "二\n\n三" })).toBe("一\n\n二\n\n三");
  });

  it("tells which variables are needed and which may be given", () => {
    const { required, optional } = parseTemplate("t", "{{a}}{{#b}}{{b}}{{c}}{{a}}{{/b}}");
    expect([...required]).toEqual(["a"]);
    expect([...optional]).toEqual(["b", "c"]);
  });

  it.each([
    ["", "is empty"],
    ["  \n", "is empty"],
    ["{{a}", "broken placeholder"],
    ["{{ a }}", "broken placeholder"],
    ["{{a-b}}", "broken placeholder"],
    ["{{#a}}x", "does not end"],
    ["x{{/a}}", "did not begin"],
    ["{{#a}}x{{/b}}", "did not begin"],
    ["{{#a}}{{#b}}x{{/b}}{{/a}}", "begins within"],
  ])("refuses %j", (source, reason) => {
    expect(() => parseTemplate("t", source)).toThrow(reason);
  });
});
