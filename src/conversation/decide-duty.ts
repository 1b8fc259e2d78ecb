import type { Person } from "../buildings/person.js";
import { checkDuty } from "../people/duty-clash.js";
import type { SaidArrangement } from "../people/said-duty.js";
import { type Arrangement, arrangeDuty, wantedBy } from "./arrange-duty.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { refusalWords } from "./refuse-duty.js";
import type { DutyMatter } from "./role-matter.js";
import { answerFilled, answerPrivately, directOf } from "./say.js";
import { isToBot } from "./to-bot.js";

/** 请假 明天到周五 小王代班, 我今晚值班: what is missing is asked, what cannot be is refused, the rest is arranged. */
export function decideDuty(context: MessageContext, matter: DutyMatter): Changes | undefined {
  const { said, workers, named } = matter;
  const [worker] = workers;
  if (!worker || workers.length > 1) return nobody(context, said.forName ?? "", workers);
  const isNamed = said.name !== undefined || named.length > 0;
  // Said to the neighbours, not to the bot: what looks like a name may be none.
  if (named.length !== 1 && !isToBot(context)) return undefined;
  if (isNamed && named.length === 0)
    return mergeChanges([nobody(context, said.name ?? "", []), waitFor(context, nameless(said))]);
  if (!isNamed || !said.period) return ask(context, { said, isNamed });
  const [person, ...others] = named;
  if (!person || others.length > 0) return askWhich(context, said, named);
  return arrange(context, matter, { said, period: said.period, worker, person });
}

const nameless = ({ kind, forName, period }: SaidArrangement): SaidArrangement => ({
  kind,
  ...(forName === undefined ? {} : { forName }),
  ...(period ? { period } : {}),
});

const nobody = (context: MessageContext, name: string, several: readonly Person[]): Changes =>
  changes({
    lines: [answerPrivately(context, "duty-nobody", { name, several: several.map((one) => one.name).join("、") })],
    endedDialogs: endedOf(context),
    notes: [`值班、代班:没对上“${name}”是谁`],
  });

function ask(
  context: MessageContext,
  { said, isNamed }: { readonly said: SaidArrangement; readonly isNamed: boolean },
): Changes {
  const isWithout = { days: said.period === undefined, name: !isNamed };
  const template = isWithout.days && isWithout.name ? "duty-ask" : isWithout.days ? "duty-ask-period" : "duty-ask-name";
  return mergeChanges([
    changes({ lines: [answerPrivately(context, template)], notes: ["值班、代班:还差时间或名字,问一句"] }),
    waitFor(context, said),
  ]);
}

function askWhich(context: MessageContext, said: SaidArrangement, named: readonly Person[]): Changes {
  const items = named.map(({ name }, index) => `${index + 1} ${name}`).join("\n");
  return mergeChanges([
    changes({
      lines: [answerPrivately(context, "duty-which", { name: said.name ?? "", items })],
      notes: ["名字对得上好几位,请他回数字"],
    }),
    waitFor(context, said, named),
  ]);
}

/** The bot waits for the rest. */
function waitFor(context: MessageContext, said: SaidArrangement, named: readonly Person[] = []): Changes {
  const { period, ...rest } = said;
  const known = period && { from: period.from.toISOString(), until: period.until.toISOString() };
  return changes({
    dialogs: [
      {
        ref: directOf(context),
        senderId: context.message.senderId,
        data: { kind: "duty", said: rest, ...(known ? { period: known } : {}), personIds: named.map(({ id }) => id) },
        expiresAt: new Date(context.now.getTime() + context.rules.sla.questionMinutes * 60_000),
      },
    ],
  });
}

function arrange(context: MessageContext, matter: DutyMatter, arrangement: Arrangement): Changes {
  const { said, person } = arrangement;
  const checked = checkDuty(wantedBy(arrangement), matter.duties);
  if (checked.ok && person.direct)
    return mergeChanges([arrangeDuty(context, arrangement), changes({ endedDialogs: endedOf(context) })]);
  const refused = checked.ok
    ? ({ template: "duty-unreachable", variables: { name: person.name }, mayNameAnother: true } as const)
    : refusalWords(context, matter, { arrangement, clash: checked.refusal });
  return mergeChanges([
    changes({
      lines: [answerFilled(context, refused)],
      endedDialogs: endedOf(context),
      notes: ["值班、代班:时间撞了或人不对,没记"],
    }),
    refused.mayNameAnother ? waitFor(context, nameless(said)) : changes({}),
  ]);
}

const endedOf = ({ dialog }: MessageContext): Changes["endedDialogs"] =>
  dialog?.data.kind === "duty" ? [{ ref: dialog.ref, senderId: dialog.senderId }] : [];

/** 算了: nothing is arranged. */
export const dropDuty = (context: MessageContext): Changes =>
  changes({
    lines: [answerPrivately(context, "duty-dropped")],
    endedDialogs: endedOf(context),
    notes: ["值班、代班:不设了"],
  });
