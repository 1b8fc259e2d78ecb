import { escapeHtml } from "../message-templates/html-template.js";
import type { PublicPlate } from "./public-plate.js";

const mostStars = 5;
const starPath = "M12 1.8l3.1 6.5 7.1.9-5.2 4.9 1.3 7.1-6.3-3.4-6.3 3.4L7 14.1 1.8 9.2l7.1-.9z";

/** Five stars in a row, as many filled as there are: a picture beside the words, so that readers aloud pass over it. */
export const starShapes = (star: number): string =>
  Array.from(
    { length: mostStars },
    (_, at) =>
      `<svg class="star ${at < star ? "full" : "hollow"}" viewBox="0 0 24 24" aria-hidden="true"><path d="${starPath}"/></svg>`,
  ).join("");

/** The categories as bars with their points: 安全宜居 36 / 40. */
export const categoryBars = (categories: PublicPlate["categories"]): string =>
  categories
    .map(({ name, points, max }) => {
      const share = max > 0 ? Math.round((points / max) * 1000) / 10 : 0;
      return (
        `<li><span class="name">${escapeHtml(name)}</span><span class="points"><b>${points}</b> / ${max}</span>` +
        `<svg class="bar" aria-hidden="true"><rect class="track" width="100%" height="100%" rx="5"/>` +
        `<rect class="filled" width="${share}%" height="100%" rx="5"/></svg></li>`
      );
    })
    .join("");

/** Steps as the items of a list. */
export const listItems = (steps: readonly string[]): string =>
  steps.map((step) => `<li>${escapeHtml(step)}</li>`).join("");
