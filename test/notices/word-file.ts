import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import PizZip from "pizzip";
import { tempFolder } from "../support/temp-folder.js";

const body = "word/document.xml";

/** The shipped Word template. */
export const shippedWord = "templates/notices/rectification-notice.docx";

/** A copy of the shipped Word template with its XML changed, in a folder that goes with the test. */
export async function changedWord(change: (xml: string) => string): Promise<string> {
  const zip = new PizZip(readFileSync(shippedWord));
  zip.file(body, change(readXml(zip)));
  const path = join(await tempFolder(), "changed.docx");
  await writeFile(path, zip.generate({ type: "nodebuffer" }));
  return path;
}

const readXml = (zip: PizZip): string => {
  const file = zip.file(body);
  if (!file) throw new Error(`the Word file has no ${body}`);
  return file.asText();
};

/** The XML of a Word file's text. */
export const xmlOf = (bytes: Buffer): string => readXml(new PizZip(bytes));

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** What a person reads in XML or HTML: no tags, no blanks. */
export const wordsOf = (markup: string): string =>
  markup
    .replace(/<[^>]*>/gu, "")
    .replace(/&(\w+);/gu, (whole, name: string) => entities[name] ?? whole)
    .replace(/\s/gu, "");

/** What is wrong with the nesting and escaping of XML; empty where nothing is. */
export function faultsOf(xml: string): readonly string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const rest = xml.replace(/<\?[^>]*\?>/gu, "").replace(/<(\/?)([\w:]+)([^<>]*?)(\/?)>/gu, (...found) => {
    const [, end, name, , empty] = found as readonly string[];
    if (end) {
      if (open.pop() !== name) faults.push(`</${name}>`);
    } else if (!empty && name) open.push(name);
    return "";
  });
  if (/[<>]|&(?!(?:amp|lt|gt|quot|apos|#\d+);)/u.test(rest)) faults.push("a bare sign");
  return [...faults, ...open];
}
