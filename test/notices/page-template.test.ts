import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadPageTemplate, type PageTemplate } from "../../src/notices/page-template.js";
import { rectificationNotice } from "../../src/notices/rectification-notice.js";
import { tempFolder } from "../support/temp-folder.js";
import { noticeWords } from "./paper-builders.js";

const shipped = "templates/notices/rectification-notice.html";

async function load(change: (html: string) => string): Promise<PageTemplate> {
  const path = join(await tempFolder(), "changed.html");
  await writeFile(path, change(readFileSync(shipped, "utf8")));
  return loadPageTemplate(path, rectificationNotice);
}

describe("loadPageTemplate", () => {
  it("names every variable that is missing and every one that is unknown", async () => {
    await expect(
      load((html) => html.replaceAll("{{deadline}}", "{{until}}").replaceAll("{{docx}}", "")),
    ).rejects.toThrow("changed.html lacks the variable deadline, docx and knows no variable until");
  });

  it("refuses a broken tag", async () => {
    await expect(load((html) => html.replace("{{where}}", "{{where"))).rejects.toThrow("changed.html has a broken");
  });
});

describe("a rendered page", () => {
  it("shows signs of HTML as they are, keeps line breaks, and leaves no gap", () => {
    const page = loadPageTemplate(shipped, rectificationNotice).render(
      { ...noticeWords(), where: `<script>"'&\n2楼\u0007`, caseNumber: "{{what}}" },
      { docx: 'a"b', figures: [] },
    );
    expect(page).toContain("<td>&lt;script&gt;&quot;&#39;&amp;<br>2楼</td>");
    expect(page).toContain('href="a&quot;b"');
    expect(page).not.toMatch(/undefined|<script/u);
  });

  it("shows pictures with what is on them, where the page has room for them", async () => {
    const path = join(await tempFolder(), "figures.html");
    await writeFile(path, "{{docx}}{{figures}}");
    expect(() => loadPageTemplate(path, { variables: [], hasFigures: false })).toThrow("knows no variable figures");
    const figures = [{ source: "a&b", caption: "<图1>" }];
    expect(loadPageTemplate(path, { variables: [], hasFigures: true }).render({}, { docx: "", figures })).toBe(
      '<figure><img src="a&amp;b" alt="&lt;图1&gt;" /><figcaption>&lt;图1&gt;</figcaption></figure>',
    );
  });

  it("has no script and no inline style", () => {
    for (const page of [shipped, "templates/notices/hazard-referral.html"])
      expect(readFileSync(page, "utf8")).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:|https?:/u);
  });
});
