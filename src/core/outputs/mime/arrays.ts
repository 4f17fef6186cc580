import { fromBase64 } from '../base64';
import { gzipContent, inflate } from '../inflate';
import { isObject } from './json';

type JsonObject = { [key: string]: unknown };

/** Whether an object looks like an array as plotly 6 stores it: `{dtype: 'f8', bdata: '…'}`. */
export function isPlotlyArray(object: JsonObject): boolean {
  return typeof object.bdata === 'string' && typeof object.dtype === 'string';
}

/** Whether an object looks like an array as bokeh 3 stores it: `{type: 'ndarray', array: {data: '…'}}`. */
export function isBokehArray(object: JsonObject): boolean {
  return object.type === 'ndarray' && isObject(object.array);
}

/** Numbers of a typed array, in rows when it has a shape (`"2, 3"`); null when it is not one. */
export function plotlyArray({
  dtype,
  bdata,
  shape
}: JsonObject): unknown[] | null {
  const numbers = typedArray(String(dtype), String(bdata));
  const sizes = shape === undefined ? [] : String(shape).split(',').map(Number);
  const total = sizes.reduce((product, size) => product * size, 1);
  if (numbers === null || sizes.length < 2 || sizes.length > 3) {
    return numbers;
  }
  return sizes.every(size => size > 0) && total === numbers.length
    ? inRows(numbers, sizes.slice(1))
    : null;
}

function inRows(numbers: unknown[], sizes: number[]): unknown[] {
  const length = sizes.reduce((product, size) => product * size, 1);
  return Array.from({ length: numbers.length / length }, (_, i) => {
    const row = numbers.slice(i * length, (i + 1) * length);
    return sizes.length > 1 ? inRows(row, sizes.slice(1)) : row;
  });
}

const BOKEH_TYPES: { [name: string]: string } = {
  float64: 'f8',
  float32: 'f4',
  int32: 'i4',
  uint32: 'u4',
  int16: 'i2',
  uint16: 'u2',
  int8: 'i1',
  uint8: 'u1'
};

/** Numbers of an array, which may be packed; as stored when they cannot be read. */
export function bokehArray({
  array,
  dtype,
  shape,
  order
}: JsonObject): unknown {
  const { data } = array as JsonObject;
  const type = BOKEH_TYPES[String(dtype)];
  const bytes = typeof data === 'string' && type ? fromBase64(data) : null;
  if (bytes === null || order === 'big' || !Array.isArray(shape)) {
    return array;
  }
  const size = shape.map(Number).reduce((a, b) => a * b, Number(type[1]));
  if (!(size >= 0 && size <= MAX_UNPACKED)) {
    return array;
  }
  const packed = bytes.length === size ? null : gzipContent(bytes);
  const content = packed ? inflate(packed, size) : bytes;
  return content?.length === size ? numbersIn(type, content) : array;
}

/** Bytes of an array that is unpacked. */
const MAX_UNPACKED = 4_000_000;

/** Numbers of an array in base64, little-endian; null when it is not one. */
function typedArray(dtype: string, base64: string): number[] | null {
  const bytes = fromBase64(base64);
  return bytes && numbersIn(dtype, bytes);
}

function numbersIn(dtype: string, bytes: Uint8Array): number[] | null {
  const kind = dtype.replace(/^[<|=]/, '');
  const size = Number(kind[1]);
  const read = READERS[kind];
  if (!read || bytes.length % size !== 0) {
    return null;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / size }, (_, i) =>
    read(view, i * size)
  );
}

const READERS: { [kind: string]: (view: DataView, at: number) => number } = {
  f8: (view, at) => view.getFloat64(at, true),
  f4: (view, at) => view.getFloat32(at, true),
  i4: (view, at) => view.getInt32(at, true),
  u4: (view, at) => view.getUint32(at, true),
  i2: (view, at) => view.getInt16(at, true),
  u2: (view, at) => view.getUint16(at, true),
  i1: (view, at) => view.getInt8(at),
  u1: (view, at) => view.getUint8(at)
};
