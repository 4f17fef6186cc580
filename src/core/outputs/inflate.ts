/** Base lengths and extra bits of the length codes from 257 on (RFC 1951, section 3.2.5). */
const LENGTHS = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67,
  83, 99, 115, 131, 163, 195, 227, 258
];
const LENGTH_BITS = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5,
  5, 5, 0
];

/** The order in which the lengths of code length codes are stored (section 3.2.7). */
const ORDER = [
  16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
];

const MAX_BITS = 15;

/**
 * The bytes that a raw deflate stream (RFC 1951) holds, in a buffer of its own.
 * Memory is bounded by `limit`, whatever the stream announces.
 *
 * @returns null when the stream is damaged or holds more than `limit` bytes
 */
export function inflate(bytes: Uint8Array, limit: number): Uint8Array | null {
  const out = new Output(limit);
  return run(bytes, out) ? out.bytes() : null;
}

/**
 * Whether a raw deflate stream ends within `limit` bytes. Nothing is kept, so
 * that this needs no memory; what follows the stream does not count.
 */
export function unpacks(
  bytes: Uint8Array,
  limit: number
): 'fits' | 'too long' | 'damaged' {
  const out = new Output(limit, false);
  return run(bytes, out) ? 'fits' : out.full ? 'too long' : 'damaged';
}

/** The raw deflate stream within a gzip file (RFC 1952) of one member, or null. */
export function gzipContent(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) {
    return null;
  }
  const flags = bytes[3];
  let at = 10;
  if (flags & 4) {
    at += 2 + bytes[at] + 256 * bytes[at + 1];
  }
  for (const text of [8, 16]) {
    if (flags & text) {
      at = bytes.indexOf(0, at) + 1;
      if (at === 0) {
        return null;
      }
    }
  }
  at += flags & 2 ? 2 : 0;
  return at + 8 < bytes.length ? bytes.subarray(at, bytes.length - 8) : null;
}

/** What came out so far, or its length alone. */
class Output {
  /** Whether more came than there is room for. */
  full = false;

  constructor(
    private readonly _limit: number,
    private readonly _keeps = true
  ) {}

  /** False when there is no room. */
  put(byte: number): boolean {
    if (!this._room(1)) {
      return false;
    }
    if (this._keeps) {
      this._buffer[this._length] = byte;
    }
    this._length++;
    return true;
  }

  /** Repeats what stands `distance` before the end; false when it cannot. */
  copy(distance: number, length: number): boolean {
    if (distance > this._length || !this._room(length)) {
      return false;
    }
    if (this._keeps) {
      for (let i = this._length; i < this._length + length; i++) {
        this._buffer[i] = this._buffer[i - distance];
      }
    }
    this._length += length;
    return true;
  }

  bytes(): Uint8Array {
    return this._buffer.slice(0, this._length);
  }

  private _room(length: number): boolean {
    const needed = this._length + length;
    if (needed > this._limit) {
      this.full = true;
      return false;
    }
    if (this._keeps && needed > this._buffer.length) {
      const size = Math.min(
        this._limit,
        Math.max(needed, 2 * this._buffer.length)
      );
      const larger = new Uint8Array(size);
      larger.set(this._buffer);
      this._buffer = larger;
    }
    return true;
  }

  private _buffer = new Uint8Array(1024);
  private _length = 0;
}

/** Bits of a stream, lowest first; zeros after its end, until too many were read. */
class Bits {
  constructor(private readonly _bytes: Uint8Array) {}

  /** The next bits, which stay. */
  peek(count: number): number {
    while (this._count < count) {
      this._held |= (this._bytes[this._at++] ?? 0) << this._count;
      this._count += 8;
    }
    return this._held & ((1 << count) - 1);
  }

  drop(count: number): void {
    this._held >>>= count;
    this._count -= count;
  }

  take(count: number): number {
    const value = this.peek(count);
    this.drop(count);
    return value;
  }

  /** Leaves the rest of a byte. */
  align(): void {
    this.drop(this._count % 8);
  }

  get ended(): boolean {
    return this._at - (this._count >> 3) > this._bytes.length;
  }

  private _at = 0;
  private _held = 0;
  private _count = 0;
}

/** Canonical Huffman codes (section 3.2.2): how many there are of each length, and their values in order. */
interface ICodes {
  counts: Uint16Array;
  values: number[];
}

function run(bytes: Uint8Array, out: Output): boolean {
  const bits = new Bits(bytes);
  let last = false;
  while (!last && !bits.ended) {
    last = bits.take(1) === 1;
    const kind = bits.take(2);
    const codes = kind === 1 ? fixedCodes() : kind === 2 && readCodes(bits);
    const good =
      kind === 0 ? stored(bits, out) : codes && compressed(bits, out, codes);
    if (!good) {
      return false;
    }
  }
  return last && !bits.ended;
}

function stored(bits: Bits, out: Output): boolean {
  bits.align();
  const length = bits.take(16);
  if ((length ^ bits.take(16)) !== 0xffff) {
    return false;
  }
  for (let i = 0; i < length; i++) {
    if (bits.ended || !out.put(bits.take(8))) {
      return false;
    }
  }
  return true;
}

function compressed(
  bits: Bits,
  out: Output,
  [literals, distances]: [ICodes, ICodes]
): boolean {
  while (!bits.ended) {
    const sign = read(bits, literals);
    if (sign === 256) {
      return true;
    }
    if (sign < 256) {
      if (sign < 0 || !out.put(sign)) {
        return false;
      }
      continue;
    }
    if (sign > 285) {
      return false;
    }
    const length = LENGTHS[sign - 257] + bits.take(LENGTH_BITS[sign - 257]);
    const far = read(bits, distances);
    if (far < 0 || far > 29) {
      return false;
    }
    const extra = far < 2 ? 0 : (far >> 1) - 1;
    const base = far < 4 ? far + 1 : ((2 + (far & 1)) << extra) + 1;
    if (!out.copy(base + bits.take(extra), length)) {
      return false;
    }
  }
  return false;
}

/** The value of the next code, or -1 when there is none. Its bits are stored highest first. */
function read(bits: Bits, { counts, values }: ICodes): number {
  const next = bits.peek(MAX_BITS);
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= MAX_BITS; length++) {
    code |= (next >> (length - 1)) & 1;
    const count = counts[length];
    if (code - count < first) {
      bits.drop(length);
      return values[index + code - first];
    }
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  return -1;
}

function readCodes(bits: Bits): [ICodes, ICodes] | null {
  const literals = bits.take(5) + 257;
  const distances = bits.take(5) + 1;
  const stored = bits.take(4) + 4;
  const order = new Array<number>(19).fill(0);
  for (let i = 0; i < stored; i++) {
    order[ORDER[i]] = bits.take(3);
  }
  const codes = codesOf(order);
  const lengths: number[] = [];
  while (lengths.length < literals + distances) {
    const sign = read(bits, codes);
    if (sign < 0 || bits.ended) {
      return null;
    }
    if (sign < 16) {
      lengths.push(sign);
      continue;
    }
    const value = sign === 16 ? lengths[lengths.length - 1] : 0;
    const times =
      sign === 16
        ? 3 + bits.take(2)
        : sign === 17
          ? 3 + bits.take(3)
          : 11 + bits.take(7);
    if (value === undefined) {
      return null;
    }
    for (let i = 0; i < times; i++) {
      lengths.push(value);
    }
  }
  return lengths.length === literals + distances
    ? [codesOf(lengths.slice(0, literals)), codesOf(lengths.slice(literals))]
    : null;
}

let fixed: [ICodes, ICodes] | null = null;

function fixedCodes(): [ICodes, ICodes] {
  fixed ??= [
    codesOf(
      Array.from({ length: 288 }, (_, i) =>
        i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8
      )
    ),
    codesOf(new Array<number>(30).fill(5))
  ];
  return fixed;
}

function codesOf(lengths: number[]): ICodes {
  const counts = new Uint16Array(MAX_BITS + 1);
  const starts = new Uint16Array(MAX_BITS + 2);
  for (const length of lengths) {
    counts[length]++;
  }
  counts[0] = 0;
  for (let length = 1; length <= MAX_BITS; length++) {
    starts[length + 1] = starts[length] + counts[length];
  }
  const values: number[] = [];
  lengths.forEach((length, value) => {
    if (length > 0) {
      values[starts[length]++] = value;
    }
  });
  return { counts, values };
}
