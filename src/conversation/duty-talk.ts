import type { Person } from "../buildings/person.js";
import { readDuty, type SaidArrangement, type SaidDuty } from "../people/said-duty.js";
import type { PlacedMessage } from "./load-context.js";
import { isToBot } from "./to-bot.js";

/** The grids that are a person's own work, not only for a while. */
export const ownGrids = (person: Person): readonly string[] =>
  person.roles.flatMap(({ kind, area, isVerified, isDuty }) =>
    kind === "grid_worker" && isVerified && !isDuty && area?.length === 14 ? [area] : [],
  );

/** The areas of community and street staff, who also arrange duties of grid workers. */
export const areasAbove = (person: Person): readonly string[] =>
  person.roles.flatMap(({ kind, area, isVerified }) =>
    isVerified && (kind === "community" || kind === "street") && area !== undefined ? [area] : [],
  );

/**
 * What a line says about who does the work for a while: of grid workers themselves, of community and street staff about
 * one of theirs, of nobody else. In a group that does not call the bot only what is said in full counts.
 */
export function dutyTalk({ message, sender }: Pick<PlacedMessage, "message" | "sender">): SaidDuty | undefined {
  const [hasGrid, isAbove] = [ownGrids(sender).length > 0, areasAbove(sender).length > 0];
  if (message.kind !== "text" || (!hasGrid && !isAbove)) return undefined;
  const said = readDuty(message.text, message.receivedAt);
  if (said?.kind === "back" || said?.kind === "cancel") return hasGrid ? said : undefined;
  const mayArrange = said?.forName === undefined ? hasGrid : isAbove;
  return said && mayArrange && (isToBot({ message }) || isInFull(said)) ? said : undefined;
}

const isInFull = ({ kind, name, period }: SaidArrangement): boolean =>
  period !== undefined && (kind === "duty" || name !== undefined);
