/** Why somebody should hear a person and not the bot: they ask for one, are a child, or are afraid. */
export type Need = "person" | "child" | "fear";

const aside = String.raw`(?:,.{0,30})?`;
const asking = String.raw`(?:你好|您好|喂|请问|请|麻烦|帮我|我要|我想|要|想|能不能|可以|给我|直接|,)*`;
const ending = String.raw`(?:吗|吧|来|过来|一下|好吗|行吗|可以吗|谢谢|快点|啊|呀|了|呢|,)*`;
const wishes = [
  "转人工|转接人工|人工客服|人工服务|人工|找人工|找真人|转真人|真人客服|真人(?:在|有)|有真人",
  "(?:叫|找|联系|喊)(?:一?下)?(?:你们)?(?:网格员|工作人员|管理员)",
  "不要机器人|不要跟机器人说|不想跟机器人(?:说|讲|聊)|不跟机器人(?:说|讲|聊)|别用机器人|找个人(?:来)?(?:说|聊)",
].join("|");
const wantsPerson = new RegExp(`^${asking}(?:${wishes})${ending}$`, "u");

const minor = String.raw`(?:[4-9]|1[0-7]|[四五六七八九]|十[一二三四五六七]?)`;
const isChild = [
  new RegExp(String.raw`^我(?:今年|今年才|才|只有|还只有|还不到|刚|刚满)?(?:${minor})岁(?:了|半)?${aside}$`, "u"),
  new RegExp(String.raw`^我(?:还|只)?是(?:一?个)?(?:小孩子?|孩子|小朋友|小学生|初中生|未成年人?)${aside}$`, "u"),
  /^我?(?:家)?(?:爸妈|爸爸妈妈|爸爸和妈妈|大人|家长|爷爷奶奶)(?:都)?(?:不在家|没在家|不在|没回来|还没回来)(?:,?(?:就|只有)?我?(?:一个人|自己)(?:在家)?)?(?:,?(?:怎么办|好怕|我怕|害怕|我害怕))?$/u,
];

/** What a child says of being alone, and no more. */
const childClauses = [
  new RegExp(String.raw`^我?(?:今年|才|只有|还不到|刚)*(?:${minor})岁(?:了|半)?$`, "u"),
  /^我(?:还|只)?是(?:一?个)?(?:小孩子?|孩子|小朋友|小学生|初中生)$/u,
  /^我?家?(?:里)?(?:爸妈|爸爸妈妈|爸爸|妈妈|大人|家长|爷爷奶奶)?(?:都|还)?(?:不在家?|没在家?|没回来?|没有大人|没大人)$/u,
  /^(?:现在|就|只有|家里)*我?(?:一个人|自己)(?:在家)?$/u,
  /^(?:我?(?:有点|好)?(?:怕|害怕)|怎么办|不知道怎么办)$/u,
];

/**
 * Whether a line is only a child's who is alone: each of its clauses is known, so that it tells of no danger, whatever
 * its words look like together.
 */
export function isOnlyAlone(text: string): boolean {
  const said = plain(text);
  return needIn(text) === "child" && said.split(",").every((clause) => childClauses.some((one) => one.test(clause)));
}

const isAfraid = [
  new RegExp(
    `^我?(?:现在|真的|一个人|好|很|有点|有些|都)*(?:害怕|好怕|很怕|怕得很|怕死了)(?:啊|呀|了|怎么办)*${aside}$`,
    "u",
  ),
  /^(?!.*(?:没有?人?|不是|不会|别|如果|要是|怎么).{0,6}(?:威胁|恐吓)).{0,10}(?:被.{0,4}(?:威胁|恐吓)|(?:威胁|恐吓)(?:了|到|过)?(?:我|我们)).{0,20}$/u,
  /^我?们?(?:现在|真的|都|根本)*不敢(?:说|讲|出声|说话|讲话|说出来|报警)(?:啊|呀|了|怎么办)*$/u,
];

const longest = 60;

/**
 * What a line said to the bot asks for, by whole lines and known words alone: a person too many is called less gladly than
 * one too few. A child in fear is a child, whom somebody goes to see.
 */
export function needIn(text: string): Need | undefined {
  const said = plain(text);
  if (said === "" || said.length > longest) return undefined;
  if (isChild.some((one) => one.test(said))) return "child";
  if (isAfraid.some((one) => one.test(said))) return "fear";
  return wantsPerson.test(said) ? "person" : undefined;
}

/** Without mentions, with one comma for each run of marks and blanks, none at the ends. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/@\S+\s*/gu, "")
    .replace(/[\s\p{P}~]+/gu, ",")
    .replace(/^,|,$/gu, "");
