import { randomBytes } from "node:crypto";
import { newPlateCode } from "../people/plate-code.js";
import type { Branded } from "../shared/ids.js";

/** The part of a public page's address that nobody can guess: 128 bits, base64url. */
export type PlateToken = Branded<"PlateToken">;

/** What stands on a building's plate beside its star. */
export interface PlateKey {
  readonly token: PlateToken;
  /** Six characters by which people name the building to the bot. It is public: it proves nothing. */
  readonly shortCode: string;
}

const tokenBytes = 16;

/** A new key; that its short code is nobody else's is for the store to see to. */
export const newPlateKey = (): PlateKey => ({
  token: randomBytes(tokenBytes).toString("base64url") as PlateToken,
  shortCode: newPlateCode(),
});

/** The token in an address, if it can be one. */
export const readToken = (text: string): PlateToken | undefined =>
  /^[\w-]{22}$/u.test(text) ? (text as PlateToken) : undefined;

/** The address of a plate's public page; without the service's own address it is relative. */
export const plateAddress = (token: PlateToken, publicUrl = ""): string => `${publicUrl}/p/${token}`;
