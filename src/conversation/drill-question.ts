import { type DangerLine, type Drill, drillHours, isCovered, seenInDrill } from "../emergencies/drill.js";
import type { Reading } from "../understanding/reading.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { meetDanger } from "./meet-danger.js";
import type { Dialog } from "./dialog.js";
import { isReal, saysReal } from "./emergency-words.js";
import { type Incident, incidentOf } from "./incident.js";
import { newsLine } from "./call-lines.js";
import { sayInGroup } from "./say.js";

type RealDialog = Extract<Dialog["data"], { readonly kind: "drill-real" }>;

/**
 * Words of danger in a group that practises just this: once a person they are asked whether it is real. Nothing where it
 * is no such drill, where the words say that it is none, or where it has become real already.
 */
export function askInDrill(context: MessageContext, incident: Incident): Changes | undefined {
  const { message, reading, dialog } = context;
  const drill = coveringDrill(context, incident);
  const { emergency } = reading;
  if (!drill || !emergency || incident.call || incident.twin || saysReal(message.text)) return undefined;
  if (dialog?.data.kind === "drill-real" && dialog.data.drillId === drill.id)
    return tellAgain(context, incident, drill);
  const line = sayInGroup(context, {
    template: "drill-question",
    variables: {
      when: drillHours(drill),
      seen: seenInDrill(context.rules.emergencies, incident.code),
      numbers: incident.kind.numbers.join("或"),
    },
    urgency: "emergency",
  });
  return changes({
    lines: [{ ...line, dedupeKey: `drill:${drill.id}:${message.ref.chat}:${message.senderId}` }],
    dialogs: [
      {
        ref: message.ref,
        senderId: message.senderId,
        data: {
          kind: "drill-real",
          drillId: drill.id,
          emergency,
          places: reading.places,
          text: message.text,
          messageId: message.id,
          sentAt: message.sentAt.toISOString(),
        },
        expiresAt: new Date(drill.endsAt.getTime() + context.rules.sla.questionMinutes * 60_000),
      },
    ],
    notes: ["演练时段里的话:先问是不是真的"],
  });
}

function coveringDrill(context: MessageContext, { code, place, area }: Incident): Drill | undefined {
  const { message, group, now, emergencyMatter } = context;
  if (!message.isGroup) return undefined;
  const line: DangerLine = {
    ref: message.ref,
    code,
    at: now,
    groupBuildings: group?.buildingCodes ?? [],
    ...(place ? { buildingCode: place.code } : {}),
    ...(area === undefined ? {} : { area }),
  };
  return emergencyMatter?.drills.find((drill) => isCovered(drill, line));
}

/** Said a second time: whoever holds the drill is to look. Where nobody can be told it is real, since nobody is muted. */
function tellAgain(context: MessageContext, { code }: Incident, drill: Drill): Changes | undefined {
  const { contacts, message, group } = context;
  const workers = [...contacts.values()].flatMap((one) => one.gridWorkers).filter(({ direct }) => direct);
  const holder = workers.find(({ id }) => id === drill.createdBy) ?? workers[0];
  if (!holder) return undefined;
  return changes({
    lines: newsLine(holder, {
      template: "drill-again",
      variables: { group: group?.name ?? "群", text: message.text.slice(0, 100) },
      dedupeKey: `drill-again:${drill.id}:${code}:${message.ref.chat}:${message.senderId}`,
    }),
    notes: ["演练时段里又说了一次:请网格员看一眼"],
  });
}

/** 真的 in a group that practises: of who was asked, or of anybody there. The real thing begins. */
export function decideReal(context: MessageContext): Changes | undefined {
  const { message, dialog, emergencyMatter } = context;
  if (!message.isGroup || !isReal(message.text)) return undefined;
  if (dialog?.data.kind === "drill-real") {
    const end = changes({ endedDialogs: [{ ref: dialog.ref, senderId: dialog.senderId }] });
    return mergeChanges([end, beginReal(context, dialog.data)]);
  }
  const drill = emergencyMatter?.drills.find((one) => isOnHere(context, one));
  const [code] = drill?.codes ?? [];
  if (!drill || code === undefined) return undefined;
  const building = drill.buildingCode && context.buildings.get(drill.buildingCode)?.name;
  return beginReal(context, { emergency: { code, phrase: "真的" }, places: building ? [{ building }] : [] });
}

function isOnHere(context: MessageContext, drill: Drill): boolean {
  const { message, group, now } = context;
  const [code = ""] = drill.codes;
  const area = group?.grid;
  const groupBuildings = group?.buildingCodes ?? [];
  return isCovered(drill, { ref: message.ref, code, at: now, groupBuildings, ...(area === undefined ? {} : { area }) });
}

/** As if the line that was asked about were said now. */
function beginReal(
  context: MessageContext,
  asked: Pick<RealDialog, "emergency" | "places"> & Partial<Pick<RealDialog, "text" | "messageId" | "sentAt">>,
): Changes {
  const { message } = context;
  const reading: Reading = {
    ...context.reading,
    intent: "emergency",
    zone: "speak",
    emergency: asked.emergency,
    places: asked.places,
  };
  const said = asked.text === undefined ? message : { ...message, text: asked.text };
  const real = { ...context, message: said, reading };
  return meetDanger(real, incidentOf(real, asked.emergency.code));
}
