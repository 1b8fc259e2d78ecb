/**
 * Texts as PostgreSQL writes an array of them, to be cast in the statement: `${textArray(all)}::text[]`. Prisma and the
 * driver walk an array element by element several times over, and hand a string through. Measured on batches of the
 * archive: half of the client's work for a row.
 */
export function textArray(values: readonly (string | undefined)[]): string {
  return `{${values.map(quoted).join(",")}}`;
}

/** As `textArray`, for values that never need quotes: ids, numbers, booleans, instants. */
export function plainArray(values: readonly (string | number | boolean | Date)[]): string {
  return `{${values.map((value) => (value instanceof Date ? value.toISOString() : value)).join(",")}}`;
}

function quoted(value: string | undefined): string {
  if (value === undefined) return "NULL";
  return /["\\]/u.test(value) ? `"${value.replace(/["\\]/gu, "\\$&")}"` : `"${value}"`;
}
