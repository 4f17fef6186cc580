import {
  placesLacking,
  showCommand,
  showFile,
  type IAdvice,
  type IAdviceContext
} from './context';
import { shellWord } from './quote';

/** Level 4: the locked packages themselves, for one platform. */
export function packedAdvice(context: IAdviceContext): IAdvice {
  const { facet, manager } = context;
  return {
    title: 'Keep the packages beside the project',
    hint:
      manager === 'pip'
        ? 'This holds them for the platform on which you run it.'
        : 'One archive holds them for one platform: run it on the platform that is meant.',
    actions: [
      showCommand('Keep the packages', packCommands(context)),
      ...placesLacking(facet)
    ],
    check: unpackCommands(context)
  };
}

function packCommands({
  manager,
  environmentFile,
  name
}: IAdviceContext): string[] {
  switch (manager) {
    case 'anaconda-project':
      return [`anaconda-project archive --pack-envs ${name}.tar.gz`];
    case 'conda':
      return [
        'conda-lock install -p ./env conda-lock.yml',
        `conda pack -p ./env -o ${name}-env.tar.gz`
      ];
    case 'pip':
      return [
        `python -m pip download -r ${shellWord(environmentFile ?? 'requirements.txt')} -d wheelhouse --only-binary :all:`
      ];
  }
}

function unpackCommands({
  manager,
  environmentFile,
  name
}: IAdviceContext): string[] {
  switch (manager) {
    case 'anaconda-project':
      return [`anaconda-project unarchive ${name}.tar.gz check`];
    case 'conda':
      return [
        `mkdir check && tar -xzf ${name}-env.tar.gz -C check`,
        'check/bin/conda-unpack'
      ];
    case 'pip':
      return [
        'python -m venv check',
        `check/bin/python -m pip install --no-index --find-links wheelhouse -r ${shellWord(environmentFile ?? 'requirements.txt')}`
      ];
  }
}

/** Level 5: an image of the project, as a file. */
export function containerAdvice(context: IAdviceContext): IAdvice {
  const { facet, name } = context;
  return {
    title: 'Build a container image and keep it as a file',
    hint: 'The image file counts, not the Dockerfile alone. Docker and Podman take the same commands.',
    actions: [
      showCommand('Build and keep the image', [
        `docker build -t ${name}:1 .`,
        `docker save ${name}:1 -o ${name}-image.tar`,
        `sha256sum ${name}-image.tar >> SHA256SUMS`
      ]),
      showFile('Dockerfile', 'text', dockerfile(context)),
      ...placesLacking(facet)
    ],
    check: [
      `docker load -i ${name}-image.tar`,
      `docker run --rm --network none ${name}:1`
    ]
  };
}

function dockerfile({
  manager,
  environmentFile,
  notebook
}: IAdviceContext): string[] {
  const run = [
    'jupyter',
    'nbconvert',
    '--to',
    'notebook',
    '--execute',
    '--inplace',
    notebook
  ];
  const base = (image: string) => [
    `# Put the digest of the image behind it: ${image}@sha256:...`,
    `FROM ${image}`,
    'WORKDIR /project',
    'COPY . .'
  ];
  if (manager === 'pip') {
    const file = shellWord(environmentFile ?? 'requirements.txt');
    return [
      ...base('python:3.12-slim'),
      `RUN python -m pip install --no-index --find-links wheelhouse --require-hashes -r ${file}`,
      `CMD ${JSON.stringify(run)}`
    ];
  }
  const install =
    manager === 'conda'
      ? [
          'RUN conda install -y -n base -c conda-forge conda-lock',
          'RUN conda-lock install -p /env conda-lock.yml'
        ]
      : [
          'RUN conda install -y -n base -c conda-forge anaconda-project',
          'RUN anaconda-project prepare'
        ];
  const command =
    manager === 'conda'
      ? ['conda', 'run', '-p', '/env', ...run]
      : ['anaconda-project', 'run'];
  return [
    ...base('condaforge/miniforge3'),
    ...install,
    `CMD ${JSON.stringify(command)}`
  ];
}

/** Level 6: a machine image with the container and its engine inside. */
export function machineAdvice({ facet, name }: IAdviceContext): IAdvice {
  return {
    title: 'Keep a virtual machine that holds the container',
    hint: "Vagrant comes from its maker's installer or your system's packages. The machine image counts, not the recipe.",
    actions: [
      showCommand('Build and keep the machine', [
        'vagrant up',
        `vagrant package --output ${name}.box`,
        `sha256sum ${name}.box >> SHA256SUMS`
      ]),
      showFile('Vagrantfile', 'text', [
        'Vagrant.configure("2") do |config|',
        '  config.vm.box = "debian/bookworm64"',
        '  config.vm.box_version = "VERSION"',
        '  config.vm.provision "docker"',
        '  config.vm.provision "shell",',
        `    inline: "docker load -i /vagrant/${name}-image.tar"`,
        'end'
      ]),
      ...placesLacking(facet)
    ],
    check: [
      'sha256sum -c SHA256SUMS',
      `vagrant box add --name ${name} ${name}.box`
    ]
  };
}

/** Level 7: a person's signed word on a computer set aside. */
export function hardwareAdvice({ facet }: IAdviceContext): IAdvice {
  return {
    title: 'Set a computer aside and sign a statement on it',
    hint: 'No file can prove this. A signed statement with a date at which it ends tells who answers for it.',
    actions: [
      showFile('reproducibility/level7.attestation.json', 'text', statement),
      showCommand('Sign the statement', [
        'minisign -S -m reproducibility/level7.attestation.json'
      ]),
      ...placesLacking(facet)
    ],
    check: [
      'minisign -V -p PUBLIC-KEY-FILE -m reproducibility/level7.attestation.json'
    ]
  };
}

/** An in-toto Statement v1; its subjects are the digests of what the machine keeps. */
const statement = JSON.stringify(
  {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      { name: 'MACHINE IMAGE', digest: { sha256: '' } },
      { name: 'CONTAINER IMAGE', digest: { sha256: '' } },
      { name: 'LOCK', digest: { sha256: '' } },
      { name: 'NOTEBOOK', digest: { sha256: '' } }
    ],
    predicateType: 'ADDRESS OF YOUR OWN',
    predicate: {
      custodian: { name: '', contact: '' },
      institution: '',
      machine: {
        make: '',
        model: '',
        serial: '',
        architecture: '',
        firmware: ''
      },
      sealed: 'YYYY-MM-DD',
      network: '',
      storagePlace: '',
      lastTest: { date: '', command: '', exitStatus: 0, notebookSha256: '' },
      nextTestDue: 'YYYY-MM-DD',
      statement: 'This is the statement of a person, not of a program.'
    }
  },
  null,
  2
).split('\n');
