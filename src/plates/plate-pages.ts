import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type HtmlTemplate, loadHtmlTemplate } from "../message-templates/html-template.js";
import { parseTemplate } from "../message-templates/template.js";
import { dayWords } from "../shared/printed-words.js";
import { atShanghai } from "../shared/working-calendar.js";
import type { StarRules } from "../stars/star-rules.js";
import { categoryBars, listItems, starShapes } from "./plate-shapes.js";
import type { PlateFile } from "./plate-store.js";
import type { PublicPlate } from "./public-plate.js";

/** The pages of plates, from the files of a folder that a district may edit. */
export interface PlatePages {
  /** The style of all of them. */
  readonly css: string;
  /** What to do about a hazard in this building, step by step. */
  howToReport(building: string): readonly string[];
  /** The public page. */
  renderPublic(plate: PublicPlate, rules: StarRules): string;
  /** The plate to be printed and hung up; undefined where the building has no star. */
  renderPrint(plate: PublicPlate, file: PlateFile, rules: StarRules): string | undefined;
  /** A page that only says why there is nothing to see; `css` is the way from it to the style. */
  renderSorry(words: { readonly title: string; readonly text: string; readonly css: string }): string;
}

const publicWords = [
  "bot",
  "shortCode",
  "building",
  "address",
  "tone",
  "status",
  "grantedOn",
  "withdrawnOn",
  "plateNumber",
  "heads",
  "ratedOn",
];
const flags = ["starred", "withdrawn", "unrated", "objection", "openHazards"];
const printWords = [
  "building",
  "address",
  "status",
  "plateNumber",
  "since",
  "street",
  "community",
  "shortCode",
  "tone",
];

/** Reads `public.html`, `plate.html`, `sorry.html`, `plate.css` and `how-to-report.txt`. Throws TemplateError for one that cannot be used. */
export function loadPlatePages(folder: string, botName: string): PlatePages {
  const file = (name: string): string => join(folder, name);
  const page = loadHtmlTemplate(file("public.html"), {
    words: [...publicWords, ...flags],
    markup: ["stars", "bars", "steps"],
  });
  const plate = loadHtmlTemplate(file("plate.html"), { words: printWords, markup: ["stars"] });
  const sorry = loadHtmlTemplate(file("sorry.html"), { words: ["title", "text", "css"] });
  const { fill: fillSteps } = parseTemplate("how-to-report.txt", readFileSync(file("how-to-report.txt"), "utf8"));
  return {
    css: readFileSync(file("plate.css"), "utf8"),
    howToReport: (building) => fillSteps({ building, bot: botName }).split("\n"),
    renderPublic: (shown, rules) => page.render({ ...publicWordsOf(shown), bot: botName }, markupOf(shown, rules)),
    renderPrint: (shown, of, rules) => renderPrint(plate, { shown, of }, rules),
    renderSorry: (words) => sorry.render(words),
  };
}

const day = (text: string): string => dayWords(atShanghai(text, "00:00"));

/** Whole name as people say it: 华侨新村3栋. */
const nameOf = ({ building: { name, estate } }: PublicPlate): string => `${estate}${name}`;

/** The colour of a page: by star, as the district's marks have them (green, yellow, orange, red; grey without any). */
function toneOf({ status, star }: PublicPlate): string {
  if (status === "withdrawn") return "red";
  if (star === null) return "grey";
  if (star >= 4) return "green";
  return star === 3 ? "yellow" : "orange";
}

const shapesOf = ({ star }: PublicPlate, rules: StarRules): string =>
  star === null || rules.grades ? "" : starShapes(star);

function publicWordsOf(shown: PublicPlate): Readonly<Record<string, string>> {
  const { building, status, since, ratedOn } = shown;
  const flag = (isSet: boolean): string => (isSet ? "yes" : "");
  return {
    building: nameOf(shown),
    address: building.address,
    tone: toneOf(shown),
    status: shown.statusText,
    grantedOn: since !== undefined && status === "starred" ? day(since) : "",
    withdrawnOn: since !== undefined && status === "withdrawn" ? day(since) : "",
    plateNumber: shown.plateNumber ?? "",
    shortCode: shown.shortCode,
    heads: shown.heads.join("、"),
    ratedOn: ratedOn === undefined ? "" : day(ratedOn),
    starred: flag(status === "starred"),
    withdrawn: flag(status === "withdrawn"),
    unrated: flag(status === "unrated"),
    objection: shown.objectionText ?? "",
    openHazards: shown.openHazards === undefined ? "" : String(shown.openHazards),
  };
}

const markupOf = (shown: PublicPlate, rules: StarRules): Readonly<Record<string, string>> => ({
  stars: shapesOf(shown, rules),
  bars: categoryBars(shown.categories),
  steps: listItems(shown.howToReport),
});

function renderPrint(
  page: HtmlTemplate,
  { shown, of }: { readonly shown: PublicPlate; readonly of: PlateFile },
  rules: StarRules,
): string | undefined {
  if (shown.star === null) return undefined;
  const { street, community } = of.building;
  return page.render(
    {
      building: nameOf(shown),
      address: shown.building.address,
      status: shown.statusText,
      plateNumber: shown.plateNumber ?? "",
      since: shown.since === undefined ? "" : day(shown.since),
      street,
      community,
      shortCode: shown.shortCode,
      tone: toneOf(shown),
    },
    { stars: shapesOf(shown, rules) },
  );
}
