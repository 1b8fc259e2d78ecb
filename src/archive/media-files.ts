import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { MediaId } from "../shared/ids.js";
import type { MediaSize } from "./media-store.js";
import type { Picture } from "./picture.js";

/** The files of stored pictures, below one folder. */
export interface MediaFiles {
  /** Writes a picture and its thumbnail; resolves when both are on the disk to stay. */
  write(id: MediaId, picture: Picture): Promise<{ readonly file: string; readonly sha256: string }>;
  /** The bytes; undefined where there is no such file. */
  read(file: string, size: MediaSize): Promise<Buffer | undefined>;
  remove(file: string): Promise<void>;
}

/**
 * Files below `<dataDir>/media`, in folders by the first digits of their hash. Every row has files of its own, so that
 * removing one can never take the picture of another.
 */
export function createMediaFiles(dataDir: string): MediaFiles {
  const pathOf = (file: string, size: MediaSize): string =>
    join(dataDir, "media", size === "full" ? file : file.replace(/\.jpg$/u, ".thumbnail.jpg"));
  return {
    async write(id, { bytes, thumbnail }) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const file = `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${id}.jpg`;
      await mkdir(dirname(pathOf(file, "full")), { recursive: true });
      await writeDurably(pathOf(file, "thumbnail"), thumbnail);
      await writeDurably(pathOf(file, "full"), bytes);
      return { file, sha256 };
    },
    async read(file, size) {
      try {
        return await readFile(pathOf(file, size));
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
        throw error;
      }
    },
    async remove(file) {
      await rm(pathOf(file, "full"), { force: true });
      await rm(pathOf(file, "thumbnail"), { force: true });
    },
  };
}

/** A crash leaves either the whole file under its name or nothing. */
async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const unfinished = `${path}.tmp`;
  const handle = await open(unfinished, "w");
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, path);
  const folder = await open(dirname(path), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
