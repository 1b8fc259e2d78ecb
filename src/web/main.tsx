import { createRoot } from "react-dom/client";
import { createMovableClock } from "../shared/clock.js";
import { createSandboxApi } from "./sandbox-api.js";
import { createCatchUp } from "./sandbox/catch-up.js";
import { createPageMemory } from "./sandbox/page-memory.js";
import { SandboxPage } from "./sandbox/sandbox-page.js";
import { createSandboxStore } from "./sandbox/sandbox-store.js";

const api = createSandboxApi();
const memory = createPageMemory();
const clock = createMovableClock();
const store = createSandboxStore({ memory, clock });
const fetching = createCatchUp({ store, api });

const root = document.getElementById("page");
if (!root) throw new Error("index.html has no #page");
createRoot(root).render(<SandboxPage sandbox={{ api, memory, clock, store, fetching }} />);
