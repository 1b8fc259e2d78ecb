import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

interface PackageFile {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}
const packageFile = JSON.parse(read("package.json")) as PackageFile;

const documents = [
  "README.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => `docs/${path}`),
];

describe("docs/dependencies.md", () => {
  const listed = [...read("docs/dependencies.md").matchAll(/^\| `([^`]+)`/gm)].map(([, name = ""]) => name);

  it("names exactly the packages, overrides and denied scripts of package.json", () => {
    const { dependencies, devDependencies, overrides, allowScripts } = packageFile;
    const wanted = [dependencies, devDependencies, overrides, allowScripts].flatMap((part) => Object.keys(part));
    expect(listed.toSorted()).toEqual(wanted.toSorted());
  });

  it("is about exact versions", () => {
    const versions = Object.entries({ ...packageFile.dependencies, ...packageFile.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+/.test(version))).toEqual([]);
  });
});

describe("the documents", () => {
  it("link to files that exist", () => {
    const broken = documents.flatMap((path) =>
      [...read(path).matchAll(/\]\((?!https?:)([^)#\s]+)[^)]*\)/g)]
        .map(([, target = ""]) => target)
        .filter((target) => !existsSync(join(root, dirname(path), target)))
        .map((target) => `${path}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it("name npm scripts that exist", () => {
    const named = documents.flatMap((path) =>
      [...read(path).matchAll(/npm run (?:-s )?([a-z:]+)/g)].map(([, name]) => name),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => name !== undefined && !(name in packageFile.scripts))).toEqual([]);
  });

  it("keep decisions to 30 lines", () => {
    const long = documents.filter((path) => path.includes("decisions/") && read(path).split("\n").length > 31);
    expect(long).toEqual([]);
  });
});
