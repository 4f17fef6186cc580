import type { IContext } from '../match';
import type { Cause } from '../types';
import { readsClock } from './rules/timing';
import type { ITokenMatch } from './tokens';

const NETWORK =
  /\brequests\.|\burllib\b|\burlopen\b|\bhttpx\b|\baiohttp\b|\bread_\w+\(\s*f?['"]https?:|\byfinance\b|\bpandas_datareader\b|\bfetch_\w+\(/;
const VERSION =
  /\b(?:__version__|version_info|show_versions|watermark|print_versions|platform\.|sys\.(?:version|platform|executable|path|prefix))|^\s*[!%]\s*(?:pip|conda)\b/m;
const IDENTITY = /(?<![\w.])(?:id|hash)\(/;
const PROCESS = /\bgetp?pid\(|\bget_ident\(/;

const RANDOM =
  /\b(?:np|numpy)\.random\.(?!seed|default_rng|RandomState|Generator)\w+\(|\brandom\.(?:random|randint|choice|choices|sample|shuffle|gauss|uniform)\(|\btorch\.rand\w*\(|\.sample\(|\bdefault_rng\(\)/;
const SEED = /\bseed\w*\(|\brandom_state\b|\bseed=/;

/** The likely cause of a difference, told by what the cell does. */
export function likelyCause(
  old: string,
  now: string,
  found: ITokenMatch,
  { source, notebook }: IContext
): Cause {
  if (VERSION.test(source)) {
    return 'environment';
  }
  const isId =
    PROCESS.test(source) ||
    (IDENTITY.test(source) && hasLongNumber(old) && hasLongNumber(now));
  if (isId) {
    return 'identity';
  }
  if (NETWORK.test(source)) {
    return 'network';
  }
  if (RANDOM.test(source) && !SEED.test(notebook)) {
    return 'random';
  }
  return readsClock(source) && !found.words ? 'time' : 'value';
}

/** An identity or a hash has many digits. */
function hasLongNumber(text: string): boolean {
  return /\d{12}/.test(text);
}
