import type { DutyClash } from "../people/duty-clash.js";
import type { Duty } from "../people/duty.js";
import { periodWords } from "../people/duty-period.js";
import { type Arrangement, nameFor } from "./arrange-duty.js";
import type { MessageContext } from "./context.js";
import type { DutyMatter } from "./role-matter.js";
import type { Filled } from "./changes.js";

/** Why a duty cannot be, in words. */
type RefusalWords = Filled & {
  /** Whether somebody else may do it. */
  readonly mayNameAnother: boolean;
};

/** What is said of a duty that clashes with another. */
export function refusalWords(
  context: MessageContext,
  { people }: Pick<DutyMatter, "people">,
  { arrangement, clash }: { readonly arrangement: Arrangement; readonly clash: DutyClash },
): RefusalWords {
  const { worker, person } = arrangement;
  if (clash.reason === "self") return { template: "duty-self", variables: {}, mayNameAnother: true };
  const { duty } = clash;
  const period = wholePeriod(context, duty);
  const nameOf = (id: Duty["personId"] | undefined): string => (id && people.get(id)?.name) ?? "";
  switch (clash.reason) {
    case "away-already":
      return {
        template: "duty-away-already",
        variables: { who: nameFor(context, worker), period, name: nameOf(duty.personId) },
        mayNameAnother: false,
      };
    case "on-duty":
      return {
        template: "duty-on-duty",
        variables: {
          who: nameFor(context, worker),
          period,
          other: nameOf(duty.forPersonId),
          own: duty.kind === "duty" ? "值班" : "",
        },
        mayNameAnother: false,
      };
    case "substitute-away":
      return {
        template: "duty-substitute-away",
        variables: { name: nameFor(context, person), period },
        mayNameAnother: true,
      };
    case "same":
      return {
        template: "duty-same",
        variables: { name: nameFor(context, person), period },
        mayNameAnother: false,
      };
  }
}

const wholePeriod = ({ now }: MessageContext, { startsAt, endsAt }: Duty): string =>
  periodWords({ from: startsAt, until: endsAt }, now);
