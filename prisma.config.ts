import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";
import { embeddedUrl } from "./src/database/schema-engine/engine-target.prisma.js";

// This file is for Prisma's CLI and runs in its process, which is why it reads the environment itself.
// Without this variable the CLI downloads an executable, which many networks cannot reach.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL("prisma/schema-engine.mjs", import.meta.url));

const embedded = embeddedUrl(resolve(process.env.DATA_DIR || "data", "database"));

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL || embedded },
});
