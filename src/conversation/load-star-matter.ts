import type { Directory } from "../buildings/directory.js";
import { answersFor, isStaff, type Person } from "../buildings/person.js";
import type { BuildingCode } from "../shared/ids.js";
import { appealReviewers } from "../stars/appeal-reviewers.js";
import { awaitedLevel, reviewersAt } from "../stars/review-change.js";
import type { StarChange } from "../stars/star-change.js";
import type { StarRules } from "../stars/star-rules.js";
import type { StarStore } from "../stars/star-store.js";
import type { Reading } from "../understanding/reading.js";
import type { Rules } from "./context.js";
import type { Dialog } from "./dialog.js";
import { areasOf } from "./find-cases.js";
import type { OwnStarChange, StarMatter } from "./star-matter.js";
import { readStarWord, type StarQuestion } from "./star-words.js";
import { type StarAudience, staffOf } from "./star-talk.js";
import type { SurveyedMessage } from "./survey.js";
import { isToBot } from "./to-bot.js";

/** What the loader asks. */
export interface StarMatterSources {
  readonly directory: Pick<Directory, "findBuildings" | "findContacts" | "findGroupsOfBuilding">;
  readonly stars: Pick<
    StarStore<never>,
    "findChange" | "findOpenChanges" | "findProposals" | "findUntold" | "findFiledAppeals" | "countAppeals"
  >;
  readonly rules: Pick<Rules, "stars">;
}

type About = Pick<SurveyedMessage, "message" | "sender" | "dialog"> & { readonly reading: Reading };

/** So many proposals are looked at for one word; the rest come when these are answered. */
const mostProposals = 60;

/** What a word about a change of star needs; undefined for all other lines. */
export async function loadStarMatter(sources: StarMatterSources, about: About): Promise<StarMatter | undefined> {
  const forStaff = mayBeStaffWord(about) ? await findForStaff(sources, about) : nothing;
  const own = mayBeOwnersWord(about) ? await findOwn(sources, about.sender) : [];
  const codes = [
    ...[...forStaff.proposals, ...forStaff.untold, ...(forStaff.answered ? [forStaff.answered] : [])].map(
      ({ buildingCode }) => buildingCode,
    ),
    ...[...forStaff.appeals, ...own].map(({ change }) => change.buildingCode),
  ];
  if (codes.length === 0) return undefined;
  const around = await findAudiences(sources.directory, codes);
  return { ...mine(forStaff, { around, sender: about.sender, rules: sources.rules.stars }), own, around };
}

type ForStaff = Pick<StarMatter, "proposals" | "untold" | "appeals" | "answered">;
const nothing: ForStaff = { proposals: [], untold: [], appeals: [] };

/** Which of the questions about stars waits for the sender. */
export function starQuestionOf({ dialog }: { readonly dialog?: Dialog | undefined }): StarQuestion | undefined {
  const kind = dialog?.data.kind;
  return kind === "star-change" || kind === "appeal" ? kind : undefined;
}

function mayBeStaffWord({ message, sender, reading, dialog }: About): boolean {
  if (!isStaff(sender) || !isToBot({ message })) return false;
  const word = readStarWord(message.text, { command: reading.command?.kind, question: starQuestionOf({ dialog }) });
  return word !== undefined;
}

/** 申辩 …, 撤回申辩, or a picture after the bot took an objection. */
const mayBeOwnersWord = ({ message, sender, reading, dialog }: About): boolean =>
  answersFor(sender).length > 0 &&
  (reading.command?.kind === "object" ||
    /申辩|异议/u.test(message.text) ||
    (dialog?.data.kind === "appeal-proof" && message.media.length > 0));

async function findForStaff({ stars }: StarMatterSources, { sender, dialog }: About): Promise<ForStaff> {
  const areas = areasOf(sender);
  const asked = dialog?.data.kind === "star-change" ? await stars.findChange(dialog.data.changeId) : undefined;
  const found = await stars.findProposals({ areas, limit: mostProposals });
  const others = found.filter(({ id }) => id !== asked?.id);
  return {
    proposals: asked?.stage === "proposed" ? [asked, ...others] : others,
    ...(asked ? { answered: asked } : {}),
    untold: await stars.findUntold(areas),
    appeals: await stars.findFiledAppeals(areas),
  };
}

async function findOwn({ stars }: StarMatterSources, sender: Person): Promise<readonly OwnStarChange[]> {
  const changes = [...(await stars.findOpenChanges(answersFor(sender))).values()];
  if (changes.length === 0) return [];
  const counts = await stars.countAppeals(changes.map(({ id }) => id));
  const appeals = await stars.findFiledAppeals(changes.map(({ buildingCode }) => buildingCode));
  return changes.map((change) => {
    const appeal = appeals.find((one) => one.change.id === change.id);
    return {
      change,
      earlier: counts.get(change.id) ?? { ofBuilding: 0, ofChange: 0 },
      ...(appeal ? { appeal } : {}),
    };
  });
}

/** The buildings with the people and groups around them. */
export async function findAudiences(
  directory: StarMatterSources["directory"],
  all: readonly BuildingCode[],
): Promise<StarMatter["around"]> {
  const codes = [...new Set(all)];
  const buildings = await directory.findBuildings(codes);
  const found = await Promise.all(
    codes.map(async (code): Promise<readonly [BuildingCode, StarAudience][]> => {
      const building = buildings.get(code);
      if (!building) return [];
      const contacts = await directory.findContacts(code);
      return [[code, { building, contacts, groups: await directory.findGroupsOfBuilding(code) }]];
    }),
  );
  return new Map(found.flat());
}

/** Of all that waits in the area, what waits for this person. */
function mine(
  found: ForStaff,
  on: { readonly around: StarMatter["around"]; readonly sender: Person; readonly rules: StarRules },
): ForStaff {
  const { around, sender, rules } = on;
  const { answered } = found;
  const staffAt = (change: StarChange) => staffOf(around.get(change.buildingCode));
  const isAwaited = (change: StarChange): boolean => {
    const level = awaitedLevel(change, staffAt(change), rules);
    return level !== undefined && reviewersAt(change, level, staffAt(change)).includes(sender.id);
  };
  return {
    untold: found.untold,
    proposals: found.proposals.filter(isAwaited),
    ...(answered && !isAwaited(answered) ? { answered } : {}),
    appeals: found.appeals.filter(({ appeal, change }) =>
      appealReviewers(change, appeal.level, staffAt(change)).includes(sender.id),
    ),
  };
}
