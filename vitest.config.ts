import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.js";
import { areRealPartsRequired, missingParts } from "./test/support/real-parts-found.js";
import { createSummaryReporter } from "./test/support/summary-reporter.js";

const allTests = ["test/**/*.test.ts"];
/**
 * Each of these gets a process of its own: wechaty's listeners are global, a database that is opened, locked or left
 * behind should be nobody else's, and the scenarios and benches start and kill services. The others share processes,
 * since for most of them loading the modules anew costs more than the tests.
 */
const apart = ["channels/wechaty", "database", "delivery/crash", "scenarios", "bench", "web"].map(
  (place) => `test/${place}{/**,}*.test.ts`,
);

// Without this file vitest would take vite.config.ts, whose root is the web pages.
export default defineConfig({
  test: {
    pool: "forks",
    // By itself vitest leaves a processor free, which of two is every second one.
    maxWorkers: "100%",
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "together", include: allTests, exclude: [...apart], isolate: false } },
      { extends: true, test: { name: "apart", include: [...apart] } },
    ],
    reporters: ["default", createSummaryReporter({ missing: missingParts(), areRealPartsRequired })],
  },
});
