import { DriverAdapterError } from "@prisma/driver-adapter-utils";

const textOf = (error: object, key: string): string | undefined => {
  const value = (error as Record<string, unknown>)[key];
  return typeof value === "string" ? value : undefined;
};

/** An error of a script or of opening a database, so that the schema engine shows its text and PostgreSQL's code. */
export function toAdapterError(error: unknown): DriverAdapterError {
  const from = error instanceof Error ? error : new Error(String(error));
  return new DriverAdapterError({
    kind: "postgres",
    code: textOf(from, "code") ?? "XX000",
    severity: textOf(from, "severity") ?? "ERROR",
    message: from.message,
    detail: textOf(from, "detail"),
    column: textOf(from, "column"),
    hint: textOf(from, "hint"),
  });
}
