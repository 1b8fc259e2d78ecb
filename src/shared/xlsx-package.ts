import type { Readable } from "node:stream";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { TableFileError } from "./table-file.js";

/** An Excel file opened for reading: its parts by path. */
export interface XlsxPackage {
  readonly zip: ZipFile;
  readonly parts: ReadonlyMap<string, Entry>;
}

/** What happens while a part is read; text comes without its surrounding tags. */
export interface XmlHandlers {
  readonly onOpen: (tag: SaxesTagPlain) => void;
  readonly onText?: (text: string) => void;
  readonly onClose?: (name: string) => void;
}

/** A part may unpack to this; a sheet of the whole district has some 150 MB. Keeps a packed bomb out. */
const largestPart = 1024 * 1024 * 1024;

/** Opens an Excel file. Throws TableFileError where it is none; an error of the file system as it is. */
export async function openXlsx(path: string): Promise<XlsxPackage> {
  try {
    const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false });
    const parts = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) parts.set(entry.fileName, entry);
    return { zip, parts };
  } catch (error) {
    if (error instanceof Error && "code" in error) throw error;
    throw new TableFileError(`不是 Excel 的 .xlsx 文件(${String(error)})`);
  }
}

/**
 * Reads a part of the file as XML and yields after each piece, so that what its handlers gathered can be taken. Pieces are
 * decoded as one stream: a Chinese character may lie across two of them.
 */
export async function* parsePart(
  { zip, parts }: XlsxPackage,
  path: string,
  handlers: XmlHandlers,
): AsyncGenerator<void> {
  const entry = parts.get(path);
  if (!entry) return;
  if (entry.uncompressedSize > largestPart) throw new TableFileError("表格太大,请分成几个文件");
  const parser = new SaxesParser();
  parser.on("opentag", handlers.onOpen);
  if (handlers.onText) parser.on("text", handlers.onText);
  const { onClose } = handlers;
  if (onClose) parser.on("closetag", ({ name }) => onClose(name));
  const decoder = new TextDecoder();
  const stream: Readable = await zip.openReadStreamPromise(entry);
  try {
    for await (const piece of stream) {
      parser.write(decoder.decode(piece as Buffer, { stream: true }));
      yield;
    }
    parser.close();
  } catch (error) {
    throw new TableFileError(`Excel 文件坏了(${error instanceof Error ? error.message : String(error)})`);
  } finally {
    stream.destroy();
  }
}

/** Where the first sheet of the workbook lies. */
export async function firstSheet(file: XlsxPackage): Promise<string> {
  let sheetId: string | undefined;
  await readAll(file, "xl/workbook.xml", ({ name, attributes }) => {
    if (name === "sheet" && attributes["state"] !== "hidden") sheetId ??= attributes["r:id"];
  });
  let target = "worksheets/sheet1.xml";
  await readAll(file, "xl/_rels/workbook.xml.rels", ({ attributes }) => {
    if (sheetId !== undefined && attributes["Id"] === sheetId) target = attributes["Target"] ?? target;
  });
  const path = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
  if (!file.parts.has(path)) throw new TableFileError("Excel 文件里没有工作表");
  return path;
}

/** The texts that cells refer to by number. They are all kept: a cell may name any of them. */
export async function sharedStrings(file: XlsxPackage): Promise<readonly string[]> {
  const strings: string[] = [];
  const gather = createTextGatherer();
  const reading = parsePart(file, "xl/sharedStrings.xml", {
    onOpen: ({ name }) => gather.open(name),
    onText: gather.text,
    onClose: (name) => {
      gather.close(name);
      if (name === "si") strings.push(gather.take());
    },
  });
  for await (const _ of reading);
  return strings;
}

/** Gathers the text of `t` elements, of all runs of a formatted text, without the readings of Japanese (`rPh`). */
export function createTextGatherer() {
  let text = "";
  let isInText = false;
  let isInReading = false;
  return {
    open(name: string): void {
      if (name === "t") isInText = true;
      if (name === "rPh") isInReading = true;
    },
    text(piece: string): void {
      if (isInText && !isInReading) text += piece;
    },
    close(name: string): void {
      if (name === "t") isInText = false;
      if (name === "rPh") isInReading = false;
    },
    /** What was gathered, once. */
    take(): string {
      const taken = text;
      text = "";
      return taken;
    },
  };
}

async function readAll(file: XlsxPackage, path: string, onOpen: XmlHandlers["onOpen"]): Promise<void> {
  for await (const _ of parsePart(file, path, { onOpen }));
}
