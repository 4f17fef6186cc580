import type { IMask } from '../mask';

const TOOL =
  /^\s*(?:[!%]+\s*|)(?:sudo\s+)?(?:\S*python\S*\s+-m\s+)?(?:pip3?|conda|mamba|micromamba|apt|apt-get|uv|wget|curl|git|npm|brew|poetry|pixi)\s/m;

const LINE = new RegExp(
  '^\\s{0,12}(?:' +
    [
      'Requirement already satisfied',
      'Collecting \\S',
      'Downloading ',
      'Using cached ',
      'Installing (?:collected|build|backend)',
      'Successfully (?:installed|built|uninstalled)',
      'Preparing (?:metadata|to unpack)',
      'Building (?:wheels?|dependency tree)',
      'Created wheel for ',
      'Stored in directory',
      'Attempting uninstall',
      'Found existing installation',
      'Uninstalling \\S',
      '━',
      'Note: you may need to restart the kernel',
      'WARNING: (?:Running pip|You are using pip|The script)',
      '\\[notice\\]',
      'Looking in (?:indexes|links)',
      'Obtaining ',
      'Defaulting to user installation',
      'Getting requirements to build',
      '(?:Get|Hit|Ign):\\d+ ',
      'Reading (?:package lists|state information)',
      'Selecting previously unselected',
      'Unpacking ',
      'Setting up ',
      'Processing triggers for ',
      'Fetched \\d',
      'Need to get ',
      'After this operation',
      'Cloning into ',
      'remote: (?:Enumerating|Counting|Compressing|Total)',
      '(?:Receiving objects|Resolving deltas)',
      'Resolving \\S+ \\(',
      'Connecting to ',
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
  applies: ({ source }) => TOOL.test(source),
  replace: (text, hide) => text.replace(LINE, line => (hide(line), ''))
};

export const installerMasks = [chatter];
