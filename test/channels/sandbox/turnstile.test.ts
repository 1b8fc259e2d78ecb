import { describe, expect, it } from "vitest";
import { createTurnstile } from "../../../src/channels/sandbox/turnstile.js";

describe("createTurnstile", () => {
  it("lets shared works go side by side and waits for them before one goes alone", async () => {
    const turnstile = createTurnstile();
    const order: string[] = [];
    let end = (): void => {};
    const open = new Promise<void>((resolve) => {
      end = resolve;
    });
    const slow = turnstile.shared(async () => {
      await open;
      order.push("slow");
    });
    await turnstile.shared(async () => void order.push("quick"));
    const alone = turnstile.alone(async () => void order.push("alone"));
    const later = turnstile.shared(async () => void order.push("later"));
    end();
    await Promise.all([slow, alone, later]);
    expect(order).toEqual(["quick", "slow", "alone", "later"]);
  });

  it("goes on after works that reject", async () => {
    const turnstile = createTurnstile();
    await expect(turnstile.shared(() => Promise.reject(new Error("shared")))).rejects.toThrow("shared");
    await expect(turnstile.alone(() => Promise.reject(new Error("alone")))).rejects.toThrow("alone");
    expect(await turnstile.shared(async () => "on")).toBe("on");
  });
});
