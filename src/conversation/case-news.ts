import type { TemplateName } from "../message-templates/message-words.js";
import type { Person } from "../buildings/person.js";
import type { Hazard } from "../hazards/hazard.js";
import type { ReportedHazard } from "../hazards/hazard-store.js";
import type { CaseCommand } from "./case-command.js";
import { type CaseWords, caseWords } from "./case-words.js";
import type { Filled, LineIntent, Words } from "./changes.js";
import type { MessageContext } from "./context.js";
import { referralLink } from "./referral-link.js";
import { tell } from "./say.js";

/** What a template needs beside the words about the case. */
type More<Name extends TemplateName> = Omit<Words<Name>, keyof CaseWords>;
/** Tells one kind of people about a case. */
type Teller = <Name extends TemplateName>(
  template: Name,
  ...more: object extends More<Name> ? [more?: More<Name>] : [more: More<Name>]
) => readonly LineIntent[];

/** Who hears what of a command on a case, beside the one who gave it. `found` is the case as the command left it. */
export function newsOf(context: MessageContext, found: ReportedHazard, command: CaseCommand): readonly LineIntent[] {
  const { hazard } = found;
  const reporters = tellerTo(context, hazard, reportersOf(context, found));
  const responsible = tellerTo(context, hazard, [responsibleOfCase(context, hazard)]);
  const contacts = context.contacts.get(hazard.buildingCode);
  const reason = "reason" in command ? command.reason : "";
  switch (command.kind) {
    case "pass":
      return [...reporters("closed"), ...responsible("closed-responsible")];
    case "return":
      return responsible("returned", { reason: reason || "还没清完" });
    case "false-alarm":
      return [...reporters("false-alarm"), ...responsible("false-alarm-responsible")];
    case "extend":
    case "reschedule":
      return responsible("extended");
    case "refuse-delay":
      return responsible("delay-refused", { reason: reason ? `(${reason})` : "" });
    case "refer":
      return [
        ...reporters("referred"),
        ...tellerTo(
          context,
          hazard,
          contacts?.community ?? [],
        )("referral", {
          reason: reason || "没写原因",
          ...referralLink(context, hazard),
        }),
      ];
    case "enforce":
      return [...reporters("referred"), ...responsible("enforced-responsible")];
    case "answered":
      return reporters("department-answer", { reason: reason || "已收到,正在办" });
    case "supervise":
      return [
        ...responsible("supervised-responsible"),
        ...tellerTo(context, hazard, contacts?.gridWorkers ?? [])("supervision", { reason: reason || "请跟紧" }),
      ];
    case "accept":
      return [];
  }
}

/** The reporters of a case who are not to fix it themselves. */
export const reportersOf = (context: MessageContext, { hazard, reporterIds }: ReportedHazard) =>
  reporterIds.filter((id) => id !== hazard.responsibleId).map((id) => context.people.get(id));

/** Who has to fix the case, where somebody does. */
export const responsibleOfCase = (context: MessageContext, { responsibleId }: Hazard): Person | undefined =>
  responsibleId ? context.people.get(responsibleId) : undefined;

/** Tells these people of the case in private, the writer of the message left out. */
export function tellerTo(context: MessageContext, hazard: Hazard, people: readonly (Person | undefined)[]): Teller {
  const others = people.filter((person) => person?.id !== context.sender.id);
  return (template, ...[more]) =>
    others.flatMap((person) =>
      tell(context, person, {
        // Together they are what the template takes.
        ...({ template, variables: { ...caseWords(context, hazard), ...more } } as unknown as Filled),
        subject: `hazard:${hazard.id}`,
        part: hazard.id,
        ...(person ? { mergeKey: `${template}:${person.id}` } : {}),
      }),
    );
}
