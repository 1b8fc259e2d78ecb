import type { PersonId } from "../shared/ids.js";

/** One person is to be rung or sent a text: the gateway knows their number, we do not. */
export interface CallOutRequest {
  /** The same for each try of the same ring: a gateway that took it once need not ring again. */
  readonly id: string;
  readonly round: number;
  /** Level of the call chain, or `beside` for people of the house. */
  readonly level: string;
  readonly person: { readonly id: PersonId; readonly name: string };
  /** In which part they are called: grid_worker, community, street, head, landlord, sublandlord. */
  readonly role: string;
  readonly incident: {
    readonly id: string;
    /** Missing where it may not leave the house. */
    readonly code?: string;
    /** In everyday Chinese. */
    readonly what: string;
    readonly startedAt: Date;
  };
  /** Missing where it is not known, or may not leave the house. */
  readonly building?: { readonly code: string; readonly name: string };
  /** What to say, in Chinese. */
  readonly text: string;
}

/** Rings people by phone or SMS. Resolves once the gateway took the request; rejects otherwise, and it is tried again. */
export interface CallOut {
  ring(request: CallOutRequest): Promise<void>;
}
