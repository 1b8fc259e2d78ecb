import { DatabaseStartError, type DatabaseStartReason } from "./database-start-error.js";
import { errorCodeOf } from "./error-code.js";

interface Place {
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly name: string;
}

const placeOf = (url: string): Place => {
  const { hostname, port, username, pathname, searchParams } = new URL(url);
  return {
    host: searchParams.get("host") ?? decodeURIComponent(hostname || "localhost"),
    port: port || "5432",
    user: decodeURIComponent(username) || "(none)",
    name: decodeURIComponent(pathname.slice(1)) || "(none)",
  };
};

/**
 * What to tell whoever runs the service when the first connection fails. Names host, port, user and database; never
 * the password.
 */
export function describeConnectionFailure(url: string, error: unknown): DatabaseStartError {
  const { host, port, user, name } = placeOf(url);
  const code = errorCodeOf(error);
  const as = (reason: DatabaseStartReason, text: string): DatabaseStartError =>
    new DatabaseStartError(reason, `PostgreSQL at ${host}:${port} ${text}`, { cause: error });
  switch (code) {
    case "28P01": // invalid_password
    case "28000": // invalid_authorization_specification
      return as("access-denied", `does not let user "${user}" into database "${name}". Correct DATABASE_URL.`);
    case "3D000": // invalid_catalog_name
      return as("missing-database", `has no database "${name}". Create it (CREATE DATABASE) or correct DATABASE_URL.`);
    default:
      return as("unreachable", `cannot be reached (${code ?? "no answer"}). Start it or correct DATABASE_URL.`);
  }
}

/** The oldest server that the SQL of the stores and migrations is tested on. */
const oldestMajor = 15;

/**
 * @param version as `SHOW server_version` gives it, such as `15.20 (Debian 15.20-0+deb12u1)`
 * @throws DatabaseStartError when it is older than 15
 */
export function refuseOldServer(version: string): void {
  if (Number.parseInt(version, 10) >= oldestMajor) return;
  throw new DatabaseStartError(
    "too-old",
    `PostgreSQL ${version} is too old: ${oldestMajor} or newer is needed. Upgrade the server or correct DATABASE_URL.`,
  );
}
