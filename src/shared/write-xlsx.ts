import PizZip from "pizzip";

/** A sheet of an Excel file; all cells are text, so that Excel changes no code into a number. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
const contentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
/** Entries carry a time; this one makes equal contents equal bytes. */
const entryDate = new Date(1980, 0, 1);

/** The bytes of an Excel file with these sheets. */
export function writeXlsx(sheets: readonly Sheet[]): Buffer {
  const zip = new PizZip();
  const put = (path: string, content: string): void => void zip.file(path, head + content, { date: entryDate });
  put("[Content_Types].xml", typesXml(sheets));
  put("_rels/.rels", relationsXml([{ id: "rId1", type: "officeDocument", target: "xl/workbook.xml" }]));
  put("xl/workbook.xml", workbookXml(sheets));
  put("xl/styles.xml", stylesXml);
  put(
    "xl/_rels/workbook.xml.rels",
    relationsXml([
      ...sheets.map((_, at) => ({ id: `rId${at + 1}`, type: "worksheet", target: `worksheets/sheet${at + 1}.xml` })),
      { id: `rId${sheets.length + 1}`, type: "styles", target: "styles.xml" },
    ]),
  );
  sheets.forEach(({ rows }, at) => put(`xl/worksheets/sheet${at + 1}.xml`, sheetXml(rows)));
  return zip.generate({ type: "nodebuffer", compression: "DEFLATE" });
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** XML 1.0 has no control characters. */
const escaped = (text: string): string =>
  text.replace(/[&<>"]/gu, (one) => escapes[one] ?? one).replace(/[^\P{Cc}\t\n\r]/gu, "");

const typesXml = (sheets: readonly Sheet[]): string =>
  `<Types xmlns="${contentTypes}">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/>` +
  sheets
    .map(
      (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`,
    )
    .join("") +
  "</Types>";

const relationsXml = (
  all: readonly { readonly id: string; readonly type: string; readonly target: string }[],
): string =>
  `<Relationships xmlns="${packageRelations}">${all
    .map(({ id, type, target }) => `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`)
    .join("")}</Relationships>`;

const workbookXml = (sheets: readonly Sheet[]): string =>
  `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets
    .map(({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join("")}</sheets></workbook>`;

/** Style 1 is the format of text: a code that is typed into such a cell stays as it is. */
const stylesXml =
  `<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>` +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
  '<cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>';

const sheetXml = (rows: readonly (readonly string[])[]): string => {
  const width = Math.max(1, ...rows.slice(0, 1).map((row) => row.length));
  return (
    `<worksheet xmlns="${main}"><cols><col min="1" max="${width}" width="18" style="1" customWidth="1"/></cols>` +
    `<sheetData>${rows.map(rowXml).join("")}</sheetData></worksheet>`
  );
};

const rowXml = (cells: readonly string[], at: number): string =>
  `<row r="${at + 1}">${cells
    .map((text) => `<c s="1" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`)
    .join("")}</row>`;
