/** Which cases a command of staff names, and what is left of the line. */
export interface NamedTargets {
  /** Numbers (`0413-7`), places in the list last shown (`3`), or `all`; none is named where it is empty. */
  readonly targets: readonly string[];
  readonly rest: string;
}

// One blank at most between two parts, and each in one place only: a run of them must not be tried in every way.
const item = String.raw`(?:(?:编号|单号|#|第) ?)?(?:[0-9]{4}-[0-9]{1,4}|[0-9]{1,2})(?![0-9])(?:号|件|项|条)?(?![天点日月号栋楼座时分元块台个人:-])`;
const between = String.raw`(?: ?[,,、.;;和跟与及+] ?| )`;
const list = String.raw`${item}(?:${between}${item})*`;
const leading = new RegExp(String.raw`^(?<list>${list}) ?(?:这几件|几件)?(?:都|全部|全)? ?(?<rest>.*)$`, "su");
const leadingAll = /^(?:这几件|剩下的|剩下)?(?:都|全部|全都|所有的?) ?(?<rest>.*)$/su;
const following = new RegExp(String.raw`^ ?[::,,]? ?(?<list>${list}) ?[,,。::]? ?(?<rest>.*)$`, "su");
const followingAll = /^ ?(?:全部|所有) ?(?<rest>.*)$/su;
const number = /[0-9]{4}-[0-9]{1,4}|[0-9]{1,2}/gu;

/** The cases named before the word of a command: `1 3 5 通过`, `0413-7、0413-8都通过`, `全部通过`. Blanks are single. */
export const targetsBefore = (text: string): NamedTargets => named(leading.exec(text), leadingAll.exec(text), text);

/** The cases named after the word of a command: `通过 1 3 5`. Blanks are single. */
export const targetsAfter = (text: string): NamedTargets => named(following.exec(text), followingAll.exec(text), text);

function named(listed: RegExpExecArray | null, all: RegExpExecArray | null, text: string): NamedTargets {
  const found = listed?.groups;
  if (found) return { targets: [...new Set((found["list"] ?? "").match(number) ?? [])], rest: found["rest"] ?? "" };
  const everything = all?.groups;
  return everything ? { targets: ["all"], rest: everything["rest"] ?? "" } : { targets: [], rest: text };
}
