import { chatKey } from "../channels/channel.js";
import { isStaff } from "../buildings/person.js";
import type { EmergencyCall } from "../emergencies/emergency-call.js";
import { emergencyKind, type EmergencyKind } from "../emergencies/emergency-rules.js";
import { move, openCase, type HazardStep } from "../hazards/apply-event.js";
import { rulesVersionOf } from "../hazards/case-rules.js";
import { type Hazard, isClosed } from "../hazards/hazard.js";
import { type BuildingCode, type HazardId, newId } from "../shared/ids.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { type BuildingLink, type Changes, changes } from "./changes.js";
import type { MessageContext } from "./context.js";
import { locate, ownBuilding } from "./locate.js";

/** Where danger is, and how that is known. */
export interface Whereabouts {
  readonly code: BuildingCode;
  readonly reason: BuildingLink["reason"];
  readonly detail: string;
}

/** Danger as one line tells of it, with what is known of it already. */
export interface Incident {
  readonly code: string;
  readonly kind: EmergencyKind;
  readonly place?: Whereabouts;
  /** The grid, 14 digits, where it can be told. */
  readonly area?: string;
  /** The open case of the same danger. */
  readonly twin?: Hazard;
  /** The call that is or was made for it. */
  readonly call?: EmergencyCall;
}

/** Digits of a building's code that name its grid. */
const gridDigits = 14;

/** What the line tells of, and whether it is known: the same kind in the same building, or in the same chat. */
export function incidentOf(context: MessageContext, code: string): Incident {
  const place = whereAbouts(context);
  const open = context.cases
    .map(({ hazard }) => hazard)
    .filter((hazard) => hazard.code === code && !isClosed(hazard) && isRecent(context, hazard.openedAt));
  const own = place && open.find(({ buildingCode }) => buildingCode === place.code);
  const call = callOf(context, { code, place, twin: own });
  const twin = own ?? open.find(({ id }) => id === call?.hazardId);
  const area = place?.code.slice(0, gridDigits) ?? context.group?.grid ?? context.candidates[0]?.grid;
  return {
    code,
    kind: emergencyKind(context.rules.emergencies, code),
    ...(place ? { place } : {}),
    ...(area === undefined ? {} : { area }),
    ...(twin ? { twin } : {}),
    ...(call ? { call } : {}),
  };
}

/** In an emergency the likeliest building counts; nobody is asked. */
function whereAbouts(context: MessageContext): Whereabouts | undefined {
  const location = locate(context, context.reading.places[0]);
  if (location.kind === "found") return location;
  return location.kind === "missing" ? ownBuilding(context) : undefined;
}

function callOf(
  { emergencyMatter, message, now, rules }: MessageContext,
  { code, place, twin }: Pick<Incident, "code"> & { place: Whereabouts | undefined; twin: Hazard | undefined },
): EmergencyCall | undefined {
  const alike = (emergencyMatter?.calls ?? []).filter(
    (call) => call.code === code && isRecent({ now, rules }, call.startedAt),
  );
  const ofCase = twin && alike.find(({ hazardId }) => hazardId === twin.id);
  if (ofCase) return ofCase;
  const here = alike.filter(({ ref }) => chatKey(ref) === chatKey(message.ref));
  return here.find(({ buildingCode }) => !place || buildingCode === undefined || buildingCode === place.code);
}

const isRecent = ({ now, rules }: Pick<MessageContext, "now" | "rules">, at: Date): boolean =>
  now.getTime() - at.getTime() < rules.sla.emergencyMergeMinutes * 60_000;

/** Whether the writer is one of those whom the call would be for. */
export const isStaffThere = ({ sender }: Pick<MessageContext, "sender">, area: string | undefined): boolean =>
  isStaff(sender) &&
  sender.roles.some((role) => role.isVerified && role.area !== undefined && area?.startsWith(role.area) === true);

/** The case of danger whose building is known. */
export function openIncident(
  context: MessageContext,
  { code, place }: { readonly code: string; readonly place: Whereabouts },
): { readonly step: HazardStep; readonly changes: Changes } {
  const { message, now } = context;
  const mention = context.reading.places[0];
  const step = openCase(
    newId<HazardId>(),
    {
      openedOn: shanghaiDay(now),
      communityCode: place.code.slice(0, 12),
      buildingCode: place.code,
      code,
      severity: "emergency",
      origin: isStaffThere(context, place.code) ? "inspection" : "tenant",
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
  const hazardId = step.hazard.id;
  return {
    step,
    changes: changes({
      reporters: [{ hazardId, personId: context.sender.id, at: now }],
      evidence: message.media.map((media) => ({ hazardId, mediaId: media.id, phase: "before", at: now })),
    }),
  };
}

/** One more voice for danger that has a case. */
export function joinIncident(context: MessageContext, hazard: Hazard): Changes {
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
