import { isStaffOf } from "../buildings/person.js";
import { isClosed, isWaitingForFix, isWithDepartment, type Hazard } from "../hazards/hazard.js";
import type { ReportedHazard } from "../hazards/hazard-store.js";
import { standingName } from "../hazards/standing.js";
import { caseWords } from "./case-words.js";
import { type Changes, changes } from "./changes.js";
import type { MessageContext } from "./context.js";
import { namedBuilding } from "./named-building.js";
import { waitingPhotos } from "./fix-photos.js";
import { answerPrivately } from "./say.js";

/** Which case a command or feedback is about. */
export type Picked =
  | { readonly kind: "one"; readonly found: ReportedHazard }
  | { readonly kind: "several"; readonly among: readonly ReportedHazard[] }
  | { readonly kind: "none" };

/** What the search may look at. */
export interface PickOptions {
  /** Case number named in the text. */
  readonly target?: string | undefined;
  readonly among: readonly ReportedHazard[];
}

/** By number, by the quoted line, by the bot's last question, by building and place, or the only one there is. */
export function pickCase(context: MessageContext, { target, among }: PickOptions): Picked {
  const number = target ?? /\d{4}-\d+/.exec(context.message.quote?.text ?? "")?.[0];
  if (number !== undefined) return oneOf(among.filter(({ hazard }) => hazard.number === number).slice(0, 1));
  const { dialog, reading } = context;
  if (dialog?.data.kind === "recent-case") {
    const { hazardIds } = dialog.data;
    const recent = among.filter(({ hazard }) => hazardIds.includes(hazard.id));
    if (recent.length === 1) return oneOf(recent);
  }
  const building = namedBuilding(reading);
  const near =
    building === undefined
      ? among
      : among.filter(({ hazard }) => context.buildings.get(hazard.buildingCode)?.name === building);
  const codes = new Set(reading.hazards.map((hazard) => hazard.code));
  const alike = near.filter(({ hazard }) => codes.has(hazard.code));
  return oneOf(alike.length === 1 ? alike : near);
}

function oneOf(found: readonly ReportedHazard[]): Picked {
  const [first, ...rest] = found;
  if (!first) return { kind: "none" };
  return rest.length === 0 ? { kind: "one", found: first } : { kind: "several", among: found };
}

/** Open cases that the sender has to fix. */
export const dutyCases = (context: MessageContext): readonly ReportedHazard[] =>
  context.cases.filter(({ hazard }) => !isClosed(hazard) && hazard.responsibleId === context.sender.id);

/** Cases that the sender reported or joined; closed ones only as far as they were loaded (a week). */
export const ownReports = (context: MessageContext): readonly ReportedHazard[] =>
  context.cases.filter(({ reporterIds }) => reporterIds.includes(context.sender.id));

/** Open cases in the sender's area, those that wait for a recheck first. */
export function staffCases(context: MessageContext): readonly ReportedHazard[] {
  const mine = context.cases.filter(
    ({ hazard }) => !isClosed(hazard) && isStaffOf(context.sender, hazard.buildingCode),
  );
  return [
    ...mine.filter(({ hazard }) => hazard.state === "awaiting-recheck"),
    ...mine.filter(({ hazard }) => hazard.state !== "awaiting-recheck"),
  ];
}

/** Cases of the list whose fix is still due; one with a department only where it is named, or no other is due. */
export function unfixed(among: readonly ReportedHazard[], number?: string): readonly ReportedHazard[] {
  const away = among.filter(({ hazard }) => isWithDepartment(hazard));
  const due = among.filter(({ hazard }) => isWaitingForFix(hazard));
  const named = away.filter(({ hazard }) => hazard.number === number);
  return due.length > 0 ? [...due, ...named] : away;
}

/** The bot cannot tell which case is meant: it lists them and waits for a number. */
export function askWhichCase(context: MessageContext, among: readonly ReportedHazard[], command: string): Changes {
  const mediaIds = waitingPhotos(context);
  const line = answerPrivately(context, "ask-which-case", {
    items: caseList(
      context,
      among.map(({ hazard }) => hazard),
    ),
  });
  return changes({
    lines: [line],
    dialogs: [
      {
        ref: line.ref,
        senderId: context.message.senderId,
        data: {
          kind: "which-case",
          hazardIds: among.map(({ hazard }) => hazard.id),
          command,
          text: context.message.text,
          ...(mediaIds.length > 0 ? { mediaIds } : {}),
        },
        expiresAt: new Date(context.now.getTime() + context.rules.sla.questionMinutes * 60_000),
      },
    ],
    notes: ["有几件都对得上,请他报编号"],
  });
}

/** One case a line. */
const caseList = (context: Pick<MessageContext, "buildings" | "rules" | "now">, hazards: readonly Hazard[]): string =>
  hazards
    .slice(0, 8)
    .map((hazard) => {
      const words = caseWords(context, hazard);
      return `${hazard.number} ${words.where}${words.what}(${standingName(hazard, context.now)})`;
    })
    .join("\n");
