import { groupBy } from "../../../src/shared/group-by.js";
import { atShanghai, shanghaiDay } from "../../../src/shared/working-calendar.js";
import type { Evidence, SentLine } from "./evidence.js";
import type { Violation } from "./violations.js";

/** Lines at the wrong hour, twice, too many, or without a reason. */
export function checkLines(evidence: Evidence): readonly Violation[] {
  return [
    ...evidence.sent.flatMap((line) => atWrongHour(evidence, line)),
    ...sentTwice(evidence),
    ...tooMany(evidence),
    ...badRows(evidence),
  ];
}

const say = ({ chat, at, text }: Pick<SentLine, "chat" | "at" | "text">): string =>
  `${chat} at ${at.toISOString()}: ${text.slice(0, 40)}`;

const nightFrom = "22:00";
const nightUntil = "07:30";

function atWrongHour({ rules }: Evidence, line: SentLine): readonly Violation[] {
  const { at, text, to, row } = line;
  const day = shanghaiDay(at);
  const isNight = at >= atShanghai(day, nightFrom) || at < atShanghai(day, nightUntil);
  const isPressing = /^【(?:提醒|逾期|到期)】/u.test(text);
  const isInWindow = at >= atShanghai(day, rules.windowFrom) && at < atShanghai(day, rules.windowUntil);
  return [
    ...(isPressing && !isInWindow ? [{ kind: "outsideHours", what: say(line) } as const] : []),
    ...(!to && isNight && row?.urgency !== "emergency" ? [{ kind: "groupAtNight", what: say(line) } as const] : []),
  ];
}

/** Each line of the network belongs to one row of the outbox, and each row that is said to have gone out to one line. */
function sentTwice({ sent, tables }: Evidence): readonly Violation[] {
  const heads = tables.lines.filter(({ mergedInto }) => mergedInto === undefined);
  const rowsOf = groupBy(
    heads.filter(({ providerId }) => providerId !== undefined),
    ({ providerId }) => providerId,
  );
  return sent.flatMap((line): readonly Violation[] => {
    const count = rowsOf.get(line.externalId)?.length ?? 0;
    return count === 1 ? [] : [{ kind: "sentTwice", what: `${count} rows for ${say(line)}` }];
  });
}

const mostLines = 3;

/** Emergencies, receipts, answers and what staff confirmed are not counted. */
function tooMany({ sent }: Evidence): readonly Violation[] {
  const counted = sent.filter(
    ({ to, row }) =>
      !to && row && row.urgency !== "emergency" && row.urgency !== "reply" && row.kind !== "broadcast-line",
  );
  return [...groupBy(counted, ({ chat, at }) => `${chat} on ${shanghaiDay(at)}`)]
    .filter(([, lines]) => lines.length > mostLines)
    .map(([what, lines]) => ({
      kind: "tooManyGroupLines",
      what: `${what}: ${lines.length} lines, ${[...new Set(lines.map(({ row }) => row?.kind))].join()}`,
    }));
}

function badRows({ tables, sent, town }: Evidence): readonly Violation[] {
  const known = new Set(sent.map(({ externalId }) => externalId));
  const keys = new Set<string>();
  return tables.lines.flatMap((row): readonly Violation[] => {
    const what = `${row.kind} ${row.dedupeKey} (${row.state})`;
    const isTwice = keys.has(row.dedupeKey);
    keys.add(row.dedupeKey);
    const isSent = row.state === "sent" || row.state === "confirmed";
    const reach = town.byExternalId.get(row.chat.slice("direct:".length))?.reach;
    const isLost =
      (isSent && !known.has(row.providerId ?? "")) ||
      row.state === "sending" ||
      row.state === "in-doubt" ||
      (row.state === "failed" && reach !== "blocked");
    return [
      ...(isTwice ? [{ kind: "sameKeyTwice", what } as const] : []),
      ...(row.isExplained ? [] : [{ kind: "unexplainedLine", what } as const]),
      ...(isLost ? [{ kind: "unsettledLine", what } as const] : []),
    ];
  });
}
