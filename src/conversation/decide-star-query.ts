import type { FoundStanding } from "../stars/find-standings.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import { buildingsOf, isResponsibleFor, isStaffOf } from "../buildings/person.js";
import type { BuildingCode } from "../shared/ids.js";
import { rateBuilding } from "../stars/rate-building.js";
import { starDetails } from "../stars/star-details.js";
import { sayStanding, sayStory } from "../stars/say-standing.js";
import { sayConsequences } from "../stars/star-level.js";
import type { StarRules } from "../stars/star-rules.js";
import { buildingWords } from "./case-words.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { MessageContext } from "./context.js";
import { locate } from "./locate.js";
import { answer, answerPrivately, mayAnswer } from "./say.js";

/** At most so many buildings in one answer. */
const mostAnswers = 5;

/** 我们楼几星: the star only, in a group; the whole in private to those who answer for the building. */
export function decideStarQuery(context: MessageContext): Changes | undefined {
  const { reading, message } = context;
  if (reading.intent !== "star-query" || !mayAnswer(context)) return undefined;
  const own = buildingsOf(context.sender);
  const isPlain = !reading.places.some((place) => place.building !== undefined);
  if (!message.isGroup && isPlain && own.length > 0)
    return mergeChanges(own.slice(0, mostAnswers).map((code) => answerStar(context, code)));
  const location = locate(context, reading.places[0]);
  if (location.kind === "found") return answerStar(context, location.code);
  const [only] = own;
  if (location.kind === "missing" && only !== undefined) return answerStar(context, only);
  return askWhose(context);
}

function askWhose(context: MessageContext): Changes {
  const line = answer(context, "ask-whose-star");
  return changes({
    lines: [line],
    dialogs: [
      {
        ref: line.ref,
        senderId: context.message.senderId,
        data: { kind: "whose-star" },
        expiresAt: new Date(context.now.getTime() + context.rules.sla.questionMinutes * 60_000),
      },
    ],
    notes: ["问星级,但不知道是哪一栋"],
  });
}

/** The answer about one building. */
export function answerStar(context: MessageContext, code: BuildingCode): Changes {
  const standing = context.stars.get(code);
  const building = buildingWords(context, code);
  const { stars } = context.rules;
  const star = sayStanding(standing, stars);
  const mayKnow = isResponsibleFor(context.sender, code) || isStaffOf(context.sender, code);
  const isPrivate = !context.message.isGroup;
  const link: Changes["links"] = [{ buildingCode: code, reason: "text", detail: "问星级" }];
  if (isPrivate && mayKnow && standing?.facts) {
    return changes({
      lines: [
        {
          ...answerPrivately(context, "star-private", {
            building,
            star,
            ...starDetails(rateBuilding(standing.facts, stars, shanghaiDay(context.now)), stars),
            ...sayStory(standing, stars, context.now),
            ...consequencesOf(standing, stars),
          }),
          dedupeKey: `${context.message.id}:star:${code}`,
        },
      ],
      links: link,
      notes: ["问星级:本人负责的楼,私聊说四类得分、扣分和怎么加分"],
    });
  }
  return changes({
    lines: [
      {
        ...answer(context, isPrivate ? "star-public-private" : "star-public", { building, star }),
        dedupeKey: `${context.message.id}:star:${code}`,
      },
    ],
    links: link,
    notes: ["问星级:只说星级"],
  });
}

/** What follows from a star in force; nothing is said where there is none. */
const consequencesOf = ({ star }: FoundStanding, rules: StarRules): { readonly consequences?: string } =>
  star === null ? {} : { consequences: sayConsequences(star, rules) };
