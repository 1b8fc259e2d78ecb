import type { BuildingContacts, Directory } from "../buildings/directory.js";
import type { Person } from "../buildings/person.js";
import type { Tx } from "../database/database.prisma.js";
import type { TaskHandler } from "../delivery/due-tasks.js";
import { type Claim, nextAsking } from "../people/claim.js";
import type { PeopleStore } from "../people/people-store.js";
import type { PersonId } from "../shared/ids.js";
import { type Changes, changes, type Filled, mergeChanges } from "./changes.js";
import { askedOf, askClaimsTask, claimWords, numberedPeople } from "./claim-words.js";
import { type Dialog, isQuestion } from "./dialog.js";
import { knowClaims } from "./load-role-matter.js";
import type { KnownClaim } from "./role-matter.js";

/** What the handler needs. */
export interface ClaimDueDeps {
  readonly directory: Directory;
  readonly people: PeopleStore;
  readonly transaction: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  readonly commit: (tx: Tx, changes: Changes, now: Date) => Promise<void>;
  /** What the bot waits for from a person in private, if anything. */
  readonly findDialog: (person: Person, now: Date) => Dialog | undefined;
  /** Told after the commit what the bot no longer waits for. */
  readonly onEnded: (dialogs: Changes["endedDialogs"]) => void;
}

/** Puts the claims that wait for one of the staff to them, one question at a time; see nextAsking. */
export const createClaimsHandler =
  (deps: ClaimDueDeps): TaskHandler<Tx> =>
  async (task, run) => {
    const staffId = task.subject as PersonId;
    const asking = nextAsking(await deps.people.findWaiting({ askedOf: staffId }), run.now);
    const dialog = asking.ask ? await openQuestion(deps, staffId, run.now) : undefined;
    const busyUntil = dialog?.data.kind === "star-change" ? undefined : dialog?.expiresAt;
    const [[asked], lapsed] = await Promise.all([
      knowClaims(deps, asking.ask && !busyUntil ? [asking.ask] : []),
      knowClaims(deps, asking.lapsed),
    ]);
    const contacts = await contactsOf(deps, [...(asked ? [asked] : []), ...lapsed]);
    const put = asked ? await ask(deps, asked, { contacts, staffId, now: run.now }) : changes({});
    const decided = mergeChanges([...lapsed.map((known) => lapse(known, { contacts, now: run.now })), put]);
    const isPassedOn = put.tasks.length > 0;
    // A change of star waits for days, and is answered by 确认 too: the shorter question goes first.
    const ended = put.lines.length > 0 && dialog ? [{ ref: dialog.ref, senderId: dialog.senderId }] : [];
    const nextAt = isPassedOn ? run.now : (busyUntil ?? asking.nextAt);
    await deps.transaction(async (tx) => {
      await deps.commit(tx, mergeChanges([decided, changes({ endedDialogs: ended })]), run.now);
      await run.complete(tx, nextAt && { dueAt: nextAt, data: {} });
    });
    deps.onEnded(ended);
  };

/** Another question of the bot's that waits for a short word: two at once could not be told apart. */
async function openQuestion(
  { directory, findDialog }: ClaimDueDeps,
  staffId: PersonId,
  now: Date,
): Promise<Dialog | undefined> {
  const person = (await directory.findPeople([staffId])).get(staffId);
  const dialog = person && findDialog(person, now);
  return isQuestion(dialog) ? dialog : undefined;
}

type ContactsOf = ReadonlyMap<string, BuildingContacts>;

const contactsOf = async ({ directory }: ClaimDueDeps, claims: readonly KnownClaim[]): Promise<ContactsOf> =>
  new Map(
    await Promise.all(
      claims.map(async ({ building }): Promise<[string, BuildingContacts]> => [
        building.code,
        await directory.findContacts(building.code),
      ]),
    ),
  );

interface Around {
  readonly contacts: ContactsOf;
  readonly now: Date;
}

function lapse({ claim, person, building }: KnownClaim, { contacts, now }: Around): Changes {
  const [worker] = contacts.get(building.code)?.gridWorkers ?? [];
  const { role } = claimWords({ claim, person, building, options: [] });
  return changes({
    people: [{ kind: "decide-claim", id: claim.id, state: "lapsed", at: now }],
    lines: person.direct
      ? [
          {
            ref: person.direct,
            template: "claim-lapsed",
            variables: { building: building.name, role, worker: worker?.name ?? "" },
            urgency: "notice",
            dedupeKey: `claim:${claim.id}:told`,
          },
        ]
      : [],
  });
}

/** Asks whoever does the area's work now: somebody else may be on duty since the claim was made. */
async function ask(
  deps: ClaimDueDeps,
  known: KnownClaim,
  { contacts, staffId, now }: Around & { readonly staffId: PersonId },
): Promise<Changes> {
  const { claim, building } = known;
  const around = contacts.get(building.code);
  const worker = around && askedOf(around, claim.personId);
  if (!worker?.direct) return changes({});
  if (worker.id !== staffId)
    return changes({
      people: [{ kind: "pass-claim", id: claim.id, askedId: worker.id }],
      tasks: [askClaimsTask(worker.id, now)],
    });
  const words = question(known, await rosterName(deps, claim));
  return changes({
    people: [{ kind: "ask-claim", id: claim.id, askedId: worker.id, at: now }],
    lines: [
      {
        ...words,
        ref: worker.direct,
        urgency: "notice",
        dedupeKey: `claim:${claim.id}:ask:${claim.askedTimes}:${worker.id}`,
        subject: `claim:${claim.id}`,
      },
    ],
  });
}

const rosterName = async ({ directory }: ClaimDueDeps, { samePersonId }: Claim): Promise<string> =>
  samePersonId ? ((await directory.findPeople([samePersonId])).get(samePersonId)?.name ?? "") : "";

function question(known: KnownClaim, roster: string): Filled {
  const words = claimWords(known);
  if (known.claim.wish === "role") return { template: "claim-question", variables: { ...words, roster } };
  const items = numberedPeople(known.options, known.building.code);
  return { template: "claim-question-who", variables: { ...words, items } };
}
