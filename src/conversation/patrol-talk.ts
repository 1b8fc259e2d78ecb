import { isResponsible, type Person } from "../buildings/person.js";
import { readPatrol, type SaidPatrol } from "../patrols/said-patrol.js";
import type { PlacedMessage } from "./load-context.js";
import { isToBot } from "./to-bot.js";

/** The grids that a person works in, also for a while. */
export const workedGrids = ({ roles }: Person): readonly string[] => [
  ...new Set(
    roles.flatMap(({ kind, area, isVerified }) =>
      kind === "grid_worker" && isVerified && area?.length === 14 ? [area] : [],
    ),
  ),
];

/**
 * What a line reports of a patrol: of those who answer for a building and of grid workers, of nobody else. In a group
 * that does not call the bot only what can be nothing else counts.
 */
export function patrolTalk({ message, sender }: Pick<PlacedMessage, "message" | "sender">): SaidPatrol | undefined {
  if (message.kind !== "text" && message.kind !== "image") return undefined;
  if (!isResponsible(sender) && workedGrids(sender).length === 0) return undefined;
  const said = readPatrol(message.text, message.receivedAt);
  return said && (isToBot({ message }) || said.isClear) ? said : undefined;
}
