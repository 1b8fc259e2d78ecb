import type { SandboxLine } from "./sandbox-line.js";

/** The last lines of the network, by id, so that the puppet need not ask the database for them. */
export interface RecentLines {
  keep(line: SandboxLine): void;
  get(id: string): SandboxLine | undefined;
  clear(): void;
}

/** @param most how many lines are kept; the oldest goes first. */
export function createRecentLines(most: number): RecentLines {
  const kept = new Map<string, SandboxLine>();
  return {
    keep(line) {
      kept.delete(line.id);
      kept.set(line.id, line);
      const oldest = kept.keys().next();
      if (kept.size > most && !oldest.done) kept.delete(oldest.value);
    },
    get: (id) => kept.get(id),
    clear: () => kept.clear(),
  };
}
