/** Bytes of whole numbers from 0 to 2³¹ − 1, seven bits a byte, low ones first (LEB128): most take one byte. */
export function writeVarints(values: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(values.length * 5);
  let at = 0;
  for (const value of values) {
    let rest = value;
    for (; rest > 127; rest >>>= 7) bytes[at++] = (rest & 127) | 128;
    bytes[at++] = rest;
  }
  return bytes.slice(0, at);
}

/** Reads exactly `count` numbers. Throws where the bytes are fewer or more. */
export function readVarints(bytes: Uint8Array, count: number): Uint32Array {
  const values = new Uint32Array(count);
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 28) throw new Error(`the numbers end at byte ${at} of ${bytes.length}`);
      value |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    values[index] = value;
  }
  if (at !== bytes.length) throw new Error(`${bytes.length - at} bytes are left after the numbers`);
  return values;
}
