import { posix } from "node:path";
import type { SourceFile } from "./source-file.js";
import { withoutComments } from "./without-comments.js";

/** The forms that name another module: with and without `from`, dynamic, in a type, and require. */
const forms = [
  /(?:^|[\s;}])(?:import|export)\b[^'"`;]*?\bfrom\s*["']([^"']+)["']/g,
  /(?:^|[\s;}])import\s*["']([^"']+)["']/g,
  /\bimport\s*\(\s*["'`]([^"'`]+)["'`]/g,
  /\brequire\s*\(\s*["'`]([^"'`]+)["'`]/g,
];

/** The modules that the file names, in any form, type imports too; as written. */
export function scanSpecifiers({ text }: SourceFile): readonly string[] {
  const code = withoutComments(text);
  return forms.flatMap((form) => [...code.matchAll(form)].map(([, specifier = ""]) => specifier));
}

/** The project file that a relative import means, such as `src/shared/clock.ts`; undefined for packages. */
export function resolveImport(from: string, specifier: string, known: ReadonlySet<string>): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const path = posix.join(posix.dirname(from), specifier);
  const candidates = [path.replace(/\.js$/, ".ts"), path.replace(/\.jsx?$/, ".tsx"), path];
  return candidates.find((candidate) => known.has(candidate)) ?? candidates[0];
}
