import { createBatcher } from "../../archive/batcher.js";
import type { Database } from "../../database/database.prisma.js";
import { fromRow, type LineRow, lineColumns } from "./line-row.prisma.js";
import type { SandboxLine, SandboxLineDraft } from "./sandbox-line.js";
import type { WorldStore } from "./world-store.js";

type Written = Awaited<ReturnType<WorldStore["insert"]>>;

interface Entry {
  readonly draft: SandboxLineDraft;
  readonly resolve: (written: Written) => void;
  readonly reject: (error: unknown) => void;
}

/** The most lines of one statement. */
const batchSize = 500;

/**
 * Commits lines through one lane, all that waits in one statement: so the numbers appear in their order, and somebody
 * who reads on from the last number misses none.
 */
export function createLineWriter(database: Pick<Database, "prisma">): WorldStore["insert"] {
  const batcher = createBatcher<Entry>({
    lanes: 1,
    batchSize,
    keyOf: () => "all",
    run: (batch) => writeBatch(database, batch),
  });
  return (draft) => new Promise((resolve, reject) => batcher.add({ draft, resolve, reject }));
}

async function writeBatch(database: Pick<Database, "prisma">, batch: readonly Entry[]): Promise<void> {
  try {
    const lines = await insertLines(
      database,
      batch.map((entry) => entry.draft),
    );
    const unused = new Map(lines.map((one) => [one.line.id, one]));
    for (const entry of batch) settle(entry, unused);
  } catch (error) {
    if (batch.length === 1) return batch.forEach((entry) => entry.reject(error));
    // One bad line must not cost the others.
    for (const entry of batch) await writeBatch(database, [entry]);
  }
}

function settle({ draft, resolve, reject }: Entry, lines: Map<string, Written>): void {
  const written = lines.get(draft.id);
  if (!written) return reject(new Error(`the sandbox line ${draft.id} vanished`));
  // The same id twice in one batch: only the first was new.
  lines.set(draft.id, { ...written, isNew: false });
  resolve(written);
}

async function insertLines(
  { prisma }: Pick<Database, "prisma">,
  drafts: readonly SandboxLineDraft[],
): Promise<readonly Written[]> {
  const rows = await prisma.$queryRaw<LineRow[]>`
    WITH draft AS (
      SELECT * FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(drafts)}::jsonb) AS (id text, chat text, "from" text,
        "to" text, text text, kind text, image jsonb, quote int, mentions jsonb, at timestamptz)) WITH ORDINALITY
        AS t(id, chat, "from", "to", text, kind, image, quote, mentions, at, position)
    ), taken_back AS (
      UPDATE sandbox_line SET recalled = true, text = '', image = NULL
      WHERE id IN (SELECT text FROM draft WHERE kind = 'recall')
    )
    INSERT INTO sandbox_line (id, chat, "from", "to", text, kind, image, quote, mentions, at)
    SELECT id, chat, "from", "to", text, kind, image, quote, ARRAY(SELECT jsonb_array_elements_text(mentions)), at
    FROM draft ORDER BY position
    ON CONFLICT (id) DO NOTHING RETURNING ${lineColumns}`;
  const fresh = rows.map((row) => ({ line: fromRow(row), isNew: true }));
  const missing = drafts.map((draft) => draft.id).filter((id) => !fresh.some(({ line }) => line.id === id));
  if (missing.length === 0) return fresh;
  return [...fresh, ...(await findStanding({ prisma }, missing)).map((line) => ({ line, isNew: false }))];
}

async function findStanding(
  { prisma }: Pick<Database, "prisma">,
  ids: readonly string[],
): Promise<readonly SandboxLine[]> {
  const rows = await prisma.$queryRaw<LineRow[]>`
    SELECT ${lineColumns} FROM sandbox_line WHERE id = ANY(${[...ids]}::text[])`;
  return rows.map(fromRow);
}
