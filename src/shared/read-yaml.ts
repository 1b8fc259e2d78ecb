import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** The content of a YAML file, and what `check` makes of it. Throws one error that names the file and what is wrong in it. */
export function readYaml<T>(path: string, check: (content: unknown) => T): T {
  try {
    return check(parse(readFileSync(path, "utf8")));
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
