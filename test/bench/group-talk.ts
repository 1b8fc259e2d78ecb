/** What people of the benchmark's groups say: 95 % ordinary talk, 4 % reports, 1 % questions and answers. */

const chatter = [
  "今晚有没有人一起去吃宵夜",
  "快递放在门卫那里了,谁的自己去拿",
  "明天要加班,周末再说吧",
  "谁家小孩在楼下哭,家长看一下",
  "这两天降温,大家多穿点",
  "超市鸡蛋打折了,十块钱一板",
  "有人要拼车去地铁站吗,七点走",
  "房租这个月什么时候交",
  "楼下那家肠粉好吃",
  "哈哈哈哈笑死我了",
  "收到",
  "好的谢谢",
  "早上好各位邻居",
  "周末厂里放假吗",
  "谁有充电宝借用一下",
  "刚刚下班,好累",
  "孩子作业群里发了没有",
  "隔壁新开了一家理发店",
  "天气预报说明天有雨",
  "有没有修手机的师傅推荐",
] as const;

const reports = [
  (building: number, floor: number) => `${building}栋${floor}楼楼梯口停了两台电动车,过不去人`,
  (building: number, floor: number) => `${building}栋${floor}楼楼道堆了好多纸箱`,
  (building: number, floor: number) => `${building}栋${floor}楼灭火器过期了`,
  (building: number) => `${building}栋有人从窗户拉线下来给电动车充电`,
  (building: number) => `${building}栋天台门锁了打不开`,
  (building: number, floor: number) => `${building}栋${floor}楼过道插座烧黑了`,
] as const;

const questions = ["我们楼几星", "我报的怎么样了", "已经清走了"] as const;
const fillers = ["", "啊", "呢", "~", "。", "!", "哦", "呀"] as const;

const pick = <T>(of: readonly T[], at: number): T => {
  const found = of[at % of.length];
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
};

/** The n-th line; the mix and the texts follow from n alone, so that every run says the same. */
export function lineOf(n: number): string {
  const spread = (n * 2_654_435_761) % 100;
  if (spread < 1) return pick(questions, n);
  if (spread < 5) return pick(reports, Math.floor(n / 7))((n % 36) + 1, (n % 6) + 2);
  return `${pick(chatter, Math.floor(n / 3))}${pick(fillers, n)}${n % 5 === 0 ? n % 1000 : ""}`;
}
