import type { Command, ReadingInput } from "./reading.js";

interface Rule {
  readonly pattern: RegExp;
  readonly allows: (input: ReadingInput) => boolean;
  readonly make: (rest: string, target: string | undefined) => Command;
}

const staff = (input: ReadingInput): boolean => input.isStaff;
const responsible = (input: ReadingInput): boolean => input.isResponsible;
const anyone = (): boolean => true;
const asked = (input: ReadingInput): boolean => input.hasOpenQuestion;
const atBot = (input: ReadingInput): boolean => input.mentionsBot || !input.isGroup;
const withCase = (input: ReadingInput): boolean => input.hasOpenCase || input.quote?.isBot === true;

const aimed = <Kind extends Command["kind"]>(kind: Kind, target?: string): { kind: Kind; target?: string } =>
  target === undefined ? { kind } : { kind, target };
const bare =
  (kind: "pass" | "accept" | "not-fixed") =>
  (_rest: string, target?: string): Command =>
    aimed(kind, target);
const reasoned =
  (kind: "return" | "false-alarm" | "extend" | "refer" | "object") =>
  (reason: string, target?: string): Command => ({ ...aimed(kind, target), reason });
const plain = (kind: "yes" | "no" | "confirm" | "cancel" | "tally" | "today" | "mute" | "help") => (): Command => ({
  kind,
});

/** What stands first wins. `rest` is what follows the word: an end, a blank, a comma, or (for reasons) the reason at once. */
const rules: readonly Rule[] = [
  { pattern: /^(?:群发|广播)[\s::,,]*(.+)$/su, allows: staff, make: (text) => ({ kind: "broadcast", text }) },
  { pattern: /^绑定[\s::,,]*(.+)$/su, allows: staff, make: (text) => ({ kind: "bind", text }) },
  { pattern: /^(?:退回|打回|不通过)(?:[\s::,,]+(.*)|(.{0,30}))$/su, allows: staff, make: reasoned("return") },
  { pattern: /^(?:误报|不属实)(?:[\s::,,]+(.*)|(.{0,30}))$/su, allows: staff, make: reasoned("false-alarm") },
  { pattern: /^(?:移交|转交|转派)(?:[\s::,,]+(.*)|(.{0,30}))$/su, allows: staff, make: reasoned("refer") },
  {
    pattern: /^(?:申请延期|延期|宽限)(?:[\s::,,]+(.*)|(.{0,30}))$/su,
    allows: (input) => staff(input) || responsible(input),
    make: reasoned("extend"),
  },
  {
    pattern: /^(?:有异议|异议|申辩|申诉)(?:[\s::,,]+(.*)|(.{0,60}))$/su,
    allows: responsible,
    make: reasoned("object"),
  },
  { pattern: /^(?:复查)?(?:通过|合格)(?:了)?$/u, allows: staff, make: bare("pass") },
  { pattern: /^(?:受理|接单)(?:了)?$/u, allows: staff, make: bare("accept") },
  { pattern: /^(?:今日|待办|今天待办|今日待办|我的待办)$/u, allows: staff, make: plain("today") },
  {
    pattern: /^(?:统计|汇总|本周统计|收到统计|统计收到|回执统计|谁没收到|谁没回)$/u,
    allows: staff,
    make: plain("tally"),
  },
  { pattern: /^确认$/u, allows: anyone, make: plain("confirm") },
  {
    pattern: /^(?:确定)$/u,
    allows: asked,
    make: plain("confirm"),
  },
  { pattern: /^(?:取消|撤销|撤回)$/u, allows: anyone, make: plain("cancel") },
  {
    pattern: /^算了$/u,
    allows: (input) => atBot(input) || asked(input) || withCase(input) || input.isStaff,
    make: plain("cancel"),
  },
  { pattern: /^(?:不是的?|不对|不|没有|错了|否|no|2)$/u, allows: asked, make: plain("no") },
  {
    pattern: /^(?:对的?|是的?|嗯+|对啊|对呀|没错|是啊|是呀|就是|对对+|yes|可以|好的?|行|1)$/u,
    allows: asked,
    make: plain("yes"),
  },
  {
    pattern:
      /^(?:其实)?(?:还|都|根本|又|压根|还是|还都)?(?:没有?(?:改|整改|弄好|弄|修好|修|清|清走|清理|搬走|搬|挪走|挪|处理|解决|换|拆|动)(?:好|完)?(?:啊|呢|呀|的)?|还?在那里?(?:呢|啊)?|还停着|还堆着|还是老样子)$/u,
    allows: withCase,
    make: bare("not-fixed"),
  },
  {
    pattern:
      /^(?:(?:机器人|楼小安)[^,。!]{0,6}[,。! ]?)?(?:闭嘴|少发点|别发了|别吵|安静|太吵了?|不要发了|别刷屏|免打扰|少说点)$/u,
    allows: (input) =>
      atBot(input) || input.quote?.isBot === true || input.isStaff || /机器人|楼小安/u.test(input.text),
    make: plain("mute"),
  },
  {
    pattern: /^(?:帮助|怎么用|使用说明|菜单|指令|help|怎么用啊|这个怎么用|怎么使用|你能干什么|你能做什么|你会什么)$/u,
    allows: anyone,
    make: plain("help"),
  },
];

const caseNumber = /(?:编号|单号|#|第)?\s*(?<!\d)(\d{4}-\d+)(?!\d)\s*(?:号|单)?/u;
const edge = /^[\s,。.!::、;]+|[\s,。.!~、;?]+$/gu;
const first = /^[\p{Script=Han}a-z\d#@\s]/u;

/** The command that a line gives, if its writer may give it. `raw` is kept word for word where a command carries a text; `line` is the normalised line without mentions. A case number may stand before or after the word. */
export function findCommand(input: ReadingInput, line: string): Command | undefined {
  if (!first.test(line)) return undefined;
  const target = caseNumber.exec(line)?.[1];
  const words = (target ? line.replace(caseNumber, " ") : line).replace(edge, "");
  for (const rule of rules) {
    const match = rule.pattern.exec(words);
    if (match && rule.allows(input)) return withOwnWords(rule.make((match[1] ?? match[2] ?? "").trim(), target), input);
  }
  return undefined;
}

/** 群发 and 绑定 carry the words as they were written, not as the reader spells them. */
function withOwnWords(command: Command, input: ReadingInput): Command {
  if (command.kind !== "broadcast" && command.kind !== "bind") return command;
  const own = /^\s*(?:@[^\s@]+\s+)*(?:群发|群發|广播|廣播|绑定|綁定)[\s::,,]*(.+)$/su.exec(input.text)?.[1]?.trim();
  return { ...command, text: own ?? command.text };
}
