/** Why the database cannot be used. */
export type DatabaseStartReason =
  | "in-use"
  | "unreachable"
  | "access-denied"
  | "missing-database"
  | "too-old"
  | "migrations-missing"
  | "migration-edited"
  | "migration-failed";

/**
 * The service cannot start on its database, for a reason that whoever runs it can mend. The message says what is wrong
 * and what to do, holds no password, and is meant to be shown without a stack.
 */
export class DatabaseStartError extends Error {
  override readonly name = "DatabaseStartError";

  constructor(
    readonly reason: DatabaseStartReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
