/** The code of an error of the system or of PostgreSQL; of several (all addresses tried), the first one's. */
export const errorCodeOf = (error: unknown): string | undefined => {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCodeOf(error.errors[0]);
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
};
