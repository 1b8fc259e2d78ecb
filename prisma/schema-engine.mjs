#!/usr/bin/env node
// What Prisma's CLI starts instead of its `schema-engine` executable (see prisma.config.ts). Plain JavaScript, because
// it is started by its name; the work is done in TypeScript.
import { register } from "tsx/esm/api";

register();
const { runSchemaEngine } = await import("../src/database/schema-engine/run-schema-engine.prisma.ts");
const code = await runSchemaEngine(process.argv.slice(2), {
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
});
process.exit(code);
