import type { BuildingCode } from "../shared/ids.js";

/** A rental building as the chat needs it; its whole file hangs on the code. */
export interface Building {
  readonly code: BuildingCode;
  /** As people say it first: `3栋`. */
  readonly name: string;
  /** Estate or village: 华侨新村. */
  readonly estate: string;
  /** Other names, exactly as said: `麻布新村28号`, `兰姐那栋`. */
  readonly aliases: readonly string[];
  readonly address: string;
  /** Community name (麻布社区), street name (西乡街道), grid code (8 levels: the first 14 digits of the building code). */
  readonly community: string;
  readonly street: string;
  readonly grid: string;
}
