import type { ReactElement } from "react";
import { isSendable } from "./draft.js";
import type { GuideStep } from "./guide.js";
import { Icon } from "./icons.js";
import { type Page, usePage } from "./use-page.js";
import { goToStep } from "./welcome-dialog.js";

/** Where a guided visitor is in the story, and the way to the next step. */
export function GuideStrip(): ReactElement | null {
  const page = usePage();
  const { guide } = page;
  if (guide.done === undefined) return null;
  const step = guide.steps[guide.done];
  return (
    <aside className="guide" aria-label="新手引导">
      {step ? (
        <StepText page={page} step={step} />
      ) : (
        <p className="guide-text">走完了！点每句话旁边的灯泡，看看楼小安是怎么想的。</p>
      )}
      <button type="button" className="icon-button" aria-label="结束引导" onClick={guide.end}>
        <Icon name="close" />
      </button>
    </aside>
  );
}

function StepText({ page, step }: { readonly page: Page; readonly step: GuideStep }): ReactElement {
  const number = (page.guide.done ?? 0) + 1;
  const isThere = page.me.id === step.person.id && page.chat?.id === step.chatId;
  const isWritten = isThere && isSendable(page.draft);
  return (
    <>
      <p className="guide-text">
        <span className="guide-number">
          {number}/{page.guide.steps.length}
        </span>
        {isWritten ? "话写好了，点「发送」。" : `${step.title}。`}
        <span className="guide-detail">{step.detail}</span>
      </p>
      {!isWritten && (
        <button type="button" className="button button-small" onClick={() => goToStep(page, step)}>
          {isThere ? "帮我写好" : "带我去"}
        </button>
      )}
    </>
  );
}
