import type { BuildingContacts } from "../buildings/directory.js";
import type { Person } from "../buildings/person.js";
import type { CallMade } from "../emergencies/emergency-call.js";
import { kindOf } from "../hazards/taxonomy.js";
import { callLine, callOutTask, type IncidentWords, incidentWords } from "./call-lines.js";
import { buildingWords } from "./case-words.js";
import type { Changes } from "./changes.js";
import type { MessageContext } from "./context.js";
import type { Incident } from "./incident.js";

/** Who is called when danger is told of, with the lines and rings. */
export interface FirstCalls {
  readonly made: readonly CallMade[];
  readonly lines: Changes["lines"];
  readonly tasks: Changes["tasks"];
}

/** The first level of the chain where that is the grid worker, and those of the house, at once. */
export function firstCalls(context: MessageContext, incident: Incident, key: string): FirstCalls {
  const { now, rules, sender } = context;
  const { levels, mostAtLevel } = rules.emergencies.chain;
  const workers = levels[0] === "grid_worker" ? workersOf(context, incident) : [];
  const called = workers.filter(({ id }) => id !== sender.id).slice(0, mostAtLevel);
  const place = { key, round: 1, level: "grid_worker" } as const;
  const words = wordsOf(context, incident);
  const variables = { ...words, text: words.text ?? "" };
  const beside = callsBeside(context, incident, { key, except: called });
  return {
    made: [...made(called, "grid_worker", now), ...beside.made],
    lines: [
      ...called.flatMap((person) => callLine(person, place, { template: "emergency-duty", variables })),
      ...beside.lines,
    ],
    tasks: [...called.map((person) => callOutTask(person, place, { role: "grid_worker", at: now })), ...beside.tasks],
  };
}

/** Those of the house whom the kind wants beside the chain. */
export function callsBeside(
  context: MessageContext,
  incident: Incident,
  { key, except }: { readonly key: string; readonly except: readonly Person[] },
): FirstCalls {
  const { now, sender } = context;
  const known = new Set([sender.id, ...except.map(({ id }) => id)]);
  const called = ofHouse(context, incident).filter(({ person }) => !known.has(person.id));
  const place = { key, round: 1, level: "beside" } as const;
  const { what, building, group, text = "" } = wordsOf(context, incident);
  const variables = { what, building, group, text, ask: incident.kind.ask };
  return {
    made: made(
      called.map(({ person }) => person),
      "beside",
      now,
    ),
    lines: called.flatMap(({ person }) => callLine(person, place, { template: "emergency-beside", variables })),
    tasks: called.map(({ person, role }) => callOutTask(person, place, { role, at: now })),
  };
}

const made = (people: readonly Person[], level: CallMade["level"], now: Date): readonly CallMade[] =>
  people.length === 0 ? [] : [{ round: 1, level, at: now.toISOString(), to: people.map(({ id }) => id) }];

function workersOf({ contacts }: MessageContext, { place, area }: Incident): readonly Person[] {
  if (place) return contacts.get(place.code)?.gridWorkers ?? [];
  if (area === undefined) return [];
  const ofGrid = [...contacts].filter(([code]) => code.startsWith(area)).flatMap(([, one]) => one.gridWorkers);
  return [...new Map(ofGrid.map((one) => [one.id, one])).values()];
}

const houseLists = { head: "heads", landlord: "landlords", sublandlord: "sublandlords" } as const satisfies Record<
  string,
  keyof BuildingContacts
>;

function ofHouse(
  { contacts }: MessageContext,
  { place, kind }: Incident,
): readonly { readonly person: Person; readonly role: string }[] {
  const own = place && contacts.get(place.code);
  if (!own) return [];
  const all = kind.callAtOnce.flatMap((role) => own[houseLists[role]].map((person) => ({ person, role })));
  return [...new Map(all.map((one) => [one.person.id, one])).values()];
}

const wordsOf = (context: MessageContext, { code, place, kind }: Incident): IncidentWords =>
  incidentWords(
    {
      what: kindOf(context.rules.taxonomy, code).short,
      building: place ? buildingWords(context, place.code) : "楼栋没说清",
      group: context.group?.name ?? "私聊",
      said: context.message.text,
      writer: context.sender.name,
    },
    kind,
    true,
  );
