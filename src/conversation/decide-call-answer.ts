import { chatKey } from "../channels/channel.js";
import { calledPeople, type EmergencyCall, isRinging } from "../emergencies/emergency-call.js";
import { answerCalls } from "./call-answers.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { type EmergencyMatter, incidentName, placeOfCall } from "./emergency-matter.js";
import { isForAll, mayTakeOver } from "./emergency-words.js";
import { isStaffThere } from "./incident.js";
import { answerPrivately } from "./say.js";
import type { LastWords } from "./changes.js";
import type { TemplateName } from "../message-templates/message-words.js";

/** 收到, 我去, 到了 of somebody whom an incident calls: they take over, and the chain ends. */
export function decideCallAnswer(context: MessageContext): Changes | undefined {
  const { emergencyMatter: matter, reading } = context;
  if (!matter || reading.emergency || !mayTakeOver(context, context.rules.emergencies.answers)) return undefined;
  const mine = meantCalls(context, matter);
  const ringing = mine.filter(isRinging);
  const [only, ...others] = ringing;
  if (!only) return alreadyTaken(context, matter, mine);
  if (others.length > 0 && !isForAll(context.message.text)) return askWhich(context, matter, ringing);
  return mergeChanges([
    answerCalls(
      context,
      ringing.map(({ key }) => key),
      context.message.id,
    ),
    changes({
      lines: [say(context, "emergency-taken-self", { incident: namesOf(context, matter, ringing) })],
      links: ringing.flatMap(({ buildingCode }) =>
        buildingCode ? [{ buildingCode, reason: "case", detail: "接手" } as const] : [],
      ),
      notes: ["接手了:不再往上叫人"],
    }),
  ]);
}

const say = <Name extends TemplateName>(context: MessageContext, template: Name, ...words: LastWords<Name>) =>
  ({ ...answerPrivately(context, template, ...words), urgency: "emergency" }) as const;

const namesOf = ({ rules }: MessageContext, matter: EmergencyMatter, calls: readonly EmergencyCall[]): string =>
  calls.map((call) => incidentName(call, matter, rules.taxonomy)).join("、");

/** Under a quoted line, the incident that it tells of; with a building named, that one; else those the writer was called to. */
function meantCalls(context: MessageContext, matter: EmergencyMatter): readonly EmergencyCall[] {
  const { message } = context;
  const mayAnswer = matter.calls.filter((call) => wasCalled(context, call) || isStaffThere(context, call.area));
  if (message.isGroup) return mayAnswer.filter((call) => isOfChat(context, call) && isQuoted(context, call));
  const named = mayAnswer.filter((call) => isNamed(message.text, matter, call));
  if (named.length > 0) return named;
  const quoted = message.quote?.text ? mayAnswer.filter((call) => isNamed(message.quote?.text, matter, call)) : [];
  if (quoted.length > 0) return quoted;
  return mayAnswer.filter((call) => wasCalled(context, call));
}

const wasCalled = ({ sender }: MessageContext, call: EmergencyCall): boolean => calledPeople(call).includes(sender.id);

const isOfChat = ({ message }: MessageContext, { ref }: EmergencyCall): boolean =>
  chatKey(ref) === chatKey(message.ref);

/** The bot's line, or the words that told of the danger; a line that calls the bot needs no quote. */
function isQuoted({ message }: MessageContext, { said }: EmergencyCall): boolean {
  const quoted = message.quote?.text;
  if (quoted === undefined) return message.mentionsBot;
  return quoted.includes("【紧急】") || (said !== "" && quoted.includes(said.slice(0, 40)));
}

/** 3栋 is not named by 13栋. */
function isNamed(text: string | undefined, matter: EmergencyMatter, { buildingCode }: EmergencyCall): boolean {
  const name = buildingCode && matter.buildings.get(buildingCode)?.name;
  if (!name || text === undefined) return false;
  const at = text.indexOf(name);
  return at >= 0 && !/[0-9a-z]/iu.test(text.charAt(at - 1));
}

function askWhich(context: MessageContext, matter: EmergencyMatter, ringing: readonly EmergencyCall[]): Changes {
  const items = ringing.map((call) => incidentName(call, matter, context.rules.taxonomy)).join("\n");
  const placed = ringing.find(({ buildingCode }) => buildingCode !== undefined) ?? ringing[0];
  const example = placed ? placeOfCall(placed, matter) : "3栋";
  return changes({
    lines: [say(context, "emergency-which", { count: String(ringing.length), items, example })],
    notes: ["有几件紧急的,问接手哪一件"],
  });
}

/** For so long somebody who answers late hears that another took over. */
const recentMs = 30 * 60_000;

function alreadyTaken(
  context: MessageContext,
  matter: EmergencyMatter,
  mine: readonly EmergencyCall[],
): Changes | undefined {
  const { now, sender } = context;
  const taken = mine.find(({ answer }) => answer && now.getTime() - answer.at.getTime() < recentMs);
  if (!taken?.answer) return undefined;
  const incident = namesOf(context, matter, [taken]);
  const isOwn = taken.answer.by === sender.id;
  const name = matter.people.get(taken.answer.by)?.name ?? "同事";
  const line = isOwn
    ? say(context, "emergency-noted", { incident })
    : say(context, "emergency-taken-other", { incident, name });
  return changes({ lines: [line], notes: [isOwn ? "已经是他接手的,记下来" : "已经有人接手"] });
}
