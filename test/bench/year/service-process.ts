import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { NetworkAnswer, NetworkCall, News, Order, ServicePlace } from "./wire.js";

/** What the service told after an order was done. */
export type Done = News & { readonly kind: "done" };

/** What the parent does for the service. */
export interface ServiceHost {
  readonly place: ServicePlace;
  readonly answer: (call: NetworkCall) => NetworkAnswer | "keep-silent";
  readonly onTrouble: (news: News & { readonly kind: "trouble" }) => void;
  readonly onAudited: (news: News & { readonly kind: "audited" }) => void;
}

/** The service in a process of its own. */
export interface ServiceProcess {
  /** Resolves once the order is done; with "killed" where the process was killed meanwhile. Rejects where it failed. */
  order(order: Order): Promise<Done | "killed">;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
}

type FromService = News | NetworkCall;

/** Forks the service; the first order must be `start`. */
export function forkService(host: ServiceHost): ServiceProcess {
  const child = fork(fileURLToPath(new URL("service.ts", import.meta.url)), {
    execArgv: ["--import", "tsx", "--enable-source-maps"],
    serialization: "advanced",
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"] },
  });
  const gone = new Promise<void>((resolve) => void child.once("exit", () => resolve()));
  let ended: ((end: Done | "killed" | Error) => void) | undefined;
  let isKilled = false;
  child.on("message", (message: FromService) => {
    if (isKilled) return;
    if (message.kind === "send" || message.kind === "find") pass(child, host.answer(message));
    else if (message.kind === "trouble") host.onTrouble(message);
    else if (message.kind === "audited") host.onAudited(message);
    else ended?.(message.kind === "done" ? message : new Error(message.error));
  });
  void gone.then(() => ended?.(isKilled ? "killed" : new Error("the service ended by itself")));
  return {
    async order(order) {
      const end = await new Promise<Done | "killed" | Error>((resolve) => {
        ended = resolve;
        child.send(order);
      });
      ended = undefined;
      if (end instanceof Error) throw end;
      return end;
    },
    async kill() {
      isKilled = true;
      child.kill("SIGKILL");
      await gone;
    },
  };
}

function pass(child: ChildProcess, answer: NetworkAnswer | "keep-silent"): void {
  if (answer !== "keep-silent" && child.connected) child.send(answer);
}
