import type { Appeal } from "./appeal.js";
import type { StarChangeKind, StarChangeStage } from "./star-change.js";

/** What each kind of change is called in Chinese. */
export const kindWords: Readonly<Record<StarChangeKind, string>> = {
  first: "首评",
  up: "升星",
  down: "降星",
  withdrawn: "摘牌",
  granted: "挂牌",
  restored: "恢复",
};

/** What each stage of a change is called in Chinese. */
export const stageWords: Readonly<Record<StarChangeStage, string>> = {
  proposed: "待确认",
  confirmed: "已确认",
  notified: "已告知",
  publicised: "公示中",
  effective: "已生效",
  dropped: "已取消",
};

/** All kinds of changes, for checks at the border. */
export const changeKinds = Object.keys(kindWords) as readonly StarChangeKind[];

/** All stages of changes, for checks at the border. */
export const changeStages = Object.keys(stageWords) as readonly StarChangeStage[];

/** What has become of an objection, in Chinese. */
export const objectionWords: Readonly<Record<Appeal["state"], string>> = {
  filed: "处理中",
  upheld: "异议成立",
  rejected: "异议不成立",
};
