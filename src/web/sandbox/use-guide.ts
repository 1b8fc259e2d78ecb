import { useState } from "react";
import type { SandboxLine, SandboxWorld } from "../sandbox-types.js";
import { type GuideStep, guideSteps, stepsDone } from "./guide.js";
import type { PageMemory } from "./page-memory.js";

/** The guide through the story. */
export interface Guide {
  readonly steps: readonly GuideStep[];
  /** The welcome panel is open. */
  readonly isWelcoming: boolean;
  /** The steps already walked; undefined while nobody is being guided. */
  readonly done: number | undefined;
  readonly welcome: () => void;
  /** Starts at the first step. */
  readonly start: () => void;
  /** Ends the guide and closes the panel. */
  readonly end: () => void;
}

const welcomedKey = "louxin.sandbox.welcomed";

/** The guide's state; the panel opens by itself at the first visit. */
export function useGuide(from: {
  readonly world: SandboxWorld;
  readonly lines: readonly SandboxLine[];
  readonly lastSeq: number;
  readonly memory: PageMemory;
}): Guide {
  const { world, lines, lastSeq, memory } = from;
  const [isWelcoming, setWelcoming] = useState(() => memory.read(welcomedKey) === null);
  const [since, setSince] = useState<number>();
  const steps = guideSteps(world);
  const close = (next: number | undefined) => {
    memory.write(welcomedKey, "1");
    setWelcoming(false);
    setSince(next);
  };
  return {
    steps,
    isWelcoming: isWelcoming && steps.length > 0,
    // After a reset the lines count from the start again, and with them the guide is over.
    done: since === undefined || since > lastSeq ? undefined : stepsDone(steps, lines, since),
    welcome: () => setWelcoming(true),
    start: () => close(lastSeq),
    end: () => close(undefined),
  };
}
