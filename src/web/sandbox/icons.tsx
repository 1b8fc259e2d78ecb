import type { ReactElement } from "react";

const paths = {
  back: "M15 4 7 12l8 8",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  bulb: "M9 18h6M10 21h4M12 3a6 6 0 0 0-3.6 10.8c.7.6 1.1 1.3 1.1 2.2h5c0-.9.4-1.6 1.1-2.2A6 6 0 0 0 12 3z",
  at: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zm0 0v1.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-3.6 7.2",
  photo: "M4 6h16v13H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01",
  close: "M6 6l12 12M18 6 6 18",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 4v5l3.5 2",
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zm-6 9c0-3.5 2.7-6 6-6s6 2.5 6 6M16 4.3a3.5 3.5 0 0 1 0 6.4M17.5 14.3c2.1.8 3.5 2.9 3.5 5.7",
  quote: "M9 7 4 12l5 5M4 12h9a7 7 0 0 1 7 7",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  recall: "M4 5v5h5M4.6 10a8 8 0 1 1-.4 4",
  down: "M12 4v15M6 13l6 6 6-6",
} as const;

/** Names of the drawn signs. */
export type IconName = keyof typeof paths;

/** A drawn sign of 24 × 24, in the colour of the text; hidden from screen readers, the button beside it has the words. */
export function Icon({ name }: { readonly name: IconName }): ReactElement {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
