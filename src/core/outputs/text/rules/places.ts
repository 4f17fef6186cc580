import { hideAll } from '../mask';
import type { IMask } from '../mask';

/** Where an absolute path begins. */
const START = '(?:(?<=file:\\/\\/)|(?<![\\w.~\\\\/-]))';
const SEGMENT = '[^\\\\/\\s\'":,;<>()|*?\\uE000\\uE001]{1,80}';

/** Up to the folder of installed packages or of the standard library. */
const libraries: IMask = {
  id: 'library-path',
  name: 'library path',
  plural: 'library paths',
  cause: 'environment',
  replace: hideAll(
    new RegExp(
      `${START}(?:[A-Za-z]:)?(?:[\\\\/]{1,2}${SEGMENT}){1,20}?[\\\\/]{1,2}` +
        '(?:(?:site|dist)-packages|python3\\.\\d{1,2})(?=[\\\\/])(?:[\\\\/]{1,2}(?:site|dist)-packages(?=[\\\\/]))?',
      'g'
    )
  )
};

/** A library's line that warned: it moves from version to version. */
const warned: IMask = {
  id: 'line-number',
  name: 'line number',
  plural: 'line numbers',
  cause: 'environment',
  replace: hideAll(
    /(?<=^\uE000library path\uE001[^\s:]{1,300}:)\d+(?=: \w*Warning:)/gm
  )
};

/** The home folder of one user. */
const home: IMask = {
  id: 'home-path',
  name: 'home path',
  plural: 'home paths',
  cause: 'environment',
  replace: hideAll(
    new RegExp(
      `${START}(?:\\/(?:home|Users)\\/${SEGMENT}|\\/root|[A-Za-z]:[\\\\/]{1,2}Users[\\\\/]{1,2}${SEGMENT})(?=[\\\\/]|['"\\s),:\\]]|$)`,
      'gm'
    )
  )
};

/**
 * Names of Python's `tempfile`: eight signs of `a-z0-9_` after a prefix, in a
 * temporary folder or after `tmp`. What does not look made at random, such as
 * `/tmp/data2021`, only where the notebook itself asks for such names.
 */
const temporary: IMask = {
  id: 'temporary-name',
  name: 'temporary name',
  plural: 'temporary names',
  cause: 'identity',
  identity: true,
  replace: (text, hide) =>
    text
      .replace(/(?<=\/var\/folders\/)[\w+]{2}\/[\w+]{20,40}(?=\/T\/)/g, hide)
      .replace(
        /(?<=(?:\/tmp|\/T|[\\/]Temp)[\\/]{1,2}tmp)[a-z0-9_]{8}(?![A-Za-z0-9_])/g,
        hide
      )
      .replace(
        /(?<=(?:\/tmp|\/T|[\\/]Temp)[\\/]{1,2}[\w.-]{0,40}?)(?=[a-z_]*\d)(?=[\d_]*[a-z])[a-z0-9_]{8}(?![A-Za-z0-9_-])/g,
        hide
      )
      .replace(
        /(?<=(?<![A-Za-z0-9_])tmp)(?=[a-z_]{0,7}\d)(?=[\d_]{0,7}[a-z])[a-z0-9_]{8}(?![A-Za-z0-9_])/g,
        hide
      ),
  plausible: (pairs, { notebook }) =>
    /\b(?:tempfile|mkdtemp|mkstemp|TemporaryDirectory|NamedTemporaryFile|mktemp)\b/.test(
      notebook
    ) || pairs.every(({ old, now }) => isRandom(old) && isRandom(now))
};

/** Whether letters and digits alternate as in no word, date or number. */
function isRandom(name: string): boolean {
  const runs = name.replace(/_/g, '').match(/[a-z]+|\d+/gi) ?? [];
  return runs.length > 2;
}

/** The process id in the file name that ipykernel gives to a cell. */
const kernelProcess: IMask = {
  id: 'process-id',
  name: 'process id',
  plural: 'process ids',
  cause: 'identity',
  replace: hideAll(/(?<=\bipykernel_)\d+(?=[\\/])/g)
};

/** `pid=4711`, where the notebook deals in processes. */
const processId: IMask = {
  id: 'process-id',
  name: 'process id',
  plural: 'process ids',
  cause: 'identity',
  identity: true,
  applies: ({ notebook }) =>
    /\b(?:getpid|getppid|multiprocessing|subprocess|Popen|ProcessPoolExecutor)\b/.test(
      notebook
    ),
  replace: hideAll(/(?<=\b(?:pid|process(?: id)?)[=: #]{1,3})\d{2,7}\b/gi)
};

/** Ports on this machine, and addresses of a private network with theirs. */
const port: IMask = {
  id: 'port',
  name: 'port',
  plural: 'ports',
  cause: 'environment',
  identity: true,
  replace: (text, hide) =>
    text
      .replace(
        /(?<=(?:\b(?:https?|wss?|tcp|tls):\/\/)(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]):|\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0):)\d{4,5}\b/g,
        hide
      )
      .replace(
        /(?<=\b(?:https?|wss?|tcp|tls):\/\/)(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}):\d{2,5}\b/g,
        hide
      )
};

/** What a server on this machine asks of those who open its pages, made anew at each start. */
const token: IMask = {
  id: 'access-token',
  name: 'access token',
  plural: 'access tokens',
  cause: 'environment',
  identity: true,
  replace: hideAll(
    /(?<=\bhttps?:\/\/(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])(?::\d{2,5})?\/[^\s"'<>]{0,200}[?&]token=)[\da-f]{16,64}\b/g
  )
};

/** Execution counts in the names of cells, as tracebacks print them. */
const counter: IMask = {
  id: 'execution-count',
  name: 'execution count',
  plural: 'execution counts',
  cause: 'order',
  replace: hideAll(
    /(?<=\b(?:Cell|Input) In ?\[)\d+(?=\])|(?<=<ipython-input-)\d+(?=-[\da-f]{12}>)/g
  )
};

export const placeMasks = [
  counter,
  kernelProcess,
  processId,
  token,
  port,
  temporary,
  libraries,
  warned,
  home
];
