/** What is replaced, and the placeholder that stands for it. */
export interface Mask {
  readonly pattern: RegExp;
  readonly by: string;
}

const provinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
const chineseDigits = "零〇一二三四五六七八九幺";
const numeral = "(?:[0-9]{1,4}|[一二三四五六七八九十百两零〇]{1,5})";

/** Numbers that name a person, a car or an account. Stars are what the archive's own masking left: 138****0000. */
export const numberMasks: readonly Mask[] = [
  { pattern: /https?:\/\/\S+|www\.\S+/giu, by: "[链接]" },
  { pattern: /[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]+/gu, by: "[账号]" },
  // Typed by hand there is often no blank after a mention: all up to the next mark goes.
  { pattern: /@[^\s@,。!?、:;,.!?:;]{1,20}/gu, by: "[人]" },
  { pattern: /wxid_\w+|(?:微信|薇信|v信|vx|wx|wechat|qq)\s?[号是::]*\s?[a-z0-9_-]{5,}/giu, by: "[账号]" },
  {
    pattern: new RegExp(
      `[${provinces}][a-hj-np-z][ ·•・-]?(?=[a-z*]{0,5}[0-9*])[a-hj-np-z0-9*]{4,6}[挂学警港澳]?`,
      "giu",
    ),
    by: "[车牌]",
  },
  { pattern: /(?<![0-9])440306[0-9]{13}(?:[0-9]{6})?(?![0-9])/gu, by: "[楼]" },
  { pattern: /(?<![0-9*])(?:\+?86[ -]?)?1[3-9][0-9](?:[ .-]?[0-9*]{4}){2}(?![0-9*])/gu, by: "[电话]" },
  { pattern: /(?<![0-9])0[0-9]{2,3}[ -][0-9]{7,8}(?![0-9])/gu, by: "[电话]" },
  { pattern: /[0-9](?:[ .*-]{0,4}[0-9]){4,}x?/giu, by: "[号码]" },
  { pattern: /[0-9]{1,8}\*{2,12}[0-9]{0,8}x?|\*{2,12}[0-9]{1,8}x?/giu, by: "[号码]" },
  { pattern: new RegExp(`[${chineseDigits}](?:[ -]?[${chineseDigits}]){4,}`, "gu"), by: "[号码]" },
];

/** A character of an estate's name: no small word or verb that may stand before it. */
const inName = "[^\\P{Script=Han}我你他她它们的在是有到去从和里外进出着了又把被给住靠这那哪栋楼整个全]";
const estateKinds =
  "新村|旧村|新邨|社区|街道|小区|花园|花苑|公寓|大厦|豪庭|名苑|家园|工业区|工业园|科技园|[村苑阁]|巷(?![口子里道])";
/** 220V, 300块, 100多台 are no rooms. */
const units =
  "[%伏瓦度元块米斤台辆秒年]|公里|分钟|毫安|平米|平方|(?:v|w|kg|kw|ma|mm|cm)(?![a-z])|多[个台户人次米斤块辆年天]";

/** Buildings, estates and rooms. Floors stay: they tell nobody's home. */
export const placeMasks: readonly Mask[] = [
  { pattern: new RegExp(`\\p{Script=Han}{1,4}(?:路|大道|街)${numeral}(?:号楼|[号巷])?`, "gu"), by: "[楼]" },
  { pattern: new RegExp(`(?:${numeral}|[a-z])(?:号楼|号院|单元|[栋幢座巷号])(?!线)`, "giu"), by: "[楼]" },
  { pattern: new RegExp(`${inName}{2,4}?(?:${estateKinds})(?!楼)`, "gu"), by: "[楼]" },
  { pattern: new RegExp(`${numeral}[a-z]?(?:房|室)(?![间东])`, "giu"), by: "[房]" },
  {
    // 502 and 1203A, but not the numbers that everybody may dial.
    pattern: new RegExp(
      `(?<![0-9.])(?!1(?:10|19|20|22)(?![0-9]))[1-9][0-9]{2,3}(?:[a-h](?![a-z]))?(?![0-9.]*\\s?(?:${units}))(?![0-9])`,
      "giu",
    ),
    by: "[房]",
  },
  { pattern: new RegExp(`[一二三四五六七八九][${chineseDigits}]{2,3}(?![${chineseDigits}])`, "gu"), by: "[房]" },
];

/** The commonest ones; without 区, 施, 安, 水, 花 and others that begin or end words of hazards. */
const surnames =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何罗高林郑梁谢唐许冯宋韩邓彭曹曾田萧肖潘袁蔡蒋余于杜叶程魏苏吕丁沈任姚卢傅钟姜" +
  "崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武莫孔向汤温康洪季庄赖翁詹凌涂欧柯骆容冼麦甘植";
const titles =
  "先生|女士|小姐|太太|老师|师傅|老板|经理|主任|书记|站长|所长|队长|医生|警官|同学|阿姨|叔叔|大爷|大妈|大哥|大姐";
/** 张工, 林生, 黄太; not 程工地, 马太多. */
const shortTitles =
  "工(?![作程业地资厂人具活])|总(?![是共之算])|生(?![活产气意病长火锈命])|太(?![多大高小热吵乱脏臭危久长旧差近远暗松滑急慢快过不老可重])|姨";
const announcers =
  "我是|我叫|本人|叫|姓名|姓|房东|楼栋长|楼长|业主|租客|网格员|管理员|保安|老板|户主|住户|邻居|电工|师傅|联系人";

/** Names and forms of address. */
export const personMasks: readonly Mask[] = [
  { pattern: new RegExp(`(${announcers})[是叫::]?\\s?[${surnames}]\\p{Script=Han}{1,2}`, "gu"), by: "$1[人]" },
  { pattern: new RegExp(`[${surnames}](?:\\p{Script=Han}{0,2}?(?:${titles})|${shortTitles})`, "gu"), by: "[人]" },
  { pattern: new RegExp(`[小老][${surnames}]`, "gu"), by: "[人]" },
  // 兰姐, 豆豆妈.
  { pattern: /(?:(\p{Script=Han})\1|\p{Script=Han})(?:[姐哥叔姨伯婶嫂姑妈爸]|爷爷|奶奶)/gu, by: "[人]" },
  { pattern: /阿\p{Script=Han}/gu, by: "[人]" },
];
