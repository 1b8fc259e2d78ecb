import { type Response, Router } from "express";
import { z } from "zod";
import type { MediaId } from "../shared/ids.js";
import type { MediaSize, MediaStore } from "./media-store.js";

const mediaId = z.uuid().transform((id) => id as MediaId);

/**
 * `GET /api/media/{id}` and `GET /api/media/{id}/thumbnail`: the bytes of a stored picture. 404 with problem details
 * for an unknown id and for what is no id. Who may see pictures is decided by what is mounted before.
 */
export function createMediaRoutes(deps: { readonly media: Pick<MediaStore, "load"> }): Router {
  const send = async (id: unknown, size: MediaSize, response: Response): Promise<void> => {
    const parsed = mediaId.safeParse(id);
    const found = parsed.success ? await deps.media.load(parsed.data, size) : undefined;
    if (!found?.ok) {
      response
        .status(404)
        .type("application/problem+json")
        .send({ type: "about:blank", title: "Not Found", status: 404 });
      return;
    }
    response
      .type(found.value.mime)
      .set({
        // A stored picture never changes, but only those who may see it may keep it.
        "cache-control": "private, max-age=86400, immutable",
        "content-disposition": "inline",
        "x-content-type-options": "nosniff",
      })
      .send(found.value.bytes);
  };
  return Router()
    .get("/api/media/:id", (request, response) => send(request.params.id, "full", response))
    .get("/api/media/:id/thumbnail", (request, response) => send(request.params.id, "thumbnail", response));
}
