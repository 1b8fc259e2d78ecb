import { recalledText } from "../archive/recalled-text.js";
import type { RoleKind } from "../buildings/person.js";
import { isDirectChat } from "../channels/channel.js";
import type { OpenedDatabase } from "../database/database.prisma.js";
import type { MessageId } from "../shared/ids.js";
import type { Intent } from "../understanding/reading.js";
import type { SaidLines } from "./export-labels.js";
import { decisionKinds, type SaidLine } from "./said-line.js";

interface Row {
  readonly id: string;
  readonly text: string;
  readonly chat: string;
  readonly mentions_bot: boolean;
  readonly media_count: number;
  readonly names: readonly (string | null)[];
  readonly roles: readonly RoleKind[] | null;
  readonly intent: Intent | null;
  readonly places: readonly { readonly building?: string; readonly estate?: string }[] | null;
  readonly marks: readonly (SaidLine["marks"][number] & { readonly people?: readonly (string | null)[] })[];
}

/** Lines about which something was decided, on PostgreSQL or PGlite. @param pageSize lines held at once */
export function createSaidLines(
  database: Pick<OpenedDatabase, "scriptTransaction">,
  { now, pageSize = 500 }: { readonly now: Date; readonly pageSize?: number },
): SaidLines {
  return {
    forEachPage: (since, onPage) =>
      // A cursor: the log has no index on messages, so all of it is gone through once. The server sorts and holds it.
      database.scriptTransaction(async (session) => {
        const instants = { since: since.toISOString(), now: now.toISOString() };
        await session.query(`DECLARE said NO SCROLL CURSOR FOR ${saidSql(instants)}`);
        for (;;) {
          const rows = (await session.query(`FETCH ${pageSize} FROM said`)) as unknown as readonly Row[];
          if (rows.length > 0) await onPage(rows.map(toSaidLine));
          if (rows.length < pageSize) break;
        }
        await session.query("CLOSE said");
      }),
  };
}

/** DECLARE takes no values, hence the instants as literals; both come from Date.toISOString. */
const saidSql = ({ since, now }: { readonly since: string; readonly now: string }): string => `
  WITH decided AS (
    SELECT hazard_id, max(at) AS at,
      jsonb_agg(jsonb_build_object('seq', seq, 'kind', kind, 'text', data->>'text') ORDER BY seq) AS decisions
    FROM hazard_event WHERE kind IN (${decisionKinds.map((kind) => `'${kind}'`).join(", ")}) GROUP BY hazard_id
  ), mark AS (
    SELECT e.message_id, decided.at, jsonb_build_object('kind', e.kind, 'seq', e.seq, 'text', e.data->>'text', 'code', h.code,
      'severity', h.severity, 'state', h.state, 'decisions', decided.decisions,
      'people', jsonb_build_array(reporter.name, responsible.name)) AS mark
    FROM decided JOIN hazard h ON h.id = decided.hazard_id
    JOIN hazard_event e ON e.hazard_id = h.id AND e.kind IN ('reported', 'joined', 'supplemented', 'fixed')
    LEFT JOIN person reporter ON reporter.id = h.reporter_id
    LEFT JOIN person responsible ON responsible.id = h.responsible_id
    WHERE e.message_id IS NOT NULL
    UNION ALL
    SELECT (answer->>'messageId')::uuid, r.read_at, jsonb_build_object('kind', 'answered', 'isReport', answer->'isReport',
      'codes', (SELECT coalesce(jsonb_agg(DISTINCT h.code), '[]') FROM hazard h
        JOIN jsonb_array_elements_text(r.decision->'hazardIds') AS id ON h.id = id::uuid))
    FROM message_reading r CROSS JOIN LATERAL jsonb_array_elements(r.decision->'answered') AS answer
    WHERE r.decision ? 'answered'
  ), line AS (
    SELECT message_id, jsonb_agg(mark ORDER BY at, mark) AS marks FROM mark
    GROUP BY message_id HAVING max(at) >= '${since}'::timestamptz
  )
  SELECT m.id::text, m.text, m.chat, m.mentions_bot, m.media_count, line.marks, jsonb_build_array(m.sender_name, p.name) AS names,
    (SELECT jsonb_agg(DISTINCT role.kind) FROM role WHERE role.person_id = p.id AND role.verified_at IS NOT NULL
      AND (role.ended_at IS NULL OR role.ended_at > '${now}'::timestamptz)) AS roles,
    r.reading->>'intent' AS intent, r.reading->'places' AS places
  FROM line JOIN message m ON m.id = line.message_id
  LEFT JOIN identity i ON i.channel = m.channel AND i.account = m.account AND i.external_id = m.sender_id
  LEFT JOIN person p ON p.id = i.person_id
  LEFT JOIN message_reading r ON r.message_id = m.id
  WHERE NOT m.is_own AND m.kind IN ('text', 'image') AND m.text <> '' AND m.text <> '${recalledText}'
  ORDER BY m.id`;

function toSaidLine(row: Row): SaidLine {
  const people = row.marks.flatMap((mark) => mark.people ?? []);
  return {
    id: row.id as MessageId,
    text: row.text,
    isGroup: !isDirectChat(row.chat),
    mentionsBot: row.mentions_bot,
    hasPicture: row.media_count > 0,
    roles: row.roles ?? [],
    names: [...row.names, ...people].filter((name) => name !== null),
    places: (row.places ?? [])
      .flatMap((place) => [place.building, place.estate])
      .filter((words) => words !== undefined),
    ...(row.intent === null ? {} : { intent: row.intent }),
    marks: row.marks,
  };
}
