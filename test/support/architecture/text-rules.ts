import type { SourceFile, Violation } from "./source-file.js";
import { withoutComments } from "./without-comments.js";

interface TextRule {
  readonly rule: string;
  readonly pattern: RegExp;
  /** Which files the rule is about; all where missing. */
  readonly files?: RegExp;
  /** Files that may, each with its reason. */
  readonly exceptions?: Readonly<Record<string, string>>;
}

const textRules: readonly TextRule[] = [
  {
    rule: "reads the time: only src/shared/clock.ts does",
    pattern:
      /\bDate\.now\b|\bnew Date\(\s*\)|\bnew Date(?![\w(])|(?<![\w.]|new )Date\(|\bperformance\.(?:now|timeOrigin)\b|\bhrtime\b/,
    exceptions: { "src/shared/clock.ts": "the one source of the present instant" },
  },
  {
    rule: "reads the database's time: pass `now` as a parameter",
    pattern: /(?<![.\w])(?:now|clock_timestamp|statement_timestamp)\(\)|\bcurrent_(?:timestamp|date|time)\b/i,
    files: /\.prisma\.ts$/,
    exceptions: { "src/database/migration-log.prisma.ts": "Prisma's own table, written as Prisma's CLI writes it" },
  },
  {
    rule: "reads the environment: only src/config.ts does",
    pattern: /\bprocess\s*\??\.\s*env\b|\bprocess\[|\bimport\.meta\.env\b|\bloadEnvFile\b|["'](?:node:)?process["']/,
    exceptions: { "src/config.ts": "the one reader of the environment" },
  },
  { rule: "has a default export", pattern: /\bexport\s+default\b|\bas\s+default\b/ },
  { rule: "re-exports: no barrels", pattern: /\bexport\s+(?:type\s+)?(?:\*|\{[^}]*\})[^;'"]*\bfrom\s*["']/ },
  { rule: "names a type with an I or T prefix", pattern: /\b(?:interface|type)\s+[IT][A-Z][a-z]/ },
  {
    rule: "has a class named Manager, Service, Helper or Util",
    pattern: /\bclass\s+\w*(?:Manager|Service|Helper|Util)s?\b/,
  },
];

/** What may not stand in a file of src, wherever it is; comments do not count. */
export function checkText(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap(({ path, text }) => {
    const code = withoutComments(text);
    return textRules
      .filter((one) => (one.files?.test(path) ?? true) && !(path in (one.exceptions ?? {})) && one.pattern.test(code))
      .map(({ rule }) => ({ path, rule }));
  });
}
