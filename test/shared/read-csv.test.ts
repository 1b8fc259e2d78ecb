import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readCsv } from "../../src/shared/read-csv.js";
import { tempFolder } from "../support/temp-folder.js";

const read = async (content: string | Buffer) => {
  const file = join(await tempFolder(), "table.csv");
  await writeFile(file, content);
  const rows: unknown[] = [];
  for await (const { line, cells } of readCsv(file, (headings) =>
    headings.map((one) => (one === "其他" ? undefined : one)),
  ))
    rows.push([line, { ...cells }]);
  return rows;
};

describe("readCsv", () => {
  it("gives the cells of each row by their heading, with its line", async () => {
    expect(await read('姓名,其他,房号\n陈伯,x,"5,02"\n\n兰姐,,\n')).toEqual([
      [2, { 姓名: "陈伯", 房号: "5,02" }],
      [4, { 姓名: "兰姐", 房号: "" }],
    ]);
  });

  it("reads UTF-8 with a mark at its beginning, and GB 18030", async () => {
    expect(await read("\uFEFFname\n陈伯\n")).toEqual([[2, { name: "陈伯" }]]);
    // 姓名\n陈伯 in GBK.
    expect(await read(Buffer.from("d0d5c3fb0ab3c2b2ae0a", "hex"))).toEqual([[2, { 姓名: "陈伯" }]]);
  });

  it("refuses quotes that do not end and rows that are too long, with their line", async () => {
    await expect(read('a,b\n1,2\n"3,4\n')).rejects.toMatchObject({ name: "TableFileError" });
    await expect(read("a,b\n1,2,3\n")).rejects.toMatchObject({ name: "TableFileError", line: 2 });
  });

  it("throws what the file system says of a file that is not there", async () => {
    const rows = readCsv("nowhere.csv", (headings) => headings);
    await expect(rows.next()).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("reads a long table row by row, and lets it be left in the middle", async () => {
    const file = join(await tempFolder(), "long.csv");
    await writeFile(file, `n\n${Array.from({ length: 50_000 }, (_, n) => n).join("\n")}\n`);
    let seen = 0;
    for await (const { cells } of readCsv(file, (headings) => headings)) {
      seen += 1;
      if (cells["n"] === "10") break;
    }
    expect(seen).toBe(11);
  });
});
