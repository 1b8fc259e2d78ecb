import { behindHouses } from "./behind-houses.js";
import { numberOf, numeral } from "./numerals.js";

/** A building named in a text, and where it stands there. */
export interface BuildingMention {
  readonly building: string;
  readonly estate?: string;
  /** Known at once where it is written as 3-502. */
  readonly room?: string;
  readonly begin: number;
  readonly end: number;
}

/** 3栋, 三栋, C3栋, 12号楼, 28号之一. 洞, 动 and 东 are what voice input makes of 栋. */
const head = new RegExp(
  `(?<mark>[a-z][0-9]{0,2}|${numeral})(?<kind>栋|幢|座|号楼|号|#楼|#(?=[栋 ]?[1-9][0-9]{2,3}(?![0-9])|[一二三四五六七八九十0-9]{1,2}楼)|洞|动|东)(?<branch>之(?:[0-9]{1,2}|[一二三四五六七八九十](?:[一二三四五六七八九](?![楼层]))?))?`,
  "gu",
);
/** 3-502 on its own: building and room. */
const letterBox = /(?<![0-9a-z#\-.:/])(?<building>[0-9]{1,2})[-—](?<room>[1-9][0-9]{2,3})(?![0-9\-.:元块])/gu;
/** 3、5栋: the numbers before the last lack their word. */
const listed = /(?<![0-9])(?<mark>[0-9]{1,3})(?=(?:[、,和跟][0-9]{1,3}){1,4}(?<kind>栋|幢|号楼))/gu;
/** 兰姐那栋, 黄色那栋. */
const byPerson =
  /(?<name>阿[\u4e00-\u9fff]|[\u4e00-\u9fff](?:姐|伯|叔|哥|嫂|姨|婶|太|婆|生|总)|[黄白红蓝灰绿粉紫黑]色)(?:的)?那(?:一)?[栋幢]/gu;
/** 金苑大厦 without a number. */
const houseName = /[\u4e00-\u9fff]{2,4}(?:大厦|公寓|商务楼|综合楼|宿舍楼)/gu;
/** 福安楼, 翠景苑: a house is named with characters of good luck. */
const luckyName =
  /[福富康鸿宏洪兴隆盛安永乐和德新华金银翠景海天丰裕顺发达祥瑞吉庆泰利源荣昌嘉佳美丽怡雅龙凤明光辉月桂兰梅竹松柏麦田香民国万亿宝珠玉聚信义仁孝文世园友谊阳春旺百君豪御锦绣名都悦华]{2,3}(?:楼(?![上下道梯顶层长主盘])|苑|阁|轩|庭|居(?![民住委]))/gu;

const laneBehind = `(?!${numeral}(?:巷|坊|弄))`;
const estateEnd = `村|苑|园|坊|里|庄|城|围|厦|寓|区|期|街|路|大道|府|湾|轩|阁|居|坑|岭|埔|塘|[东南西北]${laneBehind}|一|二|三`;
const before = new RegExp(
  `(?<estate>(?:[\\u4e00-\\u9fff]|[0-9]期){1,14}(?:${estateEnd})|[a-z]区|(?<![\\u4e00-\\u9fff])(?![东西南北]?${numeral}(?:巷|街))[\\u4e00-\\u9fff]{2}(?:巷|街))?(?<lane>(?:(?:(?:[东西南北中]|(?<![一查看问帮])[上下])(?=[一二三四五六七八九十0-9]))?${numeral}|[东西南北上下中新老前后])(?:巷|坊|弄|街|路)(?:[东西南北])?)?$`,
  "u",
);
const villagePatterns = new Map<string, RegExp>();

/** Village names have no ending that tells them: they are known by heart. Made once for each list of them. */
function villageBefore(villages: string): RegExp {
  const known = villagePatterns.get(villages);
  if (known) return known;
  const pattern = new RegExp(`(?<estate>(?:${villages})(?:旧村|新村|老村|村|社区)?)$`, "u");
  villagePatterns.set(villages, pattern);
  return pattern;
}
/** Words that stand before a name without belonging to it. */
const notName =
  /^.*(?:在|到|看下|看一下|查下|查一下|问下|问一下|一下|看|查|问|发现|地址|位于|房东|业主|巡查|走访|的|是|住|去|从|给|叫|把|我们|咱们|请|我|你|他|她|们|和|跟|与|了|帮|吗|呢|吧|啊|有|没|说|告|急|求|那|这)/u;
const quantity = /[这那有盖买另整哪某每第几同一]$/u;
const dateBefore = /(?:月|第|编|车|学|账|帐|卡|工单|单|型|尾|手机|微信|信|qq|[0-9])$/u;
/** After N号 only these make it a building. */
const insideAfter = new RegExp(
  `^(?:[,。的是 ]{0,2}[^0-9]{0,4}(?:几颗|几星|星级|评级|几级|多少星|什么级)|楼(?:下|上|道|梯|顶)|顶楼|电梯|(?:楼)?${numeral}(?:楼|层)|门口|房东|一楼|天台|大门|后门|那栋|这栋|门前|首层|中间|之间|连着|院|旁边|隔壁|隔篱|对面|后巷|后面|侧边|屋|院|地下|阳台|外墙|电表|电箱|巷|的(?:楼|走廊|天台|房东)|走廊|过道|通道|[1-9][0-9]{2,3}(?![0-9]))`,
  "u",
);
const insideWord = /^(?:下|道|梯|长|管)/u;
/** 查星 19号, 门牌是19号: what stands before tells that it is a house. */
const houseBefore = /(?:查星|星级|几星|门牌|楼号)[^0-9]{0,8}$|我(?:这边|这|家)?是$/u;
/** 14号和16号中间. */
const houseBehind = new RegExp(`^[和跟与同、]?${numeral}号(?:楼|的|中间|之间|连着|门口|门前|${numeral}楼)`, "u");
/** A road is named with two characters, and perhaps a part of it: what stands before it in a long name is no name. */
const road = /[\u4e00-\u9fff]{2}[东西南北中一二三四五]?(?:路|街|大道)$/u;
const longName = 6;

const likeBuilding =
  /[0-9a-z一二三四五六七八九十百两][栋幢座号洞动东#]|楼(?![上下道梯顶层])|[苑阁轩庭居]|那一?[栋幢]|[0-9][-—、,和跟][0-9]|大厦|公寓|[务合舍]楼/u;

/** Whether it is worth looking for buildings in a normalised text. */
export const mayNameBuilding = (text: string): boolean => likeBuilding.test(text);

/** What the finder of buildings is told. */
export interface BuildingQuestion {
  /** The text answers the question which building. */
  readonly isAnswer: boolean;
  /** Names of villages and estates that stand before a number, as alternatives of a regular expression. */
  readonly villages: string;
  /** The text is the name of a person: 14号阿雄 lives there. */
  readonly isName?: boolean;
  /** The line is about a house whatever else it says: a plain 14号 is then no date unless it looks like one. */
  readonly isAboutHouse?: boolean;
}

/** All buildings that a normalised text names, in order. */
export function findBuildings(text: string, question: BuildingQuestion): readonly BuildingMention[] {
  if (!mayNameBuilding(text)) return [];
  const found = [
    ...[...text.matchAll(head)].flatMap((match) => fromHead(text, match, question)),
    ...[...text.matchAll(letterBox)].map((match) =>
      mention(match, { building: `${Number(match.groups?.["building"])}栋`, room: match.groups?.["room"] ?? "" }),
    ),
    ...behindHouses(text, question).map((match) =>
      mention(match, { building: match[0].replace(/^(?:门牌)?是?/u, "") }),
    ),
    ...[...text.matchAll(listed)].map((match) =>
      mention(match, {
        building: `${match.groups?.["mark"] ?? ""}${match.groups?.["kind"]?.replace("幢", "栋") ?? ""}`,
      }),
    ),
    ...[...text.matchAll(byPerson)].map((match) => mention(match, { building: `${match.groups?.["name"] ?? ""}那栋` })),
  ];
  const named =
    found.length > 0
      ? []
      : [
          ...[...text.matchAll(houseName)].flatMap((match) => fromName(match)),
          ...[...text.matchAll(luckyName)].map((match) => mention(match, { building: match[0] })),
        ];
  return [...found, ...named].toSorted((a, b) => a.begin - b.begin);
}

const mention = (
  match: RegExpMatchArray,
  parts: { readonly building: string; readonly room?: string },
): BuildingMention => ({ ...parts, begin: match.index ?? 0, end: (match.index ?? 0) + match[0].length });

function fromName(match: RegExpMatchArray): readonly BuildingMention[] {
  const building = match[0].replace(notName, "");
  return building.length < 4 ? [] : [mention(match, { building })];
}

function fromHead(
  text: string,
  match: RegExpMatchArray,
  { isAnswer, isName = false, isAboutHouse = false, villages }: BuildingQuestion,
): readonly BuildingMention[] {
  const { mark = "", kind = "", branch = "" } = match.groups ?? {};
  const begin = match.index ?? 0;
  const prefix = before.exec(text.slice(Math.max(0, begin - 18), begin))?.groups ?? {};
  const lane = prefix["lane"] ?? "";
  const around = {
    kind,
    mark,
    lane,
    branch,
    isAnswer,
    isName,
    isAboutHouse,
    left: text.slice(0, begin),
    right: text.slice(begin + match[0].length),
  };
  const word = buildingWord(around);
  if (word === undefined) return [];
  const ahead = text.slice(Math.max(0, begin - 18), begin - lane.length);
  const village = villageBefore(villages).exec(ahead)?.groups?.["estate"];
  const byEnding = shortened((prefix["estate"] ?? "").replace(notName, ""));
  const estate = village !== undefined && village.length > byEnding.length ? village : byEnding;
  const cut = kind === "号楼" && word === "号" ? 1 : 0;
  return [
    {
      building: `${lane}${spoken(mark)}${word}${branch}`,
      ...(estate.length > 1 ? { estate } : {}),
      begin,
      end: begin + match[0].length - cut,
    },
  ];
}

const shortened = (name: string): string => (name.length < longName ? name : (road.exec(name)?.[0] ?? name));

const spoken = (mark: string): string => (/^[a-z]/u.test(mark) ? mark.toUpperCase() : String(numberOf(mark)));

interface Around {
  readonly kind: string;
  readonly mark: string;
  readonly lane: string;
  readonly branch: string;
  readonly isAnswer: boolean;
  readonly isName: boolean;
  readonly isAboutHouse: boolean;
  readonly left: string;
  readonly right: string;
}

/** 栋, 座, 号 or 号楼: what the words around make of it. Undefined where it is no building. */
function buildingWord(around: Around): string | undefined {
  const { kind, mark, left, right } = around;
  if (/^[a-z]/u.test(mark))
    return /[a-z]$/u.test(left) || !/[栋幢座]/u.test(kind) ? undefined : kind.replace("幢", "栋");
  const value = numberOf(mark);
  if (!(value > 0 && value < 2000)) return undefined;
  switch (kind) {
    case "#楼":
    case "#":
      return "号楼";
    case "号楼":
      // 8号楼下: 楼 belongs to 楼下.
      return insideWord.test(right) ? "号" : kind;
    case "号":
      return isNumberedHouse(around) ? kind : undefined;
    case "洞":
      return /[挖打钻破了]$|(?<![这那])个$/u.test(left) ||
        !/^(?:$|[,。!?;、 的里上下前后门旁附有第大地天巷那这楼全])/u.test(right)
        ? afterSlip(right)
        : "栋";
    case "东":
      return /^(?:$|[,。!?;、的]|门[前口]|[顶一二三四五六七八九十]楼)/u.test(right) ? "栋" : afterSlip(right);
    case "动":
      return around.isName || (/^[0-9]/u.test(mark) && /^(?:的|那|门口|住|楼|$|[,。])/u.test(right))
        ? "栋"
        : afterSlip(right);
    case "座":
      return /^[0-9]/u.test(mark) && !/^[山桥城坟庙岛大]/u.test(right) ? kind : undefined;
    default:
      return isQuantity(around) ? undefined : "栋";
  }
}

/** What follows 栋 even where it is written with another character. */
const afterSlip = (right: string): "栋" | undefined =>
  /^(?:[0-9一二三四五六七八九十]{1,3}[楼层洞]|[1-9][0-9]{2,3}(?![0-9])|[一二三四五六七八九][零〇][一二三四五六七八九]|楼)/u.test(
    right,
  )
    ? "栋"
    : undefined;

/** 那一栋, 两栋楼: so many houses, not the house of that number. */
function isQuantity({ mark, left, right }: Around): boolean {
  if (/^[0-9]/u.test(mark)) return false;
  if (quantity.test(left)) return true;
  return /^[一两]$/u.test(mark) && /^(?:楼(?![道梯下上顶])|房|别墅|大|小|$)/u.test(right);
}

/** 25号来修, 今天25号, 二十五号之前: a day of the month. */
const looksLikeDate = ({ left, right }: Around): boolean =>
  /(?:今天|明天|昨天|后天|本|下|上|每|到|从|是|才|等)$/u.test(left) ||
  /^(?:了|来|报|修|装|换|拆|就|才|开始|之|停|通知|说|那会|左右|当天|凌晨|中午|夜里|[0-9一二三四五六七八九十]{1,3}点)/u.test(
    right,
  );

function isNumberedHouse(around: Around): boolean {
  const { lane, branch, left, right, isAnswer, isName } = around;
  if (branch !== "") return true;
  if (/[村巷坊]$/u.test(left) && !/^(?:线|公告)/u.test(right)) return true;
  if (
    /^(?:线|门(?!口)|梯|上午|下午|早上|晚上|那天|之前|前(?![门楼面])|后(?![门楼面巷院侧])|以|到|至|、|截|报名|放|交|发)/u.test(
      right,
    )
  )
    return false;
  if (lane !== "" || /(?:村|巷|坊|街|路|里|区|围)$/u.test(left)) return true;
  if (dateBefore.test(left)) return false;
  if (isName || houseBefore.test(left) || houseBehind.test(right)) return true;
  if (around.isAboutHouse && !looksLikeDate(around)) return true;
  return insideAfter.test(right) || (isAnswer && /^[的楼啊呀哦,。]*$/u.test(right));
}
