import type { Person } from "../buildings/person.js";
import { calledPeople, type EmergencyCall } from "../emergencies/emergency-call.js";
import { emergencyKind } from "../emergencies/emergency-rules.js";
import { move } from "../hazards/apply-event.js";
import { isClosed } from "../hazards/hazard.js";
import type { Intent } from "../understanding/reading.js";
import { newsLine } from "./call-lines.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { type EmergencyMatter, incidentName } from "./emergency-matter.js";
import { isSafe } from "./emergency-words.js";
import { locate } from "./locate.js";
import { placeCall } from "./open-call.js";
import { answerPrivately } from "./say.js";

interface Talk {
  readonly call: EmergencyCall;
  readonly matter: EmergencyMatter;
}

/** What may be an answer to 现在安全吗; a question about stars is another matter. */
const passedOn: ReadonlySet<Intent> = new Set<Intent>(["chatter", "supplement", "question", "help", "complaint"]);
/** Thanks and the like are no news for those who are called. */
const courtesy = /^(?:谢|多谢|唔该|好的?$|嗯|哦|知道|收到|ok|👌|👍|🙏)/iu;

/**
 * What somebody who reported danger says next: that it is over, which building it is, that they want to be called, or
 * whatever they answer in private. It goes to those who are called; only a person closes the case.
 */
export function decideEmergencyTalk(context: MessageContext): Changes | undefined {
  const { dialog, emergencyMatter: matter, message, reading, rules } = context;
  const call = matter?.calls[0];
  if (dialog?.data.kind !== "emergency" || !matter || !call || reading.emergency) return undefined;
  const talk = { call, matter };
  const { privateOnly } = emergencyKind(rules.emergencies, call.code);
  if (!message.isGroup && privateOnly && reading.command?.kind === "yes") return wantsCall(context, talk);
  if (reading.command) return undefined;
  if (isSafe(message.text, rules.emergencies.safe) && (!message.isGroup || !privateOnly)) return saySafe(context, talk);
  return namesPlace(context, talk) ?? passOn(context, talk);
}

function saySafe(context: MessageContext, talk: Talk): Changes {
  const { dialog } = context;
  return mergeChanges([
    noted(context, talk.call),
    told(context, talk, "emergency-safe"),
    changes({
      lines: [answerPrivately(context, "emergency-safe-thanks")],
      endedDialogs: dialog ? [{ ref: dialog.ref, senderId: dialog.senderId }] : [],
      notes: ["报的人说没事了:记下来,请网格员到场看过再销"],
    }),
  ]);
}

/** The building of danger that had none: 3栋5楼. A report of something else is none. */
function namesPlace(context: MessageContext, { call, matter }: Talk): Changes | undefined {
  const [place] = context.reading.places;
  if (call.hazardId || place?.building === undefined || context.reading.intent === "report") return undefined;
  const location = locate(context, place);
  if (location.kind !== "found") return undefined;
  const { numbers } = emergencyKind(context.rules.emergencies, call.code);
  return mergeChanges([
    placeCall(context, call, location),
    told(context, { call, matter }, "emergency-said"),
    changes({
      lines: [answerPrivately(context, "emergency-said-thanks", { numbers: numbers.join("或") })],
      notes: ["说清了是哪一栋:立件,转告叫到的人"],
    }),
  ]);
}

function passOn(context: MessageContext, talk: Talk): Changes | undefined {
  const { message, reading, rules } = context;
  const text = message.text.trim();
  if (message.isGroup || text === "" || courtesy.test(text) || !passedOn.has(reading.intent)) return undefined;
  const { numbers } = emergencyKind(rules.emergencies, talk.call.code);
  return mergeChanges([
    noted(context, talk.call),
    told(context, talk, "emergency-said"),
    changes({
      lines: [answerPrivately(context, "emergency-said-thanks", { numbers: numbers.join("或") })],
      notes: ["报的人又说了:转告叫到的人"],
    }),
  ]);
}

/** Somebody in need wants to be called: now staff hear who it is. */
function wantsCall(context: MessageContext, { call, matter }: Talk): Changes {
  const { numbers } = emergencyKind(context.rules.emergencies, call.code);
  const incident = incidentName(call, matter, context.rules.taxonomy);
  return mergeChanges([
    noted(context, call),
    changes({
      lines: [
        answerPrivately(context, "emergency-contact-thanks", { numbers: numbers.join("或") }),
        ...hearers(context, { call, matter }).flatMap((person) =>
          newsLine(person, {
            template: "emergency-contact",
            variables: { who: context.sender.name, incident },
            dedupeKey: `emergency-contact:${call.key}:${context.sender.id}:${person.id}`,
          }),
        ),
      ],
      notes: ["本人要人联系:把名字告诉网格员"],
    }),
  ]);
}

function told(context: MessageContext, talk: Talk, template: "emergency-said" | "emergency-safe"): Changes {
  const { message, rules } = context;
  const incident = incidentName(talk.call, talk.matter, rules.taxonomy);
  return changes({
    lines: hearers(context, talk).flatMap((person) =>
      newsLine(person, {
        template,
        variables: { incident, text: message.text.slice(0, 100) },
        dedupeKey: `${template}:${message.id}:${person.id}`,
      }),
    ),
  });
}

/** Who took over; as long as nobody did, all who were called, and of what must stay private the grid worker alone. */
function hearers({ rules }: MessageContext, { call, matter }: Talk): readonly Person[] {
  const { privateOnly } = emergencyKind(rules.emergencies, call.code);
  const calls = privateOnly ? call.calls.filter(({ level }) => level === "grid_worker") : call.calls;
  const ids = call.answer ? [call.answer.by] : calledPeople({ calls });
  return ids.flatMap((id) => matter.people.get(id) ?? []);
}

/** In the case, where there is one that this line's writer sees. */
function noted(context: MessageContext, { hazardId, buildingCode }: EmergencyCall): Changes {
  const found = context.cases.find(({ hazard }) => hazard.id === hazardId);
  if (!found || isClosed(found.hazard)) return changes({});
  const step = move(found.hazard, {
    kind: "supplemented",
    as: "reporter",
    actorId: context.sender.id,
    at: context.now,
    messageId: context.message.id,
    data: { text: context.message.text },
  });
  return changes({
    steps: step.ok ? [step.value] : [],
    links: buildingCode ? [{ buildingCode, reason: "case", detail: found.hazard.number }] : [],
  });
}
