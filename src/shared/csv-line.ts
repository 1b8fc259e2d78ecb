/** One line of a table as Excel and others read it (RFC 4180), with its end. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",\n\r]/u.test(cell) ? `"${cell.replace(/"/gu, '""')}"` : cell)).join(",")}\r\n`;

/** What a CSV file begins with, so that Excel takes it for UTF-8. */
export const utf8Mark = "\uFEFF";
