import { setupCommands } from '../evidence/setup';
import { Tree } from '../tree';

const NAMES = ['requirements.txt', 'environment.yml', 'Dockerfile'];
const TREE = new Tree({
  root: '',
  notebook: 'nb.ipynb',
  folders: [
    {
      path: '',
      entries: [
        ...NAMES.map(name => ({ name, type: 'file' as const, size: 1 })),
        { name: 'sub', type: 'directory', size: null }
      ]
    },
    { path: 'sub', entries: [{ name: 'dev.txt', type: 'file', size: 1 }] }
  ],
  files: [],
  hiddenVisible: false,
  reachedTop: false
});

function files(text: string): string[] {
  return setupCommands(TREE, '', text).flatMap(command =>
    command.files.map(({ path, present }) => (present ? path : `no ${path}`))
  );
}

describe('setupCommands', () => {
  it.each([
    ['pip install -r requirements.txt', ['requirements.txt']],
    ['$ sudo pip3 install -rrequirements.txt', ['requirements.txt']],
    [
      '.venv/bin/pip install --require-hashes -r requirements.txt',
      ['requirements.txt']
    ],
    [
      'python3.11 -m pip install --requirement=requirements.txt',
      ['requirements.txt']
    ],
    ['%pip install -r requirements.txt', ['requirements.txt']],
    ['PIP_NO_INDEX=1 pip install -r requirements.txt', ['requirements.txt']],
    [
      'cd sub && pip install -r dev.txt -c ../requirements.txt',
      ['sub/dev.txt', 'requirements.txt']
    ],
    ['pip install -r gone.txt', ['no gone.txt']],
    ['conda env create', ['environment.yml']],
    ['mamba env update --file=environment.yml --prune', ['environment.yml']],
    ['conda-lock install -n x', ['no conda-lock.yml']],
    ['conda-lock install -n x other.yml', ['no other.yml']]
  ])('tells the files of %p', (text, expected) => {
    expect(files(text)).toEqual(expected);
  });

  it.each([
    'conda install -c conda-forge numpy',
    'pip install -f wheelhouse numpy',
    'pip install -r https://packages.example.org/requirements.txt',
    'pip install -r $REQUIREMENTS',
    'pip install -r <file>',
    'docker run image app.yml'
  ])('takes no word of %p for a file that has to be there', text => {
    expect(setupCommands(TREE, '', text)).toHaveLength(1);
    expect(files(text)).toEqual([]);
  });

  it.each([
    ['conda activate model', 'model'],
    ['source activate model', 'model'],
    ['conda run -n model jupyter lab', 'model'],
    ['micromamba run --name=model jupyter lab', 'model'],
    ['conda run -p ./env jupyter lab', null]
  ])('tells which environment %p enters', (text, name) => {
    const entered = setupCommands(TREE, '', text).map(({ enters }) => enters);
    expect(entered).toEqual(name === null ? [] : [name]);
  });

  it.each([
    'jupyter lab',
    'pip list',
    'echo pip install x',
    'git clone x',
    '',
    'sudo'
  ])('finds nothing set up by %p', text =>
    expect(setupCommands(TREE, '', text)).toEqual([])
  );
});
