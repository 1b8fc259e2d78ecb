import type { MovableClock } from "../../shared/clock.js";
import type { SandboxApi } from "../sandbox-api.js";
import type { CatchUp } from "./catch-up.js";
import type { PageMemory } from "./page-memory.js";
import type { SandboxStore } from "./sandbox-store.js";

/** The parts that the page is made of. */
export interface Sandbox {
  readonly api: SandboxApi;
  readonly memory: PageMemory;
  /** Shows the service's time. */
  readonly clock: MovableClock;
  readonly store: SandboxStore;
  readonly fetching: CatchUp;
}
