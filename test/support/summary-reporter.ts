import type { Reporter, SerializedError, TestModule } from "vitest/node";

/** How a run ended. */
export interface RunSummary {
  readonly passed: number;
  readonly failed: number;
  /** Full names of the tests that did not run. */
  readonly skipped: readonly string[];
}

type CountedTest = { readonly fullName: string; result(): { readonly state: string } };

/** What the summary needs of a test file's result. */
export interface CountedModule {
  readonly children: { allTests(): Iterable<CountedTest> };
  /** Errors outside any test: the file did not load. */
  errors(): readonly unknown[];
}

/** Counts tests; a file that did not load and an error outside any test count as one failure each. */
export function summarise(modules: readonly CountedModule[], unhandledErrors: number): RunSummary {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const named = (state: string): readonly string[] =>
    tests.filter((test) => test.result().state === state).map((test) => test.fullName);
  return {
    passed: named("passed").length,
    failed: named("failed").length + modules.filter((module) => module.errors().length > 0).length + unhandledErrors,
    skipped: [...named("skipped"), ...named("pending")],
  };
}

/** What the run says at its end: what was left out and why, then one plain line that build servers read. */
export function describeSummary(
  { passed, failed, skipped }: RunSummary,
  missing: readonly { readonly name: string; readonly variable: string }[],
): string {
  const parts = missing.map(
    ({ name, variable }) => `Left out: everything that needs ${name} (${variable} is not set).`,
  );
  const names = skipped.map((name) => `  not run: ${name}`);
  const heading = skipped.length > 0 ? [`${skipped.length} not run.`] : [];
  return ["", ...parts, ...names, ...heading, `${passed} passed, ${failed} failed`, ""].join("\n");
}

interface SummaryOptions {
  readonly missing: readonly { readonly name: string; readonly variable: string }[];
  /** Then a test that was not run fails the whole run. */
  readonly areRealPartsRequired: boolean;
}

/** A vitest reporter that ends the output with the summary. */
export function createSummaryReporter({ missing, areRealPartsRequired }: SummaryOptions): Reporter {
  return {
    onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]) {
      const counted = summarise(modules, unhandledErrors.length);
      const isRefused = areRealPartsRequired && counted.skipped.length + missing.length > 0;
      const summary = isRefused ? { ...counted, failed: counted.failed + 1 } : counted;
      if (isRefused) {
        process.stderr.write("LOUXIN_REQUIRE_REAL_PARTS=1, but something was left out: the run fails.\n");
        process.exitCode = 1;
      }
      process.stdout.write(`${describeSummary(summary, missing)}\n`);
    },
  };
}
