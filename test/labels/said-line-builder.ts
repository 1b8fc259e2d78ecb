import type { CaseMark, SaidLine } from "../../src/labels/said-line.js";
import type { MessageId } from "../../src/shared/ids.js";

const text = "3栋2楼楼梯口又停了两台电鸡";

/** A case that a line reported and staff passed. */
export const buildMark = (over: Partial<CaseMark> = {}): CaseMark => ({
  kind: "reported",
  seq: 1,
  text,
  code: "E01",
  severity: "major",
  state: "closed",
  decisions: [{ seq: 4, kind: "passed", text: null }],
  ...over,
});

/** A tenant's report in a group, on which staff decided. */
export const buildSaidLine = (over: Partial<SaidLine> = {}): SaidLine => ({
  id: "m1" as MessageId,
  text,
  isGroup: true,
  mentionsBot: false,
  hasPicture: false,
  roles: ["tenant"],
  names: ["3栋502小王", "王小明", "陈兰"],
  places: ["3栋"],
  intent: "report",
  marks: [buildMark()],
  ...over,
});
