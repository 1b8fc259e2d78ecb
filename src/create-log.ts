import { type Logger, pino } from "pino";
import type { Config } from "./config.js";

/** The service's log: one JSON object a line on stdout, with ISO times. */
export const createLog = (level: Config["logLevel"]): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
