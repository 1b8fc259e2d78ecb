import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** A file of the project: its path from the root, with slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A rule that a file breaks, in one line that names the file. */
export interface Violation {
  readonly path: string;
  readonly rule: string;
}

/** Generated code, which is nobody's style. */
const generated = ["src/database/client/", "src/message-templates/written/"];

/**
 * All .ts and .tsx files below the folder.
 * @param root the project's folder, which paths are told from
 * @throws when there is none: a scan that sees nothing must not pass
 */
export function readSourceFiles(root: string, folder: string): readonly SourceFile[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, path: relative(root, file).split(sep).join("/") }))
    .filter(({ path }) => !generated.some((one) => path.startsWith(one)))
    .map(({ file, path }) => ({ path, text: readFileSync(file, "utf8") }));
  if (files.length === 0) throw new Error(`no source files found under ${folder}: the scan is broken`);
  return files;
}
