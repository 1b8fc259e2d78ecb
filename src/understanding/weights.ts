/**
 * A table of weights, one row for each known hash. A row has a column for each class, unless the table is narrow, and
 * one for each hidden unit; the units are rectified and count for the classes by `outer`.
 */
export interface WeightTable {
  readonly classes: readonly string[];
  /** Number of hidden units. */
  readonly hidden: number;
  readonly isNarrow: boolean;
  /** Sorted. */
  readonly keys: Uint32Array;
  /** A row for each key, a column for each scale, in units of `scales`. */
  readonly weights: Int8Array;
  /** One for each column: what one unit of its weights is worth. */
  readonly scales: Float32Array;
  readonly bias: Float32Array;
  readonly innerBias: Float32Array;
  /** `hidden × classes.length` */
  readonly outer: Float32Array;
}

/** Weights to ship: the tables by name, and how much a run of characters and a mark count. */
export interface Weights {
  readonly tables: Readonly<Record<string, WeightTable>>;
  /** The runs of characters of a line count this much together, by the root of their number. */
  readonly gramValue: number;
  readonly markValue: number;
}

const magic = "LXW1";
const headLength = 8;

interface Header {
  readonly gramValue: number;
  readonly markValue: number;
  readonly tables: readonly TableHeader[];
}

interface TableHeader {
  readonly name: string;
  readonly classes: readonly string[];
  readonly hidden: number;
  readonly isNarrow: boolean;
  readonly rows: number;
}

/** Packs weights into the bytes of the file. The same weights give the same bytes. */
export function packWeights({ tables, gramValue, markValue }: Weights): Buffer {
  const header: Header = {
    gramValue,
    markValue,
    tables: Object.entries(tables).map(([name, { classes, hidden, isNarrow, keys }]) => ({
      name,
      classes,
      hidden,
      isNarrow,
      rows: keys.length,
    })),
  };
  const head = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([head, Buffer.alloc((4 - (head.length % 4)) % 4, " ")]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(padded.length);
  const parts = Object.values(tables).flatMap(({ keys, scales, bias, innerBias, outer, weights }) => [
    ...[keys, scales, bias, innerBias, outer, weights].map(bytesOf),
    Buffer.alloc((4 - (weights.length % 4)) % 4),
  ]);
  return Buffer.concat([Buffer.from(magic), length, padded, ...parts]);
}

const bytesOf = (array: Uint32Array | Float32Array | Int8Array): Buffer =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength);

/** Reads the file of weights. Throws where it is none or was cut. */
export function unpackWeights(file: Uint8Array): Weights {
  const bytes = Buffer.from(file);
  if (bytes.toString("latin1", 0, 4) !== magic) throw new Error("this is no file of weights: train it again");
  let at = headLength + bytes.readUInt32LE(4);
  const { gramValue, markValue, tables } = JSON.parse(bytes.toString("utf8", headLength, at)) as Header;
  const take = (length: number): ArrayBuffer => {
    if (at + length > bytes.length) throw new Error("the file of weights is cut off: train it again");
    const part = new Uint8Array(bytes.subarray(at, at + length));
    at += length;
    return part.buffer;
  };
  const read = tables.map(({ name, classes, hidden, isNarrow, rows }): readonly [string, WeightTable] => {
    const width = (isNarrow ? 0 : classes.length) + hidden;
    const keys = new Uint32Array(take(rows * 4));
    const scales = new Float32Array(take(width * 4));
    const bias = new Float32Array(take(classes.length * 4));
    const innerBias = new Float32Array(take(hidden * 4));
    const outer = new Float32Array(take(hidden * classes.length * 4));
    const weights = new Int8Array(take(rows * width));
    take((4 - (weights.length % 4)) % 4);
    return [name, { classes, hidden, isNarrow, keys, scales, bias, innerBias, outer, weights }];
  });
  return { gramValue, markValue, tables: Object.fromEntries(read) };
}
