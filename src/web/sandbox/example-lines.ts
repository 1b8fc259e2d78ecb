import type { SandboxPerson, SandboxRole } from "../sandbox-types.js";
import type { ExamplePhotoKind } from "./example-photos.js";
import { shortBuilding } from "./people.js";

/** A line that a visitor can try with one tap. `{楼}` stands for the person's building. */
export interface ExampleLine {
  readonly text: string;
  readonly photo?: ExamplePhotoKind;
}

interface ExamplesOfRole {
  readonly group: readonly ExampleLine[];
  readonly direct: readonly ExampleLine[];
}

const ownerLines: ExamplesOfRole = {
  direct: [
    { text: "已经清走了", photo: "cleared" },
    { text: "明天上午弄好" },
    { text: "我的楼几星" },
    { text: "我自己报一个：{楼}一楼楼梯间放了两个煤气罐，今天就搬走", photo: "gas-cylinder" },
    { text: "异议 那台车不是我们楼的" },
  ],
  group: [{ text: "我们楼几星" }, { text: "收到" }, { text: "已经清走了", photo: "cleared" }],
};

const examples: Readonly<Record<SandboxRole, ExamplesOfRole>> = {
  tenant: {
    group: [
      { text: "{楼}2楼楼梯口又停了两台电鸡，堵得人都过不去", photo: "e-bike" },
      { text: "一楼楼梯口有人飞线充电，晚上都不敢睡" },
      { text: "厨房好大煤气味怎么办" },
      { text: "我们楼几星" },
      { text: "晚上一起打边炉吗，那家火锅火好大" },
    ],
    direct: [
      { text: "我报的那个怎么样了" },
      { text: "没改，还停着", photo: "e-bike" },
      { text: "对" },
      { text: "怎么用" },
    ],
  },
  landlord: ownerLines,
  head: ownerLines,
  sublandlord: ownerLines,
  grid_worker: {
    direct: [
      { text: "通过" },
      { text: "退回 还有一台" },
      { text: "今日" },
      { text: "群发 今晚台风，请收好阳台物品" },
      { text: "确认" },
      { text: "统计" },
    ],
    group: [{ text: "@楼小安 统计" }, { text: "请大家今晚检查一下电动车充电" }],
  },
  community: { direct: [{ text: "今日" }, { text: "怎么用" }], group: [{ text: "请各楼栋长今天巡一遍楼道" }] },
  passerby: {
    direct: [{ text: "{楼}一楼门口堆了好多纸皮，怕着火" }, { text: "怎么用" }],
    group: [{ text: "{楼}一楼门口堆了好多纸皮，怕着火" }],
  },
};

/** The examples for a person in a group or in private, with their building filled in. */
export function exampleLines(person: SandboxPerson, kind: "group" | "direct"): readonly ExampleLine[] {
  const building = shortBuilding(person) || "3栋";
  return examples[person.role][kind].map((line) => ({ ...line, text: line.text.replaceAll("{楼}", building) }));
}
