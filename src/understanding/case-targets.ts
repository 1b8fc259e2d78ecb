/** Which cases a command of staff names, and what is left of the line. */
export interface NamedTargets {
  /** Numbers (`0413-7`), places in the list last shown (`3`), or `all`; none is named where it is empty. */
  readonly targets: readonly string[];
  readonly rest: string;
}

const item = String.raw`(?:编号|单号|#|第)?\s*(?:[0-9]{4}-[0-9]{1,4}|[0-9]{1,2})(?![0-9])(?:号|件|项|条)?(?![天点日月号栋楼座时分元块台个人:-])`;
const between = String.raw`(?:\s*[,,、.;;和跟与及+\s]\s*)`;
const list = String.raw`${item}(?:${between}${item})*`;
const leading = new RegExp(String.raw`^\s*(?<list>${list})\s*(?:这几件|几件)?(?:都|全部|全)?\s*(?<rest>.*)$`, "su");
const leadingAll = /^\s*(?:这几件|剩下的|剩下)?(?:都|全部|全都|所有的?)\s*(?<rest>.*)$/su;
const following = new RegExp(String.raw`^\s*[::,,]?\s*(?<list>${list})\s*[,,。::]?\s*(?<rest>.*)$`, "su");
const followingAll = /^\s*(?:全部|所有)\s*(?<rest>.*)$/su;
const number = /[0-9]{4}-[0-9]{1,4}|[0-9]{1,2}/gu;

/** The cases named before the word of a command: `1 3 5 通过`, `0413-7、0413-8都通过`, `全部通过`. */
export const targetsBefore = (text: string): NamedTargets => named(leading.exec(text), leadingAll.exec(text), text);

/** The cases named after the word of a command: `通过 1 3 5`. */
export const targetsAfter = (text: string): NamedTargets => named(following.exec(text), followingAll.exec(text), text);

function named(listed: RegExpExecArray | null, all: RegExpExecArray | null, text: string): NamedTargets {
  const found = listed?.groups;
  if (found) return { targets: [...new Set((found["list"] ?? "").match(number) ?? [])], rest: found["rest"] ?? "" };
  const everything = all?.groups;
  return everything ? { targets: ["all"], rest: everything["rest"] ?? "" } : { targets: [], rest: text };
}
