import type { IMask } from '../mask';
import { codeOf } from './source';

const TOOL =
  /^\s*(?:[!%]+\s*|)(?:sudo\s+)?(?:\S*python\S*\s+-m\s+)?(?:pip3?|conda|mamba|micromamba|apt|apt-get|uv|wget|curl|git|npm|brew|poetry|pixi)\s+[\w-]/m;

const LINE = new RegExp(
  '^\\s{0,12}(?:' +
    [
      'Requirement already satisfied',
      'Collecting [A-Za-z][\\w.-]*(?:\\[[\\w,.-]+\\])?(?: ?[<>=!~(@].{0,200}| from .{0,200})?$',
      'Downloading (?=\\S*[./])\\S+(?: \\(|$)',
      'Using cached (?=\\S*[./])\\S+(?: \\(|$)',
      'Installing (?:collected packages: |build dependencies|backend dependencies)',
      'Successfully (?:installed|uninstalled) \\S+-\\d',
      'Successfully built [A-Za-z]\\S*(?: [A-Za-z]\\S*)*$',
      'Preparing (?:metadata \\(|to unpack )',
      'Building (?:wheels? for |dependency tree)',
      'Created wheel for ',
      'Stored in directory: ',
      'Attempting uninstall: ',
      'Found existing installation: ',
      'Uninstalling \\S+-\\d\\S*:$',
      '━',
      'Note: you may need to restart the kernel',
      'WARNING: (?:Running pip|You are using pip|The script)',
      '\\[notice\\]',
      'Looking in (?:indexes|links)',
      'Obtaining (?:file|git|https?)\\S*',
      'Defaulting to user installation',
      'Getting requirements to build',
      '(?:Get|Hit|Ign):\\d+ \\w+:',
      'Reading (?:package lists|state information)',
      'Selecting previously unselected package ',
      'Unpacking \\S+ \\(',
      'Setting up \\S+ \\(.{1,100}\\)',
      'Processing triggers for \\S+ \\(',
      'Fetched [\\d.,]+ [kMG]?B in ',
      'Need to get [\\d.,]+ [kMG]?B',
      'After this operation, [\\d.,]+ [kMG]?B',
      "Cloning into '",
      'remote: (?:Enumerating|Counting|Compressing|Total)',
      '(?:Receiving objects|Resolving deltas)',
      'Resolving \\S+ \\(',
      'Connecting to \\S+(?: \\(.{1,100}\\)\\|.{1,100}\\|:\\d+\\.\\.\\.|\\|)',
      'HTTP request sent',
      'Saving to: ',
      '--\\d{4}-\\d\\d-\\d\\d '
    ].join('|') +
    ').{0,2000}\\n?',
  'gm'
);

/** What package managers and download tools tell, in cells that call them. */
const chatter: IMask = {
  id: 'installer-line',
  name: 'installer line',
  plural: 'installer lines',
  cause: 'environment',
  hides: 'lines',
  applies: ({ source }) => TOOL.test(codeOf(source)),
  replace: (text, hide) => text.replace(LINE, line => (hide(line), ''))
};

export const installerMasks = [chatter];
