import type { Router } from "express";
import { createBlockBoard } from "./blocks/block-board.js";
import { createBlockStore } from "./blocks/block-store.prisma.js";
import { createMapPayloads } from "./blocks/map-payload.js";
import { parseStreets } from "./buildings/streets.js";
import type { Core } from "./compose.js";
import { createBlocksRouter } from "./http/blocks.routes.js";
import { templatePath } from "./load-rules.js";
import { readYaml } from "./shared/read-yaml.js";

/** The map looks for changes at most so often, however many look at it. */
const restMs = 10_000;

/** The addresses of block data and of the map's payload. */
export function openBlocks({ database, fileRules, clock, log }: Core): Router {
  const kinds = Object.keys(fileRules.sections["basic"]?.fields["kind"]?.choices ?? {});
  const now = (): Date => clock.now();
  const board = createBlockBoard({ store: createBlockStore(database, kinds), now });
  const onFailed = (error: unknown): void => log.error({ err: error }, "the map was not renewed");
  const map = createMapPayloads({ board, kinds, restMs, now, onFailed });
  return createBlocksRouter({ board, map, streets: readYaml(templatePath("rules", "streets.yaml"), parseStreets) });
}
