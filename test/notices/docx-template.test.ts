import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { TemplateError } from "../../src/message-templates/template.js";
import { loadDocxTemplate } from "../../src/notices/docx-template.js";
import { rectificationNotice } from "../../src/notices/rectification-notice.js";
import { noticeWords } from "./paper-builders.js";
import { tempFolder } from "../support/temp-folder.js";
import { changedWord, faultsOf, shippedWord, wordsOf, xmlOf } from "./word-file.js";

const { variables } = rectificationNotice;
const load = async (change: (xml: string) => string): Promise<unknown> =>
  loadDocxTemplate(await changedWord(change), variables);
const gap = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p><w:sectPr>`;
const withParagraph =
  (text: string) =>
  (xml: string): string =>
    xml.replace("<w:sectPr>", gap(text));

describe("loadDocxTemplate", () => {
  it("names every variable that is missing and every one that is unknown", async () => {
    const changed = load((xml) => xml.replaceAll("{{deadline}}", "{{deadlin}}").replaceAll("{{basis}}", "{{law}}"));
    await expect(changed).rejects.toThrow(TemplateError);
    await expect(changed).rejects.toThrow(
      "changed.docx lacks the variable basis, deadline and knows no variable deadlin, law",
    );
  });

  it("finds a variable that Word tore apart", async () => {
    await expect(load((xml) => xml.replace("{{basis}}", "{{ba</w:t></w:r><w:r><w:t>sis}}"))).resolves.toBeDefined();
  });

  it.each(["{{#where}}x{{/where}}", "{{^where}}x{{/where}}", "{{@where}}"])(
    "refuses %s, which is no gap",
    async (text) => {
      await expect(load(withParagraph(text))).rejects.toThrow("may hold plain gaps only, and where is something else");
    },
  );

  it("refuses a broken tag by its name, and prints nothing", async () => {
    const print = vi.spyOn(console, "log");
    await expect(load(withParagraph("{{where"))).rejects.toThrow(/changed\.docx cannot be read: .*where/u);
    await expect(load(withParagraph("{{/where}}"))).rejects.toThrow(/changed\.docx cannot be read: .*where/u);
    expect(print).not.toHaveBeenCalled();
  });

  it("refuses a file that is no Word file", async () => {
    const path = join(await tempFolder(), "letter.docx");
    await writeFile(path, "整改通知书");
    expect(() => loadDocxTemplate(path, variables)).toThrow("letter.docx cannot be read");
  });
});

describe("a rendered Word file", () => {
  const template = loadDocxTemplate(shippedWord, variables);

  it("opens again with every value in it and no gap left", () => {
    const values = noticeWords();
    const xml = xmlOf(template.render(values));
    const words = wordsOf(xml);
    for (const value of Object.values(values)) expect(words).toContain(value.replaceAll(/\s/gu, ""));
    expect(words).not.toMatch(/[{}]|undefined/u);
    expect(faultsOf(xml)).toEqual([]);
  });

  it("shows signs of XML as they are, and keeps line breaks", () => {
    const xml = xmlOf(template.render({ ...noticeWords(), where: `A&B<b>"'{{what}}\n2楼\u0007` }));
    expect(wordsOf(xml)).toContain(`A&B<b>"'{{what}}2楼`);
    expect(xml).toContain("<w:br/>");
    expect(xml).not.toContain("\u0007");
    expect(faultsOf(xml)).toEqual([]);
  });

  it("is the same to the byte each time", () => {
    const values = noticeWords();
    vi.useFakeTimers({ now: new Date("2026-11-26T09:00:00+08:00"), toFake: ["Date"] });
    const first = template.render(values);
    vi.setSystemTime(new Date("2027-03-01T15:30:00+08:00"));
    const second = template.render(values);
    vi.useRealTimers();
    expect(second.equals(first)).toBe(true);
    expect(second.equals(template.render({ ...noticeWords(), where: "3楼" }))).toBe(false);
  });
});
