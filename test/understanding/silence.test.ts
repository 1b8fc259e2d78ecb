import { describe, expect, it } from "vitest";
import { read } from "../support/understanding.js";

const quiet = [
  "今晚去吃火锅不,火力全开",
  "这天气热得要着火了哈哈",
  "我的嗓子都冒烟了",
  "早上好",
  "收到",
  "有没有人拼车去市民中心",
  "快递放在门口了,麻烦帮我拿一下",
  "新到一批二手电动车,九成新,800元,要的私聊",
  "卖灭火器,50一个,量大从优,加微信",
  "3栋有房出租,一房一厅,拎包入住",
  "专业疏通下水道,上门维修",
  "【转发】昨天石岩一出租屋电动车充电起火,消防提醒大家注意安全",
  "看新闻了吗,广州那边又着火了",
  "刷到一个视频,电动车在电梯里爆炸太吓人了",
  "【温馨提示】严禁电动车进楼入户、严禁飞线充电",
  "请各位住户不要在楼道堆放杂物,谢谢配合",
  "明天上午消防演练,听到警报不要慌",
  "去年我们那栋着火,现在想起来都怕",
  "听说隔壁村昨晚着火了",
  "飞线充电抓到罚多少钱",
  "消防通道停车扣几分",
  "煤气味和天然气味有什么区别",
  "楼道着火的时候千万别坐电梯",
  "要是着火了我们这栋楼跑都跑不掉，大家有空看看逃生路线",
  "没漏气,闻错了",
  "冇火都响,吓死人",
  "电影里那个跳楼的镜头太假了",
  "老板气得要跳楼,哈哈",
  "这个瓜太炸了",
  "五星好评,谢谢老板",
  "我星期几交房租来着",
  "项目进度怎么样了,老板一直催",
  "轮胎漏气了,附近哪里补胎",
  "谁家电动车没拔钥匙",
];

describe("in a group the bot is silent on", () => {
  it.each(quiet)("%s", (text) => {
    const reading = read(text);
    expect(reading.emergency).toBeUndefined();
    expect(reading.zone).not.toBe("speak");
  });

  it("a grid worker's own safety words without a building", () => {
    const reading = read("今晚夜查,楼道停电动车的赶紧推走", { isStaff: true });
    expect(reading.zone).not.toBe("speak");
  });
});

describe("bad input", () => {
  it.each([
    ["nothing", ""],
    ["blanks", " \n\t "],
    ["emoji only", "👌👌👌"],
    ["a broken surrogate", "\ud83d着火"],
    ["direction marks", "\u202e\u202d着火了\u202c"],
    ["a megabyte", "楼道停电动车".repeat(170_000)],
    ["ten thousand buildings", Array.from({ length: 10_000 }, (_, n) => `${n + 1}栋`).join("、")],
    ["a bomb for expressions", `${"之一".repeat(5000)}${"a-".repeat(5000)}${"三".repeat(5000)}栋`],
  ])("does not throw on %s", (_, text) => {
    expect(() => read(text, { hasOpenQuestion: true, hasOpenCase: true })).not.toThrow();
  });
});
