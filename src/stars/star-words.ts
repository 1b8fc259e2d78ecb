import type { Appeal } from "./appeal.js";
import type { ReviewLevel, StarChangeKind, StarChangeStage, StarChangeStep } from "./star-change.js";

/** What each kind of change is called in Chinese. */
export const kindWords: Readonly<Record<StarChangeKind, string>> = {
  first: "首评",
  up: "升星",
  down: "降星",
  withdrawn: "摘牌",
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
  withdrawn: "已撤回",
};

/** What each step of a change is called in Chinese. */
export const stepWords: Readonly<Record<StarChangeStep["kind"], string>> = {
  agreed: "同意",
  "passed-over": "没有登记的人,略过",
  declined: "不同意",
  notified: "告知业主",
  "told-in-person": "当面告知业主",
  heard: "业主提出异议",
  "appeal-upheld": "异议成立",
  "appeal-rejected": "异议不成立",
  "appeal-withdrawn": "异议撤回",
  publicised: "开始公示",
  effective: "生效",
  dropped: "取消",
};

/** What each level does for a change, in Chinese. */
export const levelWords: Readonly<Record<ReviewLevel, string>> = {
  grid_worker: "网格员核验",
  community: "社区初评",
  street: "街道复核",
};
