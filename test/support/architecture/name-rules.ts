import type { SourceFile, Violation } from "./source-file.js";

/** kebab-case, then a suffix that names a technology, or what kind of test it is. */
const fileName =
  /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:prisma|redis|memory|routes|openai|webhook))?(?:(?:\.properties)?\.test)?\.tsx?$/;
const folderName = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Words that say nothing about what is inside. */
const emptyWords = new Set(["util", "utils", "helper", "helpers", "misc", "common", "manager", "managers", "index"]);

function checkName(path: string): readonly string[] {
  const folders = path.split("/");
  const file = folders.pop() ?? "";
  const words = path.replace(/\.\w+$/, "").split(/[/.-]/);
  return [
    ...(fileName.test(file) && folders.every((folder) => folderName.test(folder))
      ? []
      : [
          "is not kebab-case with a known suffix (.prisma .redis .memory .routes .openai .webhook; .test .properties.test)",
        ]),
    ...words.filter((word) => emptyWords.has(word)).map((word) => `has "${word}" in its name: name the concept`),
  ];
}

/** File and folder names, of src and test alike. */
export const checkNames = (files: readonly Pick<SourceFile, "path">[]): readonly Violation[] =>
  files.flatMap(({ path }) => checkName(path).map((rule) => ({ path, rule })));
