import { randomUUID } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Database } from "../../database/database.prisma.js";
import { Prisma } from "../../database/client/client.js";
import { createLineWriter } from "./line-writer.prisma.js";
import { fromRow, type LineRow, lineColumns } from "./line-row.prisma.js";
import { endingOf } from "./picture-type.js";
import { sandboxAccount, sandboxChannelName } from "./sandbox-account.js";
import type { SandboxLine } from "./sandbox-line.js";
import type { WorldStore } from "./world-store.js";

/** Files are named by us: an id and an ending. */
const fileName = /^[0-9a-f-]{36}\.[a-z]{3,4}$/u;

/** The lines of the sandbox in the service's own database, pictures as files under `folder`. */
export function createWorldStore(
  database: Pick<Database, "prisma">,
  { folder, botId }: { readonly folder: string; readonly botId: string },
): WorldStore {
  const { prisma } = database;
  const select = async (rest: Prisma.Sql): Promise<readonly SandboxLine[]> =>
    (await prisma.$queryRaw<LineRow[]>`SELECT ${lineColumns} FROM sandbox_line WHERE ${rest}`).map(fromRow);
  return {
    insert: createLineWriter(database),
    // PostgreSQL has no text with a NUL in it.
    find: async (id) => (id.includes("\0") ? undefined : (await select(Prisma.sql`id = ${id}`))[0]),
    findBySeq: async (seq) => (await select(Prisma.sql`seq = ${seq}`))[0],
    findAfter: (seq, { chat, limit, hasRecalls = false }) =>
      select(Prisma.sql`seq > ${seq} AND (${chat ?? null}::text IS NULL OR chat = ${chat ?? null})
        AND (${hasRecalls} OR kind <> 'recall') ORDER BY seq LIMIT ${limit}`),
    findNotAccepted: (since) => select(notAccepted(botId, since)),
    findOwn: (chat, text, since) =>
      select(Prisma.sql`"from" = ${botId} AND chat = ${chat} AND text = ${text} AND at >= ${since} ORDER BY seq`),
    async saveImage(name, bytes) {
      await mkdir(folder, { recursive: true });
      const file = `${randomUUID()}${endingOf(bytes)}`;
      await writeFile(join(folder, file), bytes);
      return { name: basename(name).slice(0, 100), file };
    },
    loadImage: (file) => (fileName.test(file) ? readIfThere(join(folder, file)) : Promise.resolve(undefined)),
    deleteImage: (file) => rm(join(folder, basename(file)), { force: true }),
  };
}

// The service's own key table says what it accepted: exact after any crash, and nothing else has to be kept.
const notAccepted = (botId: string, since: Date | undefined): Prisma.Sql => Prisma.sql`
  "from" <> ${botId} AND NOT recalled AND (${since ?? null}::timestamptz IS NULL OR at >= ${since ?? null})
  AND NOT EXISTS (
    SELECT 1 FROM seen WHERE seen.channel = ${sandboxChannelName} AND seen.account = ${sandboxAccount}
      AND seen.chat = sandbox_line.chat AND seen.external_id = sandbox_line.id)
  ORDER BY seq`;

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
