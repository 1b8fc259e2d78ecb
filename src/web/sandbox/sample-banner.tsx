import type { ReactElement } from "react";
import { usePage } from "./use-page.js";

/** Says that the village is invented, and clears or restores its history. */
export function SampleBanner(): ReactElement {
  const { state, show } = usePage();
  const isEmpty = state.book.lines.length === 0;
  return (
    <aside className="sample-banner" aria-label="示例数据">
      <p>{isEmpty ? "聊天记录是空的，可以从头说起。" : "这里是示例：人、楼和聊天都是编的。"}</p>
      <button type="button" className="tool" onClick={() => show({ kind: "confirm-reset", isEmpty: !isEmpty })}>
        {isEmpty ? "恢复示例" : "一键清空"}
      </button>
    </aside>
  );
}
