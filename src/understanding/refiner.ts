/** What a large language model is asked about one line of a group that our own reader is not sure of. */
export interface RefineQuestion {
  /** Key of the chat: one question at a time is asked for each. It is not sent. */
  readonly chat: string;
  /** The line as `maskForRefiner` leaves it. */
  readonly text: string;
  /** What our own model takes it for, likeliest first, at most 6. */
  readonly candidates: readonly RefineCandidate[];
}

/** A code of the taxonomy, such as E01, with its short Chinese name. */
export interface RefineCandidate {
  readonly code: string;
  readonly name: string;
}

/** What the model makes of the line. Never a finding: a label that somebody may look at. */
export interface Refinement {
  readonly isReport: boolean;
  /** Only with a yes, and one of the candidates; missing where none of them fits. */
  readonly code?: string;
}

/** The most candidates of a question. */
export const mostCandidates = 6;

/**
 * Asks for a second opinion. Never rejects, resolves within the time limit that it was made with, and gives undefined
 * whenever anything is not perfect: nothing may depend on an answer.
 */
export type Refine = (question: RefineQuestion) => Promise<Refinement | undefined>;
