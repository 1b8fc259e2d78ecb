import type { BuildingContacts } from "../buildings/directory.js";
import { intoWorkHours } from "../hazards/referral.js";
import { endOfShanghaiDay } from "../shared/working-calendar.js";
import { isPersonal } from "../stars/consequence.js";
import type { ConsequenceEntry } from "../stars/consequence-entry.js";
import { planConsequences } from "../stars/plan-consequences.js";
import type { StarChange } from "../stars/star-change.js";
import type { StarRules } from "../stars/star-rules.js";
import { type Changes, changes } from "./changes.js";
import { askedWords, effectWords } from "./consequence-words.js";

/** What a look at a change in effect may look at. */
export interface ConsequenceTurn {
  readonly change: StarChange;
  readonly building: string;
  readonly contacts: BuildingContacts;
  /** What holds or is to be done at the building. */
  readonly open: readonly ConsequenceEntry[];
  /** Whether what follows was granted: then the staff are to be told. */
  readonly isGranted: boolean;
  readonly rules: StarRules;
  readonly now: Date;
}

/** What the look brings about, and when to look again. */
export interface ConsequenceDecision {
  readonly changes: Changes;
  readonly next?: Date;
}

/** Staff are told of it in these hours of a working day. */
const toldHours = { workFrom: "08:00", workUntil: "20:00" };

/** First grants and ends what follows; then, on a working morning, tells the grid worker what they are to do. */
export function decideConsequenceTurn(turn: ConsequenceTurn): ConsequenceDecision {
  return turn.isGranted ? tellWorkers(turn) : grant(turn);
}

function grant({ change, open, rules, now }: ConsequenceTurn): ConsequenceDecision {
  const consequences = planConsequences(change, open, { rules, now });
  const asks = consequences.some((write) => write.kind === "granted" && isPersonal(write.entry.kind));
  return { changes: changes({ consequences }), ...(asks ? { next: firstMorningAfter(now) } : {}) };
}

/** A change that takes effect by day is told the next morning, one of the night in the morning that follows. */
function firstMorningAfter(now: Date): Date {
  const morning = intoWorkHours(now, toldHours);
  return morning > now ? morning : intoWorkHours(endOfShanghaiDay(now), toldHours);
}

function tellWorkers({ change, building, contacts, open, rules, now }: ConsequenceTurn): ConsequenceDecision {
  const kinds = open.flatMap(({ kind, changeId }) => (changeId === change.id && isPersonal(kind) ? [kind] : []));
  if (kinds.length === 0) return { changes: changes({ notes: ["已经办了或不用办了"] }) };
  const morning = intoWorkHours(now, toldHours);
  if (morning > now) return { changes: changes({}), next: morning };
  const workers = contacts.gridWorkers.some(({ direct }) => direct) ? contacts.gridWorkers : contacts.community;
  const lines = workers.flatMap(({ id, direct }) =>
    direct
      ? [
          {
            ref: direct,
            urgency: "notice" as const,
            template: "star-consequence" as const,
            variables: { building, change: effectWords(change, rules), ...askedWords(kinds, building) },
            dedupeKey: `star-consequence:${change.id}:${id}`,
          },
        ]
      : [],
  );
  return { changes: changes({ lines }) };
}
