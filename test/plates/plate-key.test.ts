import { describe, expect, it } from "vitest";
import { newPlateKey, plateAddress, readToken } from "../../src/plates/plate-key.js";

describe("newPlateKey", () => {
  it("draws 128 bits for the address and six clear signs for the code", () => {
    const keys = Array.from({ length: 200 }, () => newPlateKey());
    expect(new Set(keys.map(({ token }) => token)).size).toBe(200);
    for (const { token, shortCode } of keys) {
      expect(Buffer.from(token, "base64url")).toHaveLength(16);
      expect(readToken(token)).toBe(token);
      expect(shortCode).toMatch(/^(?=.*[2-9])(?=.*[A-Z])[2-9A-HJKMNP-Z]{6}$/u);
    }
  });
});

describe("plateAddress", () => {
  it("stands under the address of the service", () => {
    const { token } = newPlateKey();
    expect(plateAddress(token, "https://louxin.example.cn")).toBe(`https://louxin.example.cn/p/${token}`);
    expect(plateAddress(token)).toBe(`/p/${token}`);
  });
});
