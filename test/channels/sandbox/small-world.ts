import { createSandboxChannel } from "../../../src/channels/sandbox/sandbox-channel.js";
import type { SandboxLineDraft } from "../../../src/channels/sandbox/sandbox-line.js";
import { createSandboxWorld, type SandboxWorld } from "../../../src/channels/sandbox/world.js";
import type { WorldStore } from "../../../src/channels/sandbox/world-store.js";
import type { Channel } from "../../../src/channels/channel.js";
import { createMovableClock, type MovableClock } from "../../../src/shared/clock.js";
import { silentLog } from "../../../src/shared/log.js";
import { createRecorder, type Recorder } from "../recorder.js";
import { createMemoryWorldStore } from "./memory-world-store.js";

/** The instant at which tests of the sandbox begin. */
export const morning = new Date("2026-11-26T09:00:00+08:00");

/** A clock that stands still until it is moved. */
export const stillClock = (): MovableClock => createMovableClock(0, { now: () => morning });

/** The smallest picture. */
export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAD0lEQVR4nGNowAEYhpYEAILzYAGc7g8kAAAAAElFTkSuQmCC",
  "base64",
);

/** One group, three people, and the bot. */
function createSmallWorld(store: WorldStore = createMemoryWorldStore()): SandboxWorld {
  const world = createSandboxWorld({ id: "louxin", name: "楼小安" }, store);
  world.settle(
    [
      { id: "te-1", name: "3栋302阿珍", role: "tenant", building: "3栋", room: "302" },
      { id: "ll-1", name: "陈伯(28号房东)", role: "landlord", building: "3栋" },
      { id: "pa-1", name: "送水阿伟", role: "passerby" },
    ],
    [
      { id: "g-a", name: "1-5栋平安群", memberIds: ["te-1", "ll-1"] },
      { id: "g-b", name: "6-10栋平安群", memberIds: ["pa-1"] },
    ],
  );
  return world;
}

let serial = 0;

/** A text of the tenant in the group. */
export const buildDraft = (over: Partial<SandboxLineDraft> = {}): SandboxLineDraft => ({
  id: `line-${(serial += 1)}`,
  chat: "g-a",
  from: "te-1",
  kind: "text",
  text: "3栋楼梯口又停了两台电鸡",
  mentions: [],
  at: morning,
  ...over,
});

/** A world with the sandbox's channel running over it. */
export interface RunningWorld {
  readonly world: SandboxWorld;
  readonly channel: Channel;
  readonly heard: Recorder;
  readonly clock: MovableClock;
}

/** Starts the channel over a small world; stop it after the suite. */
export async function startSmallWorld(store?: WorldStore): Promise<RunningWorld> {
  const world = createSmallWorld(store);
  const clock = stillClock();
  const channel = createSandboxChannel({ world, clock, log: silentLog });
  const heard = createRecorder();
  await channel.start(heard);
  return { world, channel, heard, clock };
}
