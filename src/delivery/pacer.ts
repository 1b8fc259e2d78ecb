/** Decides when the next line may go, so that a network never sees a burst. */
export interface Pacer {
  /**
   * Takes the next place under a key, such as a chat or an account: at least `gapMs` after the place before. Returns how
   * many milliseconds to wait for it; 0: go now. `nowMs` is real time, never a clock that a person moves.
   */
  reserve(key: string, gapMs: number, nowMs: number): Promise<number>;
}

/** Further ahead than this many gaps nobody has reserved: the clock was set back, and the key begins anew. */
export const mostGapsAhead = 1000;
