import type { BuildingCode, MessageId } from "../shared/ids.js";
import type { PatrolKey, PatrolPart } from "../patrols/patrol.js";
import type { Reading } from "../understanding/reading.js";
import type { MeantBuildings } from "./meant-buildings.js";

/** Somebody reports a patrol, or says of which buildings it was. */
export type PatrolMatter =
  | {
      readonly kind: "patrol";
      readonly part: PatrolPart;
      /** Shanghai day. */
      readonly day: string;
      /** In the writer's words; empty where all was well. */
      readonly trouble: string;
      readonly meant: MeantBuildings;
      /** Those that the writer answers for, and those of the grids that they work in. */
      readonly houseCodes: ReadonlySet<BuildingCode>;
      readonly areaCodes: ReadonlySet<BuildingCode>;
      /** What the writer logged in the month of that day. */
      readonly logged: readonly PatrolKey[];
      /** How the trouble reads by itself, where there is any. */
      readonly reading?: Reading;
      /** The line that reported it: an earlier one where this one only says which buildings. */
      readonly report: { readonly messageId: MessageId; readonly words: string };
    }
  /** The bot asked, and the writer lets it be. */
  | { readonly kind: "dropped" };

/** A report that can be logged. */
export type PatrolReport = Extract<PatrolMatter, { readonly kind: "patrol" }>;
