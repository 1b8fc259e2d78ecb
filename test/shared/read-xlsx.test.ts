import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import PizZip from "pizzip";
import { describe, expect, it } from "vitest";
import { faultOfTable, readTable } from "../../src/shared/read-table.js";
import { writeXlsx } from "../../src/shared/write-xlsx.js";
import { tempFolder } from "../support/temp-folder.js";

const read = async (content: Buffer | string, name = "table.xlsx") => {
  const file = join(await tempFolder(), name);
  await writeFile(file, content);
  const rows: unknown[] = [];
  const columnsOf = (headings: readonly string[]) => headings.map((one) => (one === "其他" ? undefined : one));
  for await (const { line, cells } of readTable(file, columnsOf)) rows.push([line, cells]);
  return rows;
};

/** An Excel file as other programs write it, with these rows and shared texts. */
const workbook = (rows: string, texts = ""): Buffer => {
  const zip = new PizZip(writeXlsx([{ name: "甲", rows: [] }]));
  zip.file("xl/worksheets/sheet1.xml", `<worksheet><sheetData>${rows}</sheetData></worksheet>`);
  if (texts !== "") zip.file("xl/sharedStrings.xml", `<sst>${texts}</sst>`);
  return zip.generate({ type: "nodebuffer" });
};

describe("readTable on an Excel file", () => {
  it("gives the cells of each row by their heading, with its line, and leaves empty rows out", async () => {
    const rows = [
      ["姓名", "其他", "房号"],
      ["陈伯 & <兰姐>", "x", ' "5,02" '],
      ["", "", ""],
      ["小王", ""],
    ];
    expect(await read(writeXlsx([{ name: "数据", rows }]))).toEqual([
      [2, { 姓名: "陈伯 & <兰姐>", 房号: '"5,02"' }],
      [4, { 姓名: "小王", 房号: "" }],
    ]);
  });

  it("reads shared and formatted texts, numbers, truths, results of formulas, and gaps", async () => {
    const texts =
      "<si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r><rPh><t>yi</t></rPh></si><si><t>丁</t></si><si><t>戊</t></si>";
    const file = workbook(
      `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="s"><v>2</v></c><c r="E2" t="s"><v>3</v></c></row>
       <row r="5"><c r="A5"><v>7.5</v></c><c r="C5" t="b"><v>1</v></c><c r="D5" t="str"><f>A1&amp;"x"</f><v>算出</v></c><c r="E5" t="e"><v>#N/A</v></c></row>`,
      texts,
    );
    expect(await read(file)).toEqual([[5, { 甲: "7.5", 乙丙: "是", 丁: "算出", 戊: "#N/A", "": "" }]]);
  });

  it("keeps every Chinese character of a table that comes in many pieces", async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => [
      `${at}`,
      `广东省深圳市宝安区西乡街道麻布社区华侨新村${at}栋`,
    ]);
    const found = await read(writeXlsx([{ name: "数据", rows: [["编号", "地址"], ...rows] }]));
    expect(found).toHaveLength(20_000);
    expect(JSON.stringify(found)).not.toContain("\uFFFD");
  });

  it("reads the first sheet that is shown, wherever it lies", async () => {
    const zip = new PizZip(
      writeXlsx([
        { name: "藏", rows: [["a"], ["1"]] },
        { name: "数据", rows: [["b"], ["2"]] },
      ]),
    );
    const xml = zip.file("xl/workbook.xml")?.asText() ?? "";
    zip.file("xl/workbook.xml", xml.replace('name="藏"', 'name="藏" state="hidden"'));
    expect(await read(zip.generate({ type: "nodebuffer" }))).toEqual([[2, { b: "2" }]]);
  });

  it.each([
    ["no zip at all", "楼栋编码,名称\n"],
    ["a zip without sheets", new PizZip().file("a.txt", "x").generate({ type: "nodebuffer" })],
    ["broken XML", workbook('<row r="1"><c r="A1"></row>')],
    ["a column that Excel does not have", workbook('<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>')],
  ])("refuses %s", async (_, content) => {
    await expect(read(content)).rejects.toMatchObject({ name: "TableFileError" });
  });

  it("says what is wrong in Chinese", async () => {
    await expect(read("x", "old.xls")).rejects.toThrow("另存为 .xlsx");
    const missing = readTable("nowhere.xlsx", (headings) => headings).next();
    expect(await missing.catch(faultOfTable)).toBe("文件读不了:ENOENT");
    expect(await read("x").catch(faultOfTable)).toMatch(/^表格读不下去:不是 Excel 的 \.xlsx 文件/u);
  });
});
