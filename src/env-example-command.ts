import { readFileSync, writeFileSync } from "node:fs";
import { describeVariables } from "./config.js";
import { writeEnvExample } from "./env-example.js";

const file = new URL("../.env.example", import.meta.url);
const wanted = writeEnvExample(describeVariables());

if (!process.argv.includes("--check")) writeFileSync(file, wanted);
else if (readFileSync(file, "utf8") !== wanted) {
  process.stderr.write(".env.example does not match src/config.ts: run `npm run env:example`.\n");
  process.exitCode = 1;
}
