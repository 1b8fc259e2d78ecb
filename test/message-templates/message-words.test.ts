import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { FilledMessage, MessageWords } from "../../src/message-templates/message-words.js";
import { loadTemplates, readTemplates } from "../../src/message-templates/templates.js";
import { writeMessageVariables } from "../../src/message-templates/write-message-variables.js";
import type { StarLine } from "../../src/stars/star-lines.js";

const templates = loadTemplates("templates/messages");
/** What the compiler lets through, or is expected to refuse, is rendered too: the two must agree. */
const render = ({ template, variables }: FilledMessage<string>): string =>
  templates.render(template, variables as Record<string, string>);
const rendered = (line: FilledMessage<string>) => () => render(line);

describe("a template and its variables", () => {
  const more = { number: "1126-1", reason: "门锁了" };
  const fitting = { where: "3栋", what: "堆物" };

  it("are let through where they fit, with the words of a case beside them", () => {
    expect(rendered({ template: "unknown-case", variables: { number: "1126-1" } })).not.toThrow();
    expect(
      rendered({ template: "referred", variables: { ...fitting, number: "1126-1", deadline: "今天" } }),
    ).not.toThrow();
    expect(rendered({ template: "done-refer", variables: { number: "1126-1", form: undefined } })).not.toThrow();
    expect(rendered({ template: "done-refer", variables: { number: "1126-1", form: "x" } })).not.toThrow();
  });

  it("are refused where one is missing", () => {
    // @ts-expect-error the number is missing
    expect(rendered({ template: "unknown-case", variables: {} })).toThrow("needs the variable number");
    // @ts-expect-error the number is missing, and an object without known fields is no help
    expect(rendered({ template: "unknown-case", variables: {} as Record<string, string> })).toThrow(
      "needs the variable",
    );
    // @ts-expect-error it may be undefined
    expect(rendered({ template: "unknown-case", variables: { number: undefined } })).toThrow("needs the variable");
  });

  it("are refused where one is surplus, also where it came in by a spread", () => {
    // @ts-expect-error no template knows it
    expect(rendered({ template: "unknown-case", variables: { number: "1", colour: "红" } })).toThrow(
      "knows no variable",
    );
    // @ts-expect-error others know it, this one does not
    expect(rendered({ template: "unknown-case", variables: { ...more } })).toThrow("knows no variable reason");
    const maybe = { number: "1", ...(more.number ? { reason: "" } : {}) };
    // @ts-expect-error it may be there
    expect(rendered({ template: "unknown-case", variables: maybe })).toThrow("knows no variable");
  });

  it("are refused where no file has the name", () => {
    // @ts-expect-error there is no such file
    expect(rendered({ template: "unknown-cases", variables: {} })).toThrow("no message template");
  });

  it("fit each of several templates, or none", () => {
    const both: MessageWords<"already-kind" | "no-emergency-kind", string> = { number: "1", what: "堆物" };
    for (const template of ["already-kind", "no-emergency-kind"] as const)
      expect(rendered({ template, variables: both })).not.toThrow();
    const returned = { ...fitting, number: "1", deadline: "明天", reason: "门锁了" };
    const one: MessageWords<"returned", string> = returned;
    // @ts-expect-error the second does not know the reason
    const each: MessageWords<"returned" | "already-kind", string> = returned;
    expect(each).toBe(one);
    expect(rendered({ template: "already-kind", variables: each })).toThrow("knows no variable reason");
  });

  it("are held together in the lines about stars too", () => {
    const words: Pick<StarLine, "kind" | "variables"> = { kind: "star-effective", variables: { to: "4星" } };
    expect(words.kind).toBe("star-effective");
    // @ts-expect-error the star is missing
    const missing: StarLine = { ...words, kind: "star-effective", variables: {}, audience: "owner", dedupeKey: "x" };
    expect(() => templates.render(missing.kind, { building: "3栋" })).toThrow("needs the variable to");
  });
});

it("are written down as the files have them", () => {
  const written = readFileSync("src/message-templates/written/message-variables.ts", "utf8");
  expect(written).toBe(writeMessageVariables(readTemplates("templates/messages")));
  const some = new Map([
    ["b", { required: new Set(["x", "y"]), optional: new Set<string>() }],
    ["a", { required: new Set<string>(), optional: new Set(["z"]) }],
  ]);
  expect(writeMessageVariables(some).split("\n").slice(3, 5)).toEqual([
    '  readonly "a": { readonly required: never; readonly optional: "z" };',
    '  readonly "b": { readonly required: "x" | "y"; readonly optional: never };',
  ]);
});
