import type { Database } from "../database/database.prisma.js";
import type { HazardId, MessageId, PersonId } from "../shared/ids.js";
import { foldEvents, snapshotOf } from "./apply-event.js";
import type { HazardEventKind } from "./hazard.js";
import type { HazardStore, UndoableStep } from "./hazard-store.js";

/** What staff do to cases and may take back; a report or a word added is no such thing. */
const commands: readonly HazardEventKind[] = [
  "accepted",
  "returned",
  "passed",
  "false-alarm",
  "merged",
  "recategorised",
  "reassigned",
  "extended",
  "delay-refused",
  "rescheduled",
  "referred",
  "enforced",
  "answered",
  "supervised",
  "malice-proposed",
  "malice-agreed",
  "malice-refused",
  "undone",
];

/** An undoing is not undone, and a word about malice is taken back by 不是恶意, which tells its reporter. */
const hasOwnWayBack: ReadonlySet<string> = new Set(["undone", "malice-proposed", "malice-agreed", "malice-refused"]);

/** What the last message of somebody as staff did to cases: nothing where it has a way back of its own. */
export async function findLastSteps(
  { prisma }: Pick<Database, "prisma">,
  hazards: Pick<HazardStore, "findById" | "findEvents">,
  about: { readonly actorId: PersonId; readonly since: Date },
): Promise<readonly UndoableStep[]> {
  const rows = await prisma.$queryRaw<{ hazard_id: string; seq: number; kind: string; message_id: string }[]>`
    WITH newest AS (
      SELECT message_id FROM hazard_event
      WHERE actor_id = ${about.actorId}::uuid AND at >= ${about.since} AND message_id IS NOT NULL
        AND kind = ANY(${[...commands]})
      ORDER BY at DESC, message_id DESC LIMIT 1)
    SELECT e.hazard_id::text, e.seq, e.kind, e.message_id::text FROM hazard_event e JOIN newest USING (message_id)
    WHERE e.actor_id = ${about.actorId}::uuid AND e.at >= ${about.since} AND e.kind = ANY(${[...commands]})
    ORDER BY e.hazard_id, e.seq`;
  if (rows.some((row) => hasOwnWayBack.has(row.kind))) return [];
  const steps = await Promise.all(
    rows.map(async (row): Promise<readonly UndoableStep[]> => {
      const id = row.hazard_id as HazardId;
      const [found, events] = await Promise.all([hazards.findById(id), hazards.findEvents(id)]);
      if (!found || row.seq < 2) return [];
      const before = snapshotOf(foldEvents(events.slice(0, row.seq - 1)));
      return [{ found, seq: row.seq, before, causedBy: row.message_id as MessageId }];
    }),
  );
  return steps.flat();
}
