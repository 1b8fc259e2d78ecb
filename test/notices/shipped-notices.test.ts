import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseTaxonomy } from "../../src/hazards/taxonomy.js";
import { loadNoticeTemplates } from "../../src/notices/notice-templates.js";
import { readYaml } from "../../src/shared/read-yaml.js";
import { tempFolder } from "../support/temp-folder.js";
import { buildVariables } from "./notice-builders.js";
import { wordsOf, xmlOf } from "./word-file.js";

const folder = "templates/notices";

describe("the shipped notice", () => {
  const { docx, page } = loadNoticeTemplates(folder);
  const word = wordsOf(xmlOf(docx.render(buildVariables())));
  const html = page.render({ ...buildVariables(), docx: "notice.docx" });

  it("says the same on the page as in Word", () => {
    expect(wordsOf(html.slice(html.indexOf("<main>")))).toBe(word);
  });

  it("says how to prove, object and sign, and threatens nobody", () => {
    for (const part of ["同一角度", "“异议”", "5个工作日", "见证人一", "见证人二", "一式两份", "依法处理"]) {
      expect(word).toContain(part);
    }
    expect(word).not.toMatch(/罚|举报|黑名单/u);
  });

  it("fails at the start where a file is missing", async () => {
    const empty = await tempFolder();
    expect(() => loadNoticeTemplates(empty)).toThrow("rectification-notice.docx");
  });
});

describe("the shipped rules", () => {
  it("state each basis in full, since it is printed alone", () => {
    const { kinds } = readYaml("templates/rules/hazards.yaml", parseTaxonomy);
    const short = [...kinds.values()].filter(
      ({ basis, limitHours }) => limitHours !== null && /同上|同[A-Z]\d|§|^$/u.test(basis),
    );
    expect(short).toEqual([]);
  });
});

describe("the page's style", () => {
  it("loads nothing and prints on A4", () => {
    const css = readFileSync(`${folder}/rectification-notice.css`, "utf8");
    expect(css).toContain("size: A4");
    expect(css).not.toMatch(/url\(|@import/u);
  });
});
