import { type ReactElement, useEffect, useSyncExternalStore } from "react";
import { useRoute } from "./browser-hooks.js";
import { ChatListPane } from "./chat-list-pane.js";
import { ChatPane } from "./chat-pane.js";
import { GuideStrip } from "./guide-strip.js";
import { keepLive } from "./live-store.js";
import { NoticeLine } from "./notice-line.js";
import { Overlays } from "./overlays.js";
import type { Sandbox } from "./sandbox.js";
import { ThoughtDialog, ThoughtPane } from "./thought-pane.js";
import { TopBar } from "./top-bar.js";
import { useNotice } from "./use-notice.js";
import { PageProvider } from "./use-page.js";
import { type PageModelInput, personOf, usePageModel } from "./use-page-model.js";

/** The sandbox: a chat as residents know it, with a look into the bot's head. */
export function SandboxPage({ sandbox }: { readonly sandbox: Sandbox }): ReactElement {
  const state = useSyncExternalStore(sandbox.store.subscribe, sandbox.store.snapshot);
  const notices = useNotice();
  const [route] = useRoute();
  const { showProblem } = notices;
  useEffect(
    () =>
      keepLive({
        store: sandbox.store,
        fetching: sandbox.fetching,
        streamUrl: "/sandbox/api/events",
        onProblem: showProblem,
      }),
    [sandbox, showProblem],
  );
  const me = state.world && personOf(state.world, route.personId);
  if (!state.world || !me) return <Waiting problem={notices.notice?.text} />;
  return <LoadedPage sandbox={sandbox} state={state} world={state.world} me={me} notices={notices} />;
}

function LoadedPage(input: PageModelInput): ReactElement {
  const page = usePageModel(input);
  const { layout, chat } = page;
  return (
    <PageProvider value={page}>
      <div className={`page page-${layout}`}>
        <TopBar />
        <GuideStrip />
        <main className="panes">
          {(layout !== "phone" || !chat) && <ChatListPane />}
          {chat && <ChatPane key={`${page.me.id} ${chat.id}`} chat={chat} />}
          {layout === "desktop" && <ThoughtPane />}
        </main>
        {layout !== "desktop" && <ThoughtDialog />}
        <Overlays />
        <NoticeLine />
      </div>
    </PageProvider>
  );
}

function Waiting({ problem }: { readonly problem: string | undefined }): ReactElement {
  return (
    <div className="waiting" role="status">
      <p className="waiting-title">楼信 · 沙盒</p>
      <p>{problem ?? "正在打开…"}</p>
      {problem && (
        <button type="button" className="button" onClick={() => window.location.reload()}>
          再试一次
        </button>
      )}
    </div>
  );
}
