import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseTaxonomy } from "../../src/hazards/taxonomy.js";
import { hazardReferral } from "../../src/notices/hazard-referral.js";
import { loadPaperTemplates } from "../../src/notices/paper-templates.js";
import { rectificationNotice } from "../../src/notices/rectification-notice.js";
import { readYaml } from "../../src/shared/read-yaml.js";
import { tempFolder } from "../support/temp-folder.js";
import { noticeWords, referralWords } from "./paper-builders.js";
import { faultsOf, wordsOf, xmlOf } from "./word-file.js";

const folder = "templates/notices";
const shipped = [
  { kind: rectificationNotice, words: noticeWords() },
  { kind: hazardReferral, words: referralWords() },
];
const wordOf = ({ kind, words }: (typeof shipped)[number]): string =>
  xmlOf(loadPaperTemplates(folder, kind).docx.render(words));

describe.each(shipped)("the shipped $kind.name", ({ kind, words }) => {
  const { page } = loadPaperTemplates(folder, kind);
  const xml = wordOf({ kind, words });

  it("says the same on the page as in Word, which is well-formed and has no gap left", () => {
    const html = page.render(words, { docx: "paper.docx", figures: [] });
    expect(wordsOf(html.slice(html.indexOf("<main>")))).toBe(wordsOf(xml));
    expect(faultsOf(xml)).toEqual([]);
    expect(wordsOf(xml)).not.toMatch(/[{}]|undefined/u);
  });

  it("threatens nobody and exposes nobody", () => {
    expect(wordsOf(xml)).not.toMatch(/罚|举报|黑名单/u);
  });

  it("fails at the start where a file is missing", async () => {
    const empty = await tempFolder();
    expect(() => loadPaperTemplates(empty, kind)).toThrow(`${kind.templates}.docx`);
  });
});

describe("the shipped notice", () => {
  it("says how to prove, object and sign", () => {
    const word = wordsOf(wordOf({ kind: rectificationNotice, words: noticeWords() }));
    for (const part of ["同一角度", "“异议”", "5个工作日", "见证人一", "见证人二", "一式两份", "依法处理"]) {
      expect(word).toContain(part);
    }
  });
});

describe("the shipped referral form", () => {
  it("tells a first judgement and no finding in law, and has a slip to send back", () => {
    const word = wordsOf(wordOf({ kind: hazardReferral, words: referralWords() }));
    for (const part of ["初判较大", "不是最后认定", "回执", "由我单位办理", "不属于我单位职责", "一式两份"]) {
      expect(word).toContain(part);
    }
    expect(word).not.toMatch(/构成|重大火灾隐患|违法/u);
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

describe("the style of the pages", () => {
  it("loads nothing and prints on A4", () => {
    const css = readFileSync(`${folder}/print.css`, "utf8");
    expect(css).toContain("size: A4");
    expect(css).not.toMatch(/url\(|@import/u);
  });
});
