/** What a piece of IPython syntax does to the names of the notebook. */
export interface IEffect {
  /** Names it defines for certain. */
  binds: string[];
  /** Names it may define. */
  mayBind: string[];
  deletes: string[];
  /** A pattern: matching names are deleted (`%reset_selective`). */
  deletesMatching: string | null;
  /** `%reset`: every name is gone. */
  clears: boolean;
  /** Why names may exist that no cell shows, or null. */
  unknown: string | null;
  /** A file whose code runs among the names of the notebook; `unknown` does not hold if its names are known. */
  runs: string | null;
  /** Names it must find. */
  reads: string[];
  /** Names it uses when they exist: IPython leaves `{x}` and `$x` alone when `x` is missing. */
  softReads: string[];
}

const NONE: IEffect = {
  binds: [],
  mayBind: [],
  deletes: [],
  deletesMatching: null,
  clears: false,
  unknown: null,
  runs: null,
  reads: [],
  softReads: []
};

/** An effect with the given parts. */
export function effect(parts: Partial<IEffect> = {}): IEffect {
  return { ...NONE, ...parts };
}

/** Line magics that neither define nor remove a name. */
const QUIET = new Set(
  `alias alias_magic autoawait autocall automagic autoindent autoreload aimport bookmark cat cd clear cls code_wrap
  colors conda config connect_info copy cp ddir debug dhist dirs doctest_mode echo ed edit env gui hist history
  killbgscripts ldir less lf lk ll lp load load_ext loadpy logoff logon logstart logstate logstop ls lsmagic lx magic mamba
  man matplotlib micromamba mkdir more mv notebook page paste pastebin pdb pdef pdoc pfile pinfo pinfo2 pip popd
  pprint precision profile psearch psource pushd pwd pycat pylsp qtconsole quickref recall rehashx reload_ext ren
  rep rm rmdir save sc set_env subshell sx system tb tensorboard unalias unload_ext uv watermark who who_ls whos
  xmode lprun mprun memit time timeit prun store macro reset reset_selective xdel run pylab rerun
  sql dotenv`.split(/\s+/)
);

/** Words that IPython runs as a magic without the percent sign, when no variable hides them. */
export function isAutomagic(word: string): boolean {
  return (
    QUIET.has(word) &&
    !/^(?:sql|dotenv|watermark|tensorboard|aimport|lprun|mprun|memit|echo|copy|ren|ddir|ldir|cls|pylsp|autoreload|uv)$/.test(
      word
    )
  );
}

/** Extensions known to add no names. */
const EXTENSIONS = new Set(
  `autoreload autotime bigquery blackcellmagic cython Cython dotenv google.cloud.bigquery google.colab.data_table
  ipytest jupyter_ai jupyter_black lab_black line_profiler memory_profiler nb_black nb_mypy pyinstrument rpy2.ipython scalene
  snakeviz sql storemagic tensorboard tensorboard.notebook watermark wurlitzer`.split(
    /\s+/
  )
);

const PYLAB =
  'numpy matplotlib pylab mlab pyplot np plt figsize getfigs display';

/** Names inside `{...}` and after `$` in the text of a magic or a shell command. */
export function expansions(text: string): string[] {
  const names: string[] = [];
  for (const found of text.matchAll(
    /\{\s*([A-Za-z_]\w*)[^{}]*\}|\$\{?([A-Za-z_]\w*)/g
  )) {
    names.push(found[1] ?? found[2]);
  }
  return names;
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(word => word !== '');
}

function identifiers(text: string): string[] {
  return words(text).filter(word => /^[A-Za-z_]\w*$/.test(word));
}

/**
 * The effect of a line magic. Source of the rules: IPython's built-in magics
 * (https://ipython.readthedocs.io/en/stable/interactive/magics.html).
 *
 * @param name - Without the percent sign.
 */
export function lineMagic(name: string, rest: string): IEffect {
  const softReads = expansions(rest);
  switch (name) {
    case 'reset':
      return /\b(?:in|out|dhist|array)\b/.test(rest)
        ? effect()
        : effect({ clears: true });
    case 'reset_selective':
      return effect({
        deletesMatching: words(rest).filter(word => word !== '-f')[0] ?? null
      });
    case 'xdel':
      return effect({ deletes: identifiers(rest), reads: identifiers(rest) });
    case 'macro':
      return effect({ binds: identifiers(rest).slice(0, 1) });
    case 'store':
      return stored(rest);
    case 'pylab':
      return effect({
        binds: PYLAB.split(' '),
        unknown: /--no-import-all/.test(rest) ? null : '%pylab'
      });
    case 'run':
      return effect({ unknown: '%run', runs: script(rest), softReads });
    case 'rerun':
      return effect({ unknown: '%rerun' });
    case 'load_ext':
    case 'reload_ext':
      return effect({
        unknown: words(rest).every(word => EXTENSIONS.has(word))
          ? null
          : '%load_ext'
      });
    case 'sc':
      return effect({ binds: assigned(rest), softReads });
    case 'R':
    case 'Rpull':
    case 'Rget':
      return effect({ binds: options(rest, ['-o', '--output']), softReads });
    case 'sql':
      return effect({ binds: sqlTarget(rest), softReads });
    case 'lprun':
      return effect({
        reads: options(rest, ['-f']).filter(word => /^\w+$/.test(word))
      });
    default:
      return QUIET.has(name)
        ? effect({ softReads })
        : effect({ unknown: `%${name}`, softReads });
  }
}

/** The file that `%run` names, or null if its options change what happens to the names. */
function script(rest: string): string | null {
  const [option, file] = /^-i$/.test(words(rest)[0] ?? '')
    ? words(rest)
    : ['', words(rest)[0]];
  return file && !file.startsWith('-') && option.length < 3
    ? file.replace(/(?<!\.(?:py|ipy|ipynb))$/, '.py')
    : null;
}

function stored(rest: string): IEffect {
  const names = identifiers(rest);
  if (/^-r\b/.test(rest)) {
    return names.length > 0
      ? effect({ mayBind: names })
      : effect({ unknown: '%store -r' });
  }
  return /^-/.test(rest) ? effect() : effect({ softReads: names });
}

function assigned(rest: string): string[] {
  const found = /([A-Za-z_]\w*)\s*=/.exec(rest);
  return found ? [found[1]] : [];
}

function sqlTarget(rest: string): string[] {
  const found = /(?:^|\s)([A-Za-z_]\w*)\s*<</.exec(rest);
  return found ? [found[1]] : [];
}

/** Values of options, several for one option when separated by commas. */
function options(rest: string, flags: string[]): string[] {
  const all = rest.split(/[\s=]+/);
  return all.flatMap((word, i) =>
    flags.includes(word) ? (all[i + 1] ?? '').split(',') : []
  );
}

/** Cell magics whose body is Python that runs in the notebook. */
export const PYTHON_CELLS = new Set([
  'time',
  'timeit',
  'capture',
  'prun',
  'memit',
  'mprun',
  'lprun',
  'debug',
  'heat',
  'scalene',
  'pyinstrument',
  'snakeviz',
  'wurlitzer',
  'ipytest',
  'black',
  'autotime',
  'notify',
  'code_wrap'
]);

/** Cell magics whose body is not Python, or runs elsewhere. */
const FOREIGN_CELLS = new Set(
  `! bash cmd file html HTML javascript js latex markdown perl powershell pypy python python2 python3 ruby script sh
  svg SVG sx system writefile mermaid graphviz dot cpp load_ext`.split(/\s+/)
);

/** The effect of a cell magic's own line; the body of Python cells is read apart from it. */
export function cellMagic(name: string, rest: string, body: string): IEffect {
  const softReads = [...expansions(rest), ...expansions(body)];
  const plain = words(rest).filter(word => !word.startsWith('-'));
  if (name === 'capture') {
    return effect({ binds: identifiers(plain[0] ?? '') });
  }
  if (PYTHON_CELLS.has(name)) {
    return effect();
  }
  if (FOREIGN_CELLS.has(name)) {
    const binds = options(rest, ['--out', '--err', '--proc']);
    return effect({ binds, softReads });
  }
  if (name === 'sql') {
    return effect({ binds: sqlTarget(rest), softReads });
  }
  if (name === 'bigquery') {
    return effect({ binds: identifiers(plain[0] ?? ''), softReads });
  }
  if (name === 'R') {
    const reads = options(rest, ['-i', '--input']);
    const binds = options(rest, ['-o', '--output']);
    return effect({ binds, reads, softReads });
  }
  return effect({ unknown: `%%${name}`, softReads });
}

const VALUED: Record<string, string> = {
  timeit: 'nrp',
  prun: 'lsTD',
  lprun: 'fmDTu',
  mprun: 'fT',
  memit: 'ri',
  time: ''
};

/** Line magics that run the statement behind them. */
export function runsStatement(name: string): boolean {
  return name in VALUED;
}

/** Length of the options before the statement of `%time` and its kin. */
export function optionsLength(name: string, rest: string): number {
  let at = 0;
  for (;;) {
    const found = /^(\s*)(--[\w-]+|-([A-Za-z])(\S*))(?=\s|$)/.exec(
      rest.slice(at)
    );
    if (!found) {
      return at;
    }
    at += found[0].length;
    const valued = found[3] && VALUED[name].includes(found[3]);
    if (valued && found[4] === '') {
      at += /^\s*\S*/.exec(rest.slice(at))?.[0].length ?? 0;
    }
  }
}
