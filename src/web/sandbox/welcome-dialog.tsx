import type { ReactElement } from "react";
import { Avatar } from "./avatar.js";
import { Dialog } from "./dialog.js";
import { exampleDraft } from "./example-chips.js";
import type { GuideStep } from "./guide.js";
import { type Page, usePage } from "./use-page.js";

/** The welcome at the first visit: the story in three steps, one tap each. */
export function WelcomeDialog(): ReactElement {
  const page = usePage();
  const { guide, world } = page;
  const start = () => {
    guide.start();
    const [first] = guide.steps;
    if (first) goToStep(page, first);
  };
  return (
    <Dialog title="欢迎来到楼信沙盒" look="card" onClose={guide.end}>
      <p className="welcome-lead">楼小安是住在业主群里的机器人。三步走完，看一件隐患从有人说到有人管。</p>
      <ol className="welcome-steps">
        {guide.steps.map((step) => (
          <li key={step.title}>
            <Avatar world={world} id={step.person.id} />
            <strong>{step.title}</strong>
            <span>{step.detail}</span>
          </li>
        ))}
      </ol>
      <div className="dialog-buttons">
        <button type="button" className="button button-plain" onClick={guide.end}>
          我自己逛逛
        </button>
        <button type="button" className="button" onClick={start}>
          开始第一步
        </button>
      </div>
    </Dialog>
  );
}

/** Becomes the step's person in the step's chat, with the step's line ready to be sent. */
export function goToStep(page: Page, step: GuideStep): void {
  page.be(step.person.id, step.chatId);
  page.setDraftAt({ personId: step.person.id, chatId: step.chatId }, exampleDraft(step.example));
}
