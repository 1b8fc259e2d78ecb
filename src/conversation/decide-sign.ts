import { move } from "../hazards/apply-event.js";
import type { ReportedHazard } from "../hazards/hazard-store.js";
import { type Changes, changes } from "./changes.js";
import type { MessageContext } from "./context.js";
import { dutyCases } from "./pick-case.js";
import { answerPrivately } from "./say.js";

/** 签收, or a plain 收到 in private: the responsible side has read the notice. */
export function decideSign(context: MessageContext): Changes | undefined {
  const { reading, message } = context;
  const isSigned = reading.command?.kind === "sign";
  const isAcknowledged = !message.isGroup && reading.intent === "acknowledgement";
  if (!isSigned && !isAcknowledged) return undefined;
  const unsigned = dutyCases(context).filter((one) => mayMean(context, one));
  const steps = unsigned.flatMap(({ hazard }) => {
    const step = move(hazard, {
      kind: "signed",
      as: "responsible",
      actorId: context.sender.id,
      at: context.now,
      messageId: message.id,
    });
    return step.ok ? [step.value] : [];
  });
  if (steps.length === 0) return undefined;
  const items = steps.map(({ hazard }) => hazard.number).join("、");
  return changes({
    steps,
    // A plain 收到 wants no answer.
    lines: isSigned ? [answerPrivately(context, "signed", { items })] : [],
    links: steps.map(({ hazard }) => ({ buildingCode: hazard.buildingCode, reason: "case", detail: hazard.number })),
    notes: [`签收:${items}`],
  });
}

function mayMean({ reading, message }: MessageContext, { hazard }: ReportedHazard): boolean {
  if (hazard.marks.signedAt !== undefined) return false;
  const target = reading.command?.kind === "sign" ? reading.command.target : undefined;
  const quoted = /\d{4}-\d+/.exec(message.quote?.text ?? "")?.[0];
  return (target ?? quoted ?? hazard.number) === hazard.number;
}
