import type { Reading } from "../understanding/reading.js";

/** The first building that a line names, as it was said. */
export const namedBuilding = ({ places }: Pick<Reading, "places">): string | undefined =>
  places.find(({ building }) => building !== undefined)?.building;
