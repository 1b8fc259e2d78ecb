import { featureOf, floorOf, isSharedPort } from "./floors.js";
import { resolveImport, scanSpecifiers } from "./scan-imports.js";
import type { SourceFile, Violation } from "./source-file.js";

/** Who may import a package; besides, the composition (floor 6) may, and no other file. */
const packageHomes: readonly { readonly packages: RegExp; readonly home: RegExp; readonly rule: string }[] = [
  {
    packages: /^(?:@prisma\/|pg$|@electric-sql\/|pglite-prisma-adapter|.*\/database\/client\/)/,
    home: /\.prisma\.ts$|^src\/database\//,
    rule: "only *.prisma.ts and src/database import the database's packages",
  },
  { packages: /^ioredis$/, home: /\.redis\.ts$/, rule: "only *.redis.ts imports ioredis" },
  {
    packages: /^(?:express|helmet|better-sse)$/,
    home: /\.routes\.ts$|^src\/http\//,
    rule: "only *.routes.ts and src/http import the web server's packages",
  },
  {
    packages: /^(?:wechaty|wechaty-puppet|file-box)$/,
    home: /^src\/channels\/(?:wechaty|sandbox)\//,
    rule: "only src/channels/wechaty and its sandbox puppet import wechaty",
  },
  {
    packages: /^(?:ai|@ai-sdk\/.*)$/,
    home: /\.openai\.ts$/,
    rule: "only *.openai.ts imports the language model's client",
  },
  { packages: /^react(?:-dom)?(?:\/|$)/, home: /^src\/web\//, rule: "only src/web imports react" },
];

function checkPackages(path: string, specifiers: readonly string[]): readonly Violation[] {
  if (floorOf(path) === 6) return [];
  return packageHomes
    .filter(({ packages, home }) => !home.test(path) && specifiers.some((specifier) => packages.test(specifier)))
    .map(({ rule }) => ({ path, rule }));
}

/** What is wrong with one file importing another, if anything. */
function checkImport(path: string, target: string): string | undefined {
  const floor = floorOf(path);
  const targetFloor = floorOf(target);
  if (floor === undefined || targetFloor === undefined) return undefined; // told once for the file itself
  if (targetFloor > floor) return `floor ${floor} imports ${target} of floor ${targetFloor}`;
  const isPage = featureOf(path) === "web";
  if (isPage !== (featureOf(target) === "web") && !(isPage && featureOf(target) === "shared")) {
    return isPage ? `a page imports ${target}: pages use src/web and src/shared only` : `${target} is a page`;
  }
  const isSideways = floor > 0 && floor < 5 && targetFloor === floor && featureOf(path) !== featureOf(target);
  return isSideways && !isSharedPort(target) ? `imports ${target} sideways on floor ${floor}` : undefined;
}

/** Floors, sideways imports, packages outside their home, and folders without a floor. */
export function checkImports(files: readonly SourceFile[]): readonly Violation[] {
  const known = new Set(files.map(({ path }) => path));
  return files.flatMap((file) => {
    const { path } = file;
    const specifiers = scanSpecifiers(file);
    const targets = specifiers.flatMap((specifier) => resolveImport(path, specifier, known) ?? []);
    const rules = targets.filter((target) => target.startsWith("src/")).map((target) => checkImport(path, target));
    const homeless =
      floorOf(path) === undefined ? [{ path, rule: "its folder has no floor: add it to floors.ts" }] : [];
    return [
      ...homeless,
      ...rules.flatMap((rule) => (rule ? [{ path, rule }] : [])),
      ...checkPackages(path, specifiers),
    ];
  });
}
