/** A grid as stored: its figures, and what the map draws there. */
export interface StoredBlock {
  /** 14 digits. */
  readonly grid: string;
  readonly street: string;
  readonly community: string;
  /** In the order of `figureNames`; all 0 for a grid that lost its last building. */
  readonly figures: readonly number[];
  /** `pointWidth` numbers for each building with a position, in the order of their codes. */
  readonly points: readonly number[];
  /** When the points last changed. */
  readonly pointsAt: Date;
}

/** A run of counting. */
export interface BlockRun {
  /** Another one after everything was deleted or counted anew: then what is known of earlier runs says nothing. */
  readonly epoch: string;
  /** Rises with each run that changed something; comparable within an epoch. */
  readonly version: number;
}

/** The figures of the grids, counted where something changed. */
export interface BlockStore {
  /**
   * Counts the grids of which something changed since they were counted, or whose figures change by time alone up to
   * `now`; returns the run that holds now.
   */
  refresh(now: Date): Promise<BlockRun>;
  /** Counts all grids anew. */
  rebuild(now: Date): Promise<BlockRun>;
  /** The grids that changed after a run; all where it is of another epoch or missing. */
  loadChanged(since: BlockRun | undefined): Promise<readonly StoredBlock[]>;
}
