import type { Person } from "../buildings/person.js";
import { rulesVersionOf } from "../hazards/case-rules.js";
import { move, openCase } from "../hazards/apply-event.js";
import { isClosed } from "../hazards/hazard.js";
import { kindOf } from "../hazards/taxonomy.js";
import { type BuildingCode, type HazardId, newId } from "../shared/ids.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { buildingWords } from "./case-words.js";
import { type BuildingLink, type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { locate, ownBuilding } from "./locate.js";
import { answerPrivately, sayInGroup, tell } from "./say.js";

/** Never a line in a group: it would put people in danger or to shame. Source: district brief, emergencies. */
const privateOnly = new Set(["X06", "X07"]);

/** Danger now: the fixed safety line at once, the duty worker and the building head are told, no form, no questions. */
export function decideEmergency(context: MessageContext): Changes | undefined {
  const { emergency } = context.reading;
  if (!emergency) return undefined;
  const place = whereAbouts(context);
  const twin = context.cases.find(
    ({ hazard }) =>
      hazard.code === emergency.code &&
      !isClosed(hazard) &&
      hazard.buildingCode === place?.code &&
      isRecent(context, hazard.openedAt),
  );
  const follow = new Date(context.now.getTime() + context.rules.sla.emergencyFollowUpMinutes * 60_000);
  return mergeChanges([
    changes({
      lines: [...safetyLine(context, emergency.code), ...dutyLines(context, emergency.code, place?.code)],
      links: place ? [{ buildingCode: place.code, reason: place.reason, detail: place.detail }] : [],
      tasks: [
        {
          kind: "emergency-follow-up",
          subject: `${context.message.ref.chat} ${context.message.senderId}`,
          dueAt: follow,
          data: { ref: { ...context.message.ref }, senderId: context.message.senderId, messageId: context.message.id },
        },
      ],
      notes: [`紧急:${emergency.phrase}。先发安全提示,再叫人`],
    }),
    twin ? joinIncident(context, twin.hazard) : place ? openIncident(context, emergency.code, place) : changes({}),
  ]);
}

interface Whereabouts {
  readonly code: BuildingCode;
  readonly reason: BuildingLink["reason"];
  readonly detail: string;
}

/** In an emergency the likeliest building counts; nobody is asked. */
function whereAbouts(context: MessageContext): Whereabouts | undefined {
  const location = locate(context, context.reading.places[0]);
  if (location.kind === "found") return location;
  return location.kind === "missing" ? ownBuilding(context) : undefined;
}

const isRecent = (context: MessageContext, openedAt: Date): boolean =>
  context.now.getTime() - openedAt.getTime() < context.rules.sla.emergencyMergeMinutes * 60_000;

/** One line an incident and group: the dedupe key holds for a window of time. */
function safetyLine(context: MessageContext, code: string): Changes["lines"] {
  const template = `emergency-${code.toLowerCase()}`;
  if (!context.message.isGroup || privateOnly.has(code))
    return [{ ...answerPrivately(context, template), urgency: "emergency" }];
  const windowMs = context.rules.sla.emergencyMergeMinutes * 60_000;
  const window = Math.floor(context.now.getTime() / windowMs);
  const line = sayInGroup(context, template, { variables: {}, urgency: "emergency" });
  return [{ ...line, dedupeKey: `emergency:${context.message.ref.chat}:${code}:${window}` }];
}

function dutyLines(context: MessageContext, code: string, building: BuildingCode | undefined): Changes["lines"] {
  const kind = kindOf(context.rules.taxonomy, code);
  const contacts = [...context.contacts.values()];
  const own = building ? context.contacts.get(building) : undefined;
  const workers = own?.gridWorkers ?? contacts.flatMap((contact) => contact.gridWorkers);
  const people = unique([...workers, ...(own?.heads ?? []), ...(workers.length ? [] : (own?.community ?? []))]);
  const windowMs = context.rules.sla.emergencyMergeMinutes * 60_000;
  const incident = `${building ?? context.message.ref.chat}:${code}:${Math.floor(context.now.getTime() / windowMs)}`;
  return people
    .filter((person) => person.id !== context.sender.id)
    .flatMap((person) =>
      tell(context, person, {
        template: "emergency-duty",
        variables: {
          what: kind.short,
          building: building ? buildingWords(context, building) : "楼栋没说清",
          group: context.group?.name ?? "私聊",
          text: context.message.text.slice(0, 100),
        },
        urgency: "emergency",
      }),
    )
    .map((line) => ({ ...line, dedupeKey: `emergency-duty:${incident}:${line.ref.chat}` }));
}

const unique = (people: readonly Person[]): readonly Person[] => [
  ...new Map(people.map((one) => [one.id, one])).values(),
];

function openIncident(context: MessageContext, code: string, place: Whereabouts): Changes {
  const { message, now } = context;
  const mention = context.reading.places[0];
  const opened = openCase(
    newId<HazardId>(),
    {
      openedOn: shanghaiDay(now),
      communityCode: place.code.slice(0, 12),
      buildingCode: place.code,
      code,
      severity: "emergency",
      origin: "tenant",
      place: {
        ...(mention?.floor === undefined ? {} : { floor: mention.floor }),
        ...(mention?.spot ? { spot: mention.spot } : {}),
      },
      summary: message.text.slice(0, 200),
      ref: message.ref,
      reporterId: context.sender.id,
      rulesVersion: rulesVersionOf(context.rules),
    },
    { at: now, messageId: message.id },
  );
  const hazardId = opened.hazard.id;
  return changes({
    steps: [opened],
    reporters: [{ hazardId, personId: context.sender.id, at: now }],
    evidence: message.media.map((media) => ({ hazardId, mediaId: media.id, phase: "before", at: now })),
  });
}

function joinIncident(context: MessageContext, hazard: Parameters<typeof move>[0]): Changes {
  const step = move(hazard, {
    kind: "joined",
    as: "reporter",
    actorId: context.sender.id,
    at: context.now,
    messageId: context.message.id,
    data: { text: context.message.text },
  });
  return changes({
    steps: step.ok ? [step.value] : [],
    reporters: [{ hazardId: hazard.id, personId: context.sender.id, at: context.now }],
  });
}
