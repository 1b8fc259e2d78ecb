import { describe, expect, it } from "vitest";
import { createChatOrder } from "../../../src/channels/wechaty/chat-order.js";

const gate = (): { readonly open: () => void; readonly opened: Promise<void> } => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

describe("createChatOrder", () => {
  it("lets no later work of a chat overtake a slow one, and holds up no other chat", async () => {
    const inOrder = createChatOrder();
    const slow = gate();
    const done: string[] = [];
    const work = (name: string, until?: Promise<void>) => async () => {
      await until;
      done.push(name);
    };
    const first = inOrder("a", work("first", slow.opened));
    const second = inOrder("a", work("second"));
    await inOrder("b", work("other"));
    expect(done).toEqual(["other"]);
    slow.open();
    await Promise.all([first, second]);
    expect(done).toEqual(["other", "first", "second"]);
  });

  it("goes on after a work that rejects", async () => {
    const inOrder = createChatOrder();
    const failed = inOrder("a", () => Promise.reject(new Error("no contact")));
    const after = inOrder("a", async () => "after");
    await expect(failed).rejects.toThrow("no contact");
    expect(await after).toBe("after");
  });
});
