import type { LineDraft } from "../../src/delivery/line.js";

let count = 0;

/** A line to a private chat that may go at once; each one has a dedupe key of its own. */
export const buildLine = ({
  chat = "direct:wang",
  ...over
}: Partial<LineDraft> & { chat?: string } = {}): LineDraft => ({
  ref: { channel: "fake", account: "bot", chat },
  kind: "notice",
  urgency: "notice",
  text: "请清理楼道",
  dedupeKey: `key-${(count += 1)}`,
  ...over,
});
