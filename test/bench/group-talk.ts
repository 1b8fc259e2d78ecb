/** What kinds of line the benchmark's groups see, as shares of all lines. */
export const mix = { chatter: 0.95, reports: 0.04, questions: 0.01 } as const;

/** Ordinary talk; `%b` stands for a building, `%f` for a floor, `%n` for a number, `%t` for an hour. */
const chatter = [
  "今晚%t点有没有人一起去吃宵夜",
  "快递放在门卫那里了,尾号%n的自己去拿",
  "明天要加班,周末再说吧",
  "谁家小孩在楼下哭,家长看一下",
  "这两天降温,大家多穿点",
  "超市鸡蛋打折了,%t块钱一板",
  "有人要拼车去地铁站吗,%t点走",
  "房租这个月什么时候交",
  "楼下那家肠粉好吃",
  "哈哈哈哈笑死我了",
  "收到",
  "好的谢谢",
  "早上好各位邻居",
  "周末厂里放假吗,听说要放%t天",
  "谁有充电宝借用一下",
  "刚刚下班,好累",
  "孩子作业群里发了没有",
  "隔壁新开了一家理发店,办卡送%n",
  "天气预报说明天有雨",
  "有没有修手机的师傅推荐",
  "二手冰箱%n块,要的私聊我",
  "我妈从老家寄了腊肉来,想吃的说一声",
  "今天地铁好挤,等了%t趟才上去",
  "哪个老乡这周回湖南,带个东西",
  "奶茶第二杯半价,%t点前有效",
  "招普工,月薪%n00,包吃住,有意私聊",
  "谁捡到一张饭卡,尾号%n",
  "我在%b栋楼下等你",
  "小王在不在,%t点出来打球",
  "出租单间,%n00一个月,可以短租",
] as const;

/** Six kinds of hazard, with gaps for building and floor. */
export const reports = [
  "%b栋%f楼楼梯口停了两台电动车,过不去人",
  "%b栋%f楼楼道堆了好多纸箱",
  "%b栋%f楼灭火器过期了",
  "%b栋有人从窗户拉线下来给电动车充电",
  "%b栋天台门锁了打不开",
  "%b栋%f楼过道插座烧黑了",
] as const;

/** What reporters say afterwards. */
const questions = ["我们楼几星", "我报的怎么样了", "已经清走了"] as const;
const fillers = ["", "啊", "呢", "~", "。", "!", "哦", "呀"] as const;

/** A line, and whether it is ordinary talk. */
export interface Said {
  readonly text: string;
  readonly isChatter: boolean;
}

/** The n-th line; kind and words follow from n alone, so that every run says the same. */
export function lineOf(n: number): Said {
  const dice = createDice(n);
  const kind = dice(10_000) / 10_000;
  if (kind < mix.questions) return { text: pick(questions, dice), isChatter: false };
  const isChatter = kind >= mix.questions + mix.reports;
  return { text: isChatter ? sayChatter(dice) : fillIn(pick(reports, dice), dice), isChatter };
}

/** The n-th line of ordinary talk alone. */
export const chatterOf = (n: number): string => sayChatter(createDice(n));

const sayChatter = (dice: (sides: number) => number): string =>
  fillIn(`${pick(chatter, dice)}${pick(fillers, dice)}`, dice);

const fillIn = (words: string, dice: (sides: number) => number): string =>
  words
    .replace("%b", String(1 + dice(36)))
    .replace("%f", String(2 + dice(6)))
    .replace("%t", String(2 + dice(9)))
    .replace("%n", String(10 + dice(90)));

function pick<T>(of: readonly T[], dice: (sides: number) => number): T {
  const found = of[dice(of.length)];
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
}

/** Throws from 0 to sides - 1, spread evenly for neighbouring n (the finaliser of murmur3 over a counter). */
function createDice(n: number): (sides: number) => number {
  let state = n;
  return (sides) => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) % sides;
  };
}
