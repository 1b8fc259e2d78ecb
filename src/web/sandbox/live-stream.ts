import type { SandboxLine } from "../sandbox-types.js";

/** What the service tells while the stream is open. */
export interface LiveHandlers {
  /** The stream is open (again): whatever was missed can be fetched now. */
  onOpen(): void;
  onLine(line: SandboxLine): void;
  onRecall(seq: number): void;
  onClock(now: Date): void;
  onReset(): void;
  /** The stream broke; it is being opened again. */
  onLost(): void;
}

/** The part of EventSource that is used. */
export type OpenEventSource = (url: string) => EventSource;

/** How long to wait before a stream that the browser gave up is opened again. */
const reopenAfterMs = 2_000;

/**
 * Listens to the service's events until the returned function is called. The browser reconnects with Last-Event-ID by
 * itself; what it gives up on (an answer that is no stream) is opened anew.
 */
export function openLiveStream(
  url: string,
  handlers: LiveHandlers,
  open: OpenEventSource = (address) => new EventSource(address),
): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    const opened = open(url);
    source = opened;
    listen(opened, handlers);
    opened.addEventListener("error", () => {
      handlers.onLost();
      if (opened.readyState === 2) timer = setTimeout(connect, reopenAfterMs);
    });
  };
  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function listen(source: EventSource, handlers: LiveHandlers): void {
  const on = (name: string, take: (data: unknown) => void) =>
    source.addEventListener(name, (event) => take(JSON.parse((event as MessageEvent<string>).data)));
  source.addEventListener("open", () => handlers.onOpen());
  on("line", (data) => handlers.onLine(data as SandboxLine));
  on("recall", (data) => handlers.onRecall((data as { readonly seq: number }).seq));
  on("clock", (data) => handlers.onClock(new Date((data as { readonly now: string }).now)));
  on("reset", () => handlers.onReset());
}
