import type { Expr, ICall } from '../syntax/ast';

/** A call that reads or writes a file. */
export interface IFileCall {
  mode: 'read' | 'write';
  /** What the path is relative to (`Path('a').glob('*.csv')`), or null. */
  base: Expr | null;
  /** The argument that is the path, or null when `base` is all of it. */
  path: Expr | null;
}

/** Functions that take a path first and are called so nowhere else. */
const READERS = new Set(
  `imread loadmat loadtxt genfromtxt fromfile memmap open_dataset open_mfdataset open_dataarray load_dataarray open_zarr
  open_rasterio dcmread urlopen urlretrieve scan_csv scan_parquet scan_ipc scan_ndjson load_model load_img load_npz
  read_csv read_table read_excel read_json read_parquet read_feather read_hdf read_pickle read_html read_xml read_fwf
  read_stata read_sas read_spss read_orc read_file read_ipc read_ndjson read_avro listdir scandir iglob`.split(
    /\s+/
  )
);

/** Functions whose name says little without the module or class before it. */
const QUALIFIED =
  /^(?:(?:np|numpy|jnp|cp|torch|joblib|nib|nibabel|librosa|dill|cloudpickle)\.load|(?:gzip|bz2|lzma|tarfile|codecs|io|rasterio|Image|PIL\.Image|fits|wave|fsspec|netCDF4|xr)\.open|(?:h5py|tables)\.(?:File|open_file)|(?:netCDF4\.)?Dataset|(?:sf|soundfile|wavfile|Table|ascii|scipy\.io\.wavfile)\.read|(?:zipfile\.)?ZipFile|(?:requests|httpx)\.get|wget\.download|pooch\.retrieve|(?:glob\.)?glob|xr\.load_dataset|sqlite3\.connect|os\.walk)$/;

const WRITERS = new Set(
  `savefig savetxt savez savez_compressed imsave imwrite write_csv write_parquet write_html write_image write_json
  save_weights save_pretrained export_graphviz`.split(/\s+/)
);

/** Methods of data frames and arrays that write when they get a path, and return text when they do not. */
const EXPORTS =
  /^to_(?:csv|excel|parquet|json|pickle|feather|hdf|stata|html|latex|markdown|netcdf|zarr|file|orc|xml)$/;

/** Functions that take the object first and the path second. */
const DUMPS = /^(?:joblib|torch|dill)\.(?:dump|save)$/;

/** The file that a call reads or writes, or null when it does neither. */
export function fileCall(expr: ICall): IFileCall | null {
  const { func, args, keywords } = expr;
  const name = dotted(func);
  const last =
    func.type === 'Name' ? func.id : func.type === 'Attribute' ? func.attr : '';
  const named = keywords.find(({ arg }) =>
    /^(?:filepath_or_buffer|path|path_or_buf|fname|filename|file|io|filepath|url)$/.test(
      arg ?? ''
    )
  );
  const path = args[0] ?? named?.value ?? null;
  const of = (
    mode: IFileCall['mode'],
    at: Expr | null = path
  ): IFileCall | null =>
    at && !isBuffer(at) ? { mode, base: null, path: at } : null;

  if (name === 'open' || /^(?:io|codecs)\.open$/.test(name)) {
    return of(modeOf(expr, 1));
  }
  if (func.type === 'Attribute') {
    const method = pathMethod(expr, func);
    if (method) {
      return method;
    }
    if (EXPORTS.test(last)) {
      return of('write');
    }
    if (DUMPS.test(name)) {
      return of('write', args[1] ?? null);
    }
    if (/^(?:np|numpy|jnp)\.save$/.test(name)) {
      return of('write');
    }
  }
  if (QUALIFIED.test(name)) {
    return of(modeOf(expr, 1));
  }
  if (READERS.has(last)) {
    return of('read');
  }
  return WRITERS.has(last) ? of('write') : null;
}

/** Methods of `pathlib.Path`: the path is what they belong to. */
function pathMethod(
  expr: ICall,
  func: Extract<Expr, { type: 'Attribute' }>
): IFileCall | null {
  const base = func.value;
  switch (func.attr) {
    case 'read_text':
    case 'read_bytes':
      return { mode: 'read', base, path: null };
    case 'write_text':
    case 'write_bytes':
      return { mode: 'write', base, path: null };
    case 'open':
      return isPathLike(base)
        ? { mode: modeOf(expr, 0), base, path: null }
        : null;
    case 'glob':
    case 'rglob':
      return isPathLike(base) && expr.args[0]
        ? { mode: 'read', base, path: expr.args[0] }
        : null;
    default:
      return null;
  }
}

/** `Path(...)`, or something made from one by `/`. */
function isPathLike(expr: Expr): boolean {
  return (
    (expr.type === 'BinOp' && expr.op === '/') ||
    (expr.type === 'Call' &&
      /(?:^|\.)(?:Path|joinpath)$/.test(dotted(expr.func)))
  );
}

function modeOf({ args, keywords }: ICall, at: number): 'read' | 'write' {
  const given =
    args[at] ?? keywords.find(({ arg }) => arg === 'mode')?.value ?? null;
  const mode = given?.type === 'Constant' ? given.value : '';
  return typeof mode === 'string' && /^[rbtU]*[wax+]/.test(mode)
    ? 'write'
    : 'read';
}

/** `io.StringIO(...)` and the like stand for no file. */
function isBuffer(expr: Expr): boolean {
  return (
    expr.type === 'Call' && /(?:StringIO|BytesIO)$/.test(dotted(expr.func))
  );
}

function dotted(expr: Expr): string {
  return expr.type === 'Name'
    ? expr.id
    : expr.type === 'Attribute'
      ? `${dotted(expr.value)}.${expr.attr}`
      : '';
}
