import { expect, it } from "vitest";
import { StalePeopleError } from "../../src/people/stale-people.js";
import { createPipelineBench, saidIn } from "../support/pipeline-bench.js";

it("does not hold everybody up where two lines of one batch want the same thing", async () => {
  const bench = createPipelineBench(undefined, (committed) => {
    if (committed.filter(({ message }) => message.text.startsWith("!")).length > 1)
      throw new StalePeopleError("the code was used up meanwhile");
  });
  // The first is under way alone; the others wait for it and are taken together.
  const lines = [saidIn("g1", "早上好"), saidIn("g2", "!一"), saidIn("g3", "!二"), saidIn("g4", "!三")];
  await Promise.all(lines.map((line) => bench.pipeline.add(line)));
  expect(bench.texts()).toEqual(["早上好", "!一", "!二", "!三"]);
  expect(bench.pipeline.isIdle()).toBe(true);
});
