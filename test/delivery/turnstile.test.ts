import { describe, expect, it } from "vitest";
import { createTurnstile } from "../../src/delivery/turnstile.js";

/** A turnstile whose places come up when the test says so. */
function setUp() {
  const closing = new AbortController();
  let comeUp: () => void = () => {};
  const turnstile = createTurnstile({
    reserve: async () => 1000,
    sleep: (_, signal) =>
      new Promise((resolve) => {
        comeUp = resolve;
        if (signal.aborted) resolve();
        signal.addEventListener("abort", () => resolve());
      }),
    signal: closing.signal,
  });
  const passed: string[] = [];
  const arrive = (name: string, lane: number): Promise<void> =>
    turnstile.pass(lane).then((mayGo) => void passed.push(mayGo ? name : `${name} turned away`));
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const nextPlace = async (): Promise<readonly string[]> => {
    await settle();
    comeUp();
    await settle();
    return passed;
  };
  return { arrive, nextPlace, close: () => closing.abort(), settle, passed };
}

describe("createTurnstile", () => {
  it("lets lines through one by one, the most urgent of those that wait first", async () => {
    const { arrive, nextPlace } = setUp();
    void arrive("notice", 2);
    void arrive("group", 3);
    void arrive("notice 2", 2);
    expect(await nextPlace()).toEqual(["notice"]);
    void arrive("emergency", 0);
    expect(await nextPlace()).toEqual(["notice", "emergency"]);
    await nextPlace();
    expect(await nextPlace()).toEqual(["notice", "emergency", "notice 2", "group"]);
  });

  it("turns everybody away when it is closed", async () => {
    const { arrive, close, settle, passed } = setUp();
    void arrive("a", 1);
    void arrive("b", 1);
    await settle();
    close();
    await settle();
    expect(passed).toEqual(["a turned away", "b turned away"]);
  });

  it("tells all that wait when no place can be had, and works on", async () => {
    let failures = 1;
    const turnstile = createTurnstile({
      reserve: () => (failures-- > 0 ? Promise.reject(new Error("no pacer")) : Promise.resolve(0)),
      sleep: async () => {},
      signal: new AbortController().signal,
    });
    await expect(turnstile.pass(1)).rejects.toThrow("no pacer");
    expect(await turnstile.pass(1)).toBe(true);
  });
});
