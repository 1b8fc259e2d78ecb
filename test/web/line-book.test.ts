import { describe, expect, test } from "vitest";
import { createMovableClock } from "../../src/shared/clock.js";
import { createCatchUp } from "../../src/web/sandbox/catch-up.js";
import { catchUpFrom, emptyLineBook, isSameHistory, writeLineBook } from "../../src/web/sandbox/line-book.js";
import { createSandboxStore } from "../../src/web/sandbox/sandbox-store.js";
import type { SandboxLine } from "../../src/web/sandbox-types.js";
import { buildLine } from "./build-line.js";
import { fakeWorld } from "./fake-world.js";

const bookOf = (...seqs: number[]) =>
  writeLineBook(emptyLineBook, { kind: "arrived", lines: seqs.map((seq) => buildLine({ seq })) });

describe("the book of lines", () => {
  test("keeps each line once, in order, however it arrives", () => {
    const book = writeLineBook(bookOf(3, 1), {
      kind: "arrived",
      lines: [buildLine({ seq: 2 }), buildLine({ seq: 3 })],
    });
    expect(book.lines.map((line) => line.seq)).toEqual([1, 2, 3]);
    expect(book.lastSeq).toBe(3);
  });

  test("takes the newer version of a line that it knows", () => {
    const book = writeLineBook(bookOf(1), { kind: "arrived", lines: [buildLine({ seq: 1, recalled: true })] });
    expect(book.lines[0]?.recalled).toBe(true);
  });

  test("marks only the recalled line", () => {
    const book = writeLineBook(bookOf(1, 2), { kind: "recalled", seq: 2 });
    expect(book.lines.map((line) => line.recalled)).toEqual([undefined, true]);
  });

  test("forgets everything when it starts over", () => {
    const book = writeLineBook(bookOf(1, 2, 3), { kind: "started-over", lines: [buildLine({ seq: 1 })] });
    expect(book).toEqual(bookOf(1));
  });

  test("looks a little further back when catching up, for recalls", () => {
    expect(catchUpFrom(bookOf(250))).toBe(150);
    expect(catchUpFrom(bookOf(7))).toBe(0);
  });

  test("notices a reset that nobody told of", () => {
    expect(isSameHistory(bookOf(1, 2), [buildLine({ seq: 1 }), buildLine({ seq: 2 })])).toBe(true);
    expect(isSameHistory(bookOf(1, 2), [buildLine({ seq: 2, id: "other" })])).toBe(false);
    expect(isSameHistory(bookOf(1, 2), [])).toBe(false);
    expect(isSameHistory(emptyLineBook, [])).toBe(true);
  });
});

/** A page's store over a service whose lines the test holds; answers come two lines a page. `onFetched`: all were handed out. */
function buildPage(lines: SandboxLine[], onFetched: () => void = () => undefined) {
  const memory = { read: () => null, write: () => undefined };
  const store = createSandboxStore({ memory, clock: createMovableClock() });
  const api = {
    world: async () => fakeWorld,
    lines: async (after: number) => {
      const page = lines.filter((line) => line.seq > after).slice(0, 2);
      if (page.length === 0) onFetched();
      return page;
    },
    now: async () => new Date("2026-11-22T09:00:00+08:00"),
  };
  const fetching = createCatchUp({ store, api });
  return {
    ...fetching,
    seqs: () => store.snapshot().book.lines.map((line) => line.seq),
    marks: () => store.snapshot().marks,
  };
}

describe("catching up", () => {
  test("fetches the whole history page by page and counts it as read", async () => {
    const page = buildPage([1, 2, 3, 4, 5].map((seq) => buildLine({ seq })));
    await page.catchUp();
    expect(page.seqs()).toEqual([1, 2, 3, 4, 5]);
    expect(page.marks().baseline).toBe(5);
  });

  test("adds what came since, and leaves it unread", async () => {
    const lines = [buildLine({ seq: 1 })];
    const page = buildPage(lines);
    await page.catchUp();
    lines.push(buildLine({ seq: 2 }));
    await page.catchUp();
    expect(page.seqs()).toEqual([1, 2]);
    expect(page.marks().baseline).toBe(1);
  });

  test("starts over when the service has another history", async () => {
    const lines = [buildLine({ seq: 1 }), buildLine({ seq: 2 })];
    const page = buildPage(lines);
    await page.catchUp();
    lines.splice(0, 2, buildLine({ seq: 1, id: "new" }));
    await page.catchUp();
    expect(page.seqs()).toEqual([1]);
  });

  test("a second call during the first one fetches what the first one missed", async () => {
    const lines = [buildLine({ seq: 1 })];
    const page = buildPage(lines, () => lines.length === 1 && lines.push(buildLine({ seq: 2 })));
    await Promise.all([page.catchUp(), page.catchUp()]);
    expect(page.seqs()).toEqual([1, 2]);
  });
});
