import { expect, it } from "vitest";
import { isKnownTo } from "../../src/http/if-none-match.js";

it.each([
  [undefined, '"a"', false],
  ['"a"', '"a"', true],
  ['W/"a"', '"a"', true],
  ['"b", W/"a"', 'W/"a"', true],
  ["*", '"a"', true],
  ['"ab"', '"a"', false],
  ['"a-gzip"', '"a"', false],
])("If-None-Match %s knows %s: %s", (ifNoneMatch, etag, isKnown) => {
  expect(isKnownTo({ ifNoneMatch }, etag)).toBe(isKnown);
});
