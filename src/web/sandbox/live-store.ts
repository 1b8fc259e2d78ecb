import type { CatchUp } from "./catch-up.js";
import { type LiveHandlers, openLiveStream } from "./live-stream.js";
import type { SandboxStore } from "./sandbox-store.js";

/** What keeping the store up to date needs. */
export interface LiveDeps {
  readonly store: SandboxStore;
  readonly fetching: CatchUp;
  readonly streamUrl: string;
  /** Told when a fetch was refused. */
  readonly onProblem: (problem: unknown) => void;
}

/**
 * Keeps the store up to date while the page is seen: the stream is closed when the page is hidden (a browser opens only
 * six connections a host) and what was missed is fetched when it comes back. Returns how to stop.
 */
export function keepLive(deps: LiveDeps): () => void {
  let close: (() => void) | undefined;
  const show = () => {
    if (close) return;
    void deps.fetching.catchUp().catch(deps.onProblem);
    close = openLiveStream(deps.streamUrl, handlersOf(deps));
  };
  const hide = () => {
    close?.();
    close = undefined;
  };
  const follow = () => (document.visibilityState === "hidden" ? hide() : show());
  document.addEventListener("visibilitychange", follow);
  follow();
  return () => {
    document.removeEventListener("visibilitychange", follow);
    hide();
  };
}

function handlersOf({ store, fetching, onProblem }: LiveDeps): LiveHandlers {
  return {
    onOpen: () => {
      store.setConnection("live");
      void fetching.catchUp().catch(onProblem);
    },
    onLine: (line) => store.write({ kind: "arrived", lines: [line] }),
    onRecall: (seq) => store.write({ kind: "recalled", seq }),
    onClock: (now) => store.setClock(now),
    onReset: () => void fetching.startOver().catch(onProblem),
    onLost: () => store.setConnection("lost"),
  };
}
