import { hideAll } from '../mask';
import type { IMask } from '../mask';
import { sparingData } from './lines';
import { barredCode, codeOf } from './source';
import { temporary } from './temporary';
import { isUntold } from './untold';

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

const HOME = `${START}(?:\\/(?:home|Users)\\/${SEGMENT}|\\/root|[A-Za-z]:[\\\\/]{1,2}Users[\\\\/]{1,2}${SEGMENT})`;
const HOME_OF_PATH = new RegExp(`${HOME}(?=[\\\\/])`, 'g');
const HOME_ALONE = new RegExp(`${HOME}(?=['"\\s),:\\]]|$)`, 'gm');

/** Whether a cell asks where it is. */
function asksPlace(source: string): boolean {
  return /\b(?:getcwd|cwd|home|expanduser|abspath|realpath|resolve|getuser)\(|\bHOME\b|__file__|\bsys\.(?:path|prefix|executable|base_prefix)\b|^\s*[!%]?\s*pwd\b/m.test(
    codeOf(source)
  );
}

/** The home folder of one user; one without anything behind it only in cells that ask where they are. */
const home: IMask = {
  id: 'home-path',
  name: 'home path',
  plural: 'home paths',
  cause: 'environment',
  replace: (text, hide, context) =>
    text
      .replace(HOME_OF_PATH, hide)
      .replace(
        context && asksPlace(context.source) ? HOME_ALONE : /(?!)/g,
        hide
      ),
  // Folders of several people, and one that stands alone, may be results.
  plausible: (pairs, { source }) =>
    asksPlace(source) ||
    (new Set(pairs.map(({ old }) => old)).size === 1 &&
      new Set(pairs.map(({ now }) => now)).size === 1)
};

/** The process id in the file name that ipykernel gives to a cell. */
const kernelProcess: IMask = {
  id: 'process-id',
  name: 'process id',
  plural: 'process ids',
  cause: 'identity',
  replace: hideAll(/(?<=\bipykernel_)\d+(?=[\\/])/g)
};

const PROCESS = /(?<=\b(?:pid|process(?: id)?)[=: #]{1,3})\d{2,7}\b/gi;

/** `pid=4711`, where the cell asks for the ids of processes. */
const processId: IMask = {
  id: 'process-id',
  name: 'process id',
  plural: 'process ids',
  cause: 'identity',
  identity: true,
  // A column may be called `pid` as well.
  applies: ({ source, notebook }) =>
    /\bgetp?pid\(|\bcurrent_process\(|\$\$|\bfork\(|(?<!\w)[!%].*\bps\b/.test(
      codeOf(source)
    ) ||
    (/\.p?pid\b/.test(codeOf(source)) &&
      /\bPopen\(|\bProcess\(|\bpsutil\b|\bcreate_subprocess_|\.fork\(/.test(
        codeOf(notebook)
      )),
  doubtful: (pairs, context, text) => isUntold(pairs, context, text, /^\d+$/),
  replace: (text, hide, context) =>
    context
      ? sparingData(text, context, /^\d+$/, told => told.replace(PROCESS, hide))
      : text.replace(PROCESS, hide)
};

const PRIVATE =
  /(?<=\b(?:https?|wss?|tcp|tls):\/\/)(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}):\d{2,5}\b/g;

/** Whether a cell starts or asks for a server, or shows one that tells where it is. */
const SERVES =
  /\b(?:Client|LocalCluster|Cluster|cluster|client|SparkContext|SparkSession|spark|sc|ray|gethostbyname|getsockname|HTTPServer|TCPServer|serve\w*|server\w*|launch|run_server|app\.run|dashboard\w*)\b/;

/** Ports on this machine, and addresses of a private network with theirs in cells that deal in servers. */
const port: IMask = {
  id: 'port',
  name: 'port',
  plural: 'ports',
  cause: 'environment',
  identity: true,
  replace: (text, hide, context) =>
    text
      .replace(
        /(?<=(?:\b(?:https?|wss?|tcp|tls):\/\/)(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]):|\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0):)\d{4,5}\b/g,
        hide
      )
      .replace(
        context && SERVES.test(barredCode(context.source)) ? PRIVATE : /(?!)/g,
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
