import type { Database } from "../database/database.prisma.js";
import type { Clock } from "../shared/clock.js";
import { type MediaId, newId } from "../shared/ids.js";
import { err, ok } from "../shared/result.js";
import { createLimit } from "./limit.js";
import type { MediaFiles } from "./media-files.js";
import type { MediaStore } from "./media-store.js";
import { preparePicture } from "./picture.js";
import type { PictureOrigin } from "./picture-origin.js";
import { isSane } from "./sane-dates.js";

/** Pictures decoded at once: each may need some hundred MB while it is shrunk. */
const atOnce = 2;

/** Pictures as files, with a row each. */
export function createMediaStore(deps: {
  readonly database: Database;
  readonly files: MediaFiles;
  readonly clock: Clock;
}): MediaStore {
  const { prisma } = deps.database;
  const limited = createLimit(atOnce);
  return {
    async store(bytes, { chat, messageId }) {
      const prepared = await limited(() => preparePicture(bytes));
      if (!prepared.ok) return prepared;
      const id = newId<MediaId>();
      const { width, height, origin } = prepared.value;
      const mime = "image/jpeg";
      const { file, sha256 } = await deps.files.write(id, prepared.value);
      const byteLength = prepared.value.bytes.byteLength;
      const createdAt = deps.clock.now();
      await prisma.media.create({
        data: {
          id,
          chat,
          messageId: messageId ?? null,
          sha256,
          mime,
          byteLength,
          width,
          height,
          file,
          createdAt,
          ...originColumns(origin, createdAt),
        },
      });
      return ok({ id, mime, width, height });
    },
    async load(id, size) {
      const row = await prisma.media.findUnique({ where: { id }, select: { file: true, mime: true } });
      const bytes = row ? await deps.files.read(row.file, size) : undefined;
      return row && bytes ? ok({ mime: row.mime, bytes }) : err("not-found");
    },
  };
}

const originColumns = ({ sha256, likeness, takenAt, position }: PictureOrigin, now: Date) => ({
  originalSha256: sha256,
  likeness: likeness?.whole ?? null,
  innerLikeness: likeness?.inner ?? null,
  takenAt: takenAt && isSane(takenAt, now) ? takenAt : null,
  takenLat: position?.lat ?? null,
  takenLon: position?.lon ?? null,
});
