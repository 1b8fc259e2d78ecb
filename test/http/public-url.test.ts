import { expect, it } from "vitest";
import { addressOf, publicUrlOf } from "../../src/http/public-url.js";

it.each([
  ["127.0.0.1", "http://127.0.0.1:3000"],
  ["0.0.0.0", "http://localhost:3000"],
  ["::", "http://localhost:3000"],
  ["::1", "http://[::1]:3000"],
])("a service that listens on %s is at %s", (host, address) => {
  expect(addressOf({ host, port: 3000 })).toBe(address);
});

it("people reach the pages where it was set, else at the service itself, and nowhere while its port is open", () => {
  const at = { host: "127.0.0.1", port: 3000 };
  expect(publicUrlOf({ ...at, publicUrl: "https://louxin.example.cn" })).toEqual({
    publicUrl: "https://louxin.example.cn",
  });
  expect(publicUrlOf(at)).toEqual({ publicUrl: "http://127.0.0.1:3000" });
  expect(publicUrlOf({ ...at, port: 0 })).toEqual({});
});
