import type { ReactElement } from "react";
import { Dialog } from "./dialog.js";
import { MembersDialog, PeopleDialog } from "./people-list.js";
import { ClockButtons, ToolButtons } from "./tools.js";
import { clockLabel } from "./time-label.js";
import { type Page, usePage } from "./use-page.js";
import { WelcomeDialog } from "./welcome-dialog.js";

/** Whatever stands over the page now. */
export function Overlays(): ReactElement | null {
  const { overlay, guide } = usePage();
  if (guide.isWelcoming) return <WelcomeDialog />;
  switch (overlay?.kind) {
    case "people":
      return <PeopleDialog />;
    case "members":
      return <MembersDialog />;
    case "tools":
      return <ToolsDialog />;
    case "confirm-reset":
      return <ResetDialog isEmpty={overlay.isEmpty} />;
    case "photo":
      return <PhotoDialog line={overlay.line} />;
    case undefined:
      return null;
  }
}

function ToolsDialog(): ReactElement {
  const { now, show } = usePage();
  return (
    <Dialog title="时间和工具" look="sheet" onClose={() => show(undefined)}>
      <p className="dialog-hint">现在是 {clockLabel(now)}。把时间往前拨，看看到期和夜里会怎样。</p>
      <ClockButtons />
      <ToolButtons />
    </Dialog>
  );
}

function ResetDialog({ isEmpty }: { readonly isEmpty: boolean }): ReactElement {
  const { sandbox, show, attempt, notify } = usePage();
  const name = isEmpty ? "清空示例记录" : "重新开始";
  const reset = async () => {
    show(undefined);
    const isDone = await attempt(() => sandbox.api.reset({ isEmpty }));
    if (isDone) notify({ text: isEmpty ? "清空了，从头说起吧" : "示例恢复好了", tone: "done" });
  };
  return (
    <Dialog title={`${name}？`} look="card" onClose={() => show(undefined)}>
      <p>
        {isEmpty ? "所有聊天、隐患和示例记录都会清掉，人和楼还在。" : "你说过的话会清掉，示例恢复成刚打开时的样子。"}
      </p>
      <div className="dialog-buttons">
        <button type="button" className="button button-plain" onClick={() => show(undefined)}>
          取消
        </button>
        <button type="button" className="button button-danger" onClick={() => void reset()}>
          {isEmpty ? "清空" : "重新开始"}
        </button>
      </div>
    </Dialog>
  );
}

function PhotoDialog({
  line,
}: {
  readonly line: Extract<NonNullable<Page["overlay"]>, { kind: "photo" }>["line"];
}): ReactElement {
  const { show } = usePage();
  return (
    <Dialog title={line.image?.name ?? "图片"} look="photo" onClose={() => show(undefined)}>
      <button type="button" className="photo-full" aria-label="关上大图" onClick={() => show(undefined)}>
        <img src={line.image?.url} alt={line.image?.name ?? ""} />
      </button>
    </Dialog>
  );
}
