import { type Logger, pino } from "pino";
import type { Config } from "./config.js";

/** The service's log: one JSON object a line, with ISO times; on stdout, or on stderr (2) where stdout is for a result. */
export const createLog = (level: Config["logLevel"], descriptor: 1 | 2 = 1): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(descriptor));
