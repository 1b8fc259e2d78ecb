import { defineConfig } from "vitest/config";
import { areRealPartsRequired, missingParts } from "./test/support/real-parts-found.js";
import { createSummaryReporter } from "./test/support/summary-reporter.js";

// Without this file vitest would take vite.config.ts, whose root is the web pages.
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // A process for each file: PGlite's WebAssembly and wechaty's global listeners do not mix in threads.
    pool: "forks",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ["default", createSummaryReporter({ missing: missingParts(), areRealPartsRequired })],
  },
});
