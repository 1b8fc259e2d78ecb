import { describe, expect, it } from "vitest";
import { stepOf, toldAt } from "../../src/notices/case-log.js";
import { at, logOf, opened } from "../support/case-log.js";

describe("toldAt", () => {
  it("is the last notice that counts", () => {
    expect(toldAt(logOf(["notified", "11-26T09:00"], ["reassigned", "11-26T10:00"]))).toEqual(at("11-26T10:00"));
    expect(toldAt(logOf())).toBeUndefined();
  });
});

describe("stepOf", () => {
  it("keeps what happened, when and until when, and nothing of who and their words", () => {
    expect(stepOf(opened)).toEqual({ kind: "reported", at: opened.at, until: at("11-26T13:00") });
    const [, promised = opened] = logOf([
      "promised",
      "11-26T10:00",
      { promisedBy: "2026-11-27T10:00:00Z", text: "好" },
    ]);
    expect(stepOf(promised)).toEqual({ kind: "promised", at: at("11-26T10:00"), until: at("11-27T18:00") });
  });
});
