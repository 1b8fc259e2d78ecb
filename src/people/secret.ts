import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** What is kept of a secret: enough to know it again, not enough to say it. Both parts in base64. */
export interface SecretHash {
  readonly salt: string;
  readonly hash: string;
}

const hashBytes = 32;
const saltBytes = 16;
/** About 16 MB and some 30 ms a try. Source: the defaults of scrypt in Node, which are for passwords typed by people. */
const cost = { N: 16_384, r: 8, p: 1 } as const;

/** Hashes a secret with a salt of its own. */
export async function hashSecret(secret: string): Promise<SecretHash> {
  const salt = randomBytes(saltBytes);
  return { salt: salt.toString("base64"), hash: (await derive(secret, salt)).toString("base64") };
}

/** Whether the secret is the one that was hashed. */
export async function isSecret(secret: string, { salt, hash }: SecretHash): Promise<boolean> {
  const kept = Buffer.from(hash, "base64");
  const derived = await derive(secret, Buffer.from(salt, "base64"));
  return kept.length === derived.length && timingSafeEqual(kept, derived);
}

const derive = (secret: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(secret, salt, hashBytes, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
