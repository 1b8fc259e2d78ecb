/** One row of a table: its line in the file, and its cells by the names of their columns. */
export interface TableRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Names the columns of a table by its heading row; undefined for one that is not wanted. May throw TableFileError. */
export type ColumnsOf = (headings: readonly string[]) => readonly (string | undefined)[];

/** The file is no table that can be read. The message says why, in Chinese; `line` where it goes wrong. */
export class TableFileError extends Error {
  override readonly name = "TableFileError";
  constructor(
    message: string,
    readonly line?: number,
  ) {
    super(message);
  }
}
