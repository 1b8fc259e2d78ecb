/** Hashes of the short runs of characters of a line. The arrays are used again for the next line. */
export interface Grams {
  readonly hashes: Uint32Array;
  readonly count: number;
}

const longestLine = 1000;
const hashes = new Uint32Array(3 * (longestLine + 2) + 8);
const edge = 2;
const digit = 48;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Mixes a 32-bit number so that near numbers are far apart. Source: the finaliser of MurmurHash3. */
export function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * All runs of one, two and three characters of a normalised line, its two edges counted as characters and all digits as
 * one. Only the first 1000 characters count.
 */
export function gramsOf(text: string): Grams {
  const length = Math.min(text.length, longestLine);
  let count = 0;
  let before = 0;
  let last = edge;
  for (let place = 0; place <= length; place += 1) {
    const raw = place < length ? text.charCodeAt(place) : edge;
    const code = isDigit(raw) ? digit : raw;
    const pair = Math.imul(last, 0x9e3779b1) + code;
    if (code !== edge) hashes[count++] = mix(code + 0x10000);
    hashes[count++] = mix(pair ^ 0x2b7e1516);
    if (place > 0) hashes[count++] = mix(Math.imul(pair ^ Math.imul(before, 0x27d4eb2f), 0x165667b1));
    before = last;
    last = code;
  }
  return { hashes, count };
}

/** A run of characters with its place in the line. */
export interface Gram {
  readonly begin: number;
  readonly end: number;
  readonly hash: number;
}

/** The runs of `gramsOf` with their places, for explaining. Runs over an edge are left out. */
export function placedGrams(text: string): readonly Gram[] {
  const { hashes: all } = gramsOf(text);
  const grams: Gram[] = [];
  let at = 0;
  const length = Math.min(text.length, longestLine);
  for (let place = 0; place <= length; place += 1) {
    if (place < length) grams.push({ begin: place, end: place + 1, hash: all[at++] ?? 0 });
    if (place > 0 && place < length) grams.push({ begin: place - 1, end: place + 1, hash: all[at] ?? 0 });
    at += 1;
    if (place > 1 && place < length) grams.push({ begin: place - 2, end: place + 1, hash: all[at] ?? 0 });
    if (place > 0) at += 1;
  }
  return grams;
}

const known = new Map<string, number>();

/** The hash of a named mark, such as `list:charge`. There must be few names: all are kept. Source: FNV-1a. */
export function hashOf(name: string): number {
  const before = known.get(name);
  if (before !== undefined) return before;
  let hash = 0x811c9dc5;
  for (let place = 0; place < name.length; place += 1) hash = Math.imul(hash ^ name.charCodeAt(place), 0x01000193);
  const mixed = mix(hash);
  known.set(name, mixed);
  return mixed;
}
