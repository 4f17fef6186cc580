import { hintsOf } from '..';

/** What is said of each cell: `what: message`, those from cells above in brackets. */
function told(...sources: string[]): string[][] {
  const cells = sources.map(source => ({ source, tags: [] }));
  return hintsOf(cells).map(hints =>
    hints.map(({ what, message, own }) =>
      own ? `${what}: ${message}` : `[${what}: ${message}]`
    )
  );
}

describe('what makes outputs differ from run to run', () => {
  it.each([
    ['import time\ntime.time()', 'time: reads the clock (`time.time`)'],
    [
      'from datetime import datetime as dt\nprint(dt.now())',
      'time: reads the clock (`dt.now`)'
    ],
    [
      'import pandas as pd\npd.Timestamp.now()',
      'time: reads the clock (`pd.Timestamp.now`)'
    ],
    [
      'import time\ntime.strftime("%Y")',
      'time: reads the clock (`time.strftime`)'
    ],
    [
      'import requests as r\nr.get("https://packages.example.org")',
      'network: asks the network (`r.get`)'
    ],
    [
      'import pandas as pd\nURL = "https://packages.example.org/a.csv"\npd.read_csv(URL)',
      'network: asks the network (`pd.read_csv`)'
    ],
    [
      'from urllib.request import urlopen\nurlopen(address)',
      'network: asks the network (`urlopen`)'
    ],
    [
      'import yfinance as yf\nyf.download("X")',
      'network: asks the network (`yf.download`)'
    ],
    [
      'from numpy.random import rand\nrand()',
      'random: draws random numbers without a seed (`rand`)'
    ],
    [
      'import uuid\nuuid.uuid4()',
      'random: draws random numbers that cannot be seeded (`uuid.uuid4`)'
    ]
  ])('%j', (source, hint) => {
    expect(told(source)).toEqual([[hint]]);
  });

  it.each([
    'import time\ntime.sleep(1)',
    'import time\ntime.strftime("%Y", when)',
    'import pandas as pd\npd.read_csv("a.csv")',
    'from datetime import datetime\ndatetime(2020, 1, 1)',
    'import numpy as np\nnp.random.seed(1)\nnp.random.rand()',
    'requests = {}\nrequests.get("https://packages.example.org")',
    'library(x)\ny <- rnorm(3)',
    ''
  ])('not %j', source => {
    expect(told(source)).toEqual([[]]);
  });

  it('is done by functions where they are called', () => {
    expect(
      told('import random\ndef dice():\n    return random.random()', 'dice()')
    ).toEqual([
      [],
      ['random: draws random numbers without a seed (`random.random`)']
    ]);
  });

  it('reaches the cells that rest on it, until a name is bound anew', () => {
    expect(
      told(
        'import numpy as np\nn = 3\nx = np.random.rand(n)',
        'y = x * 2',
        'print(y)',
        'print(n, np.pi)',
        'x = 1',
        'print(x)'
      )
    ).toEqual([
      ['random: draws random numbers without a seed (`np.random.rand`)'],
      [
        '[random: rests on `x`, and cell 1 draws random numbers without a seed (`np.random.rand`)]'
      ],
      [
        '[random: rests on `y`, and cell 1 draws random numbers without a seed (`np.random.rand`)]'
      ],
      [],
      [],
      []
    ]);
  });

  it('reaches no cell where it is the clock, which is read to measure', () => {
    expect(told('import time\nstart = time.time()', 'print(start)')[1]).toEqual(
      []
    );
  });

  it('leaves cells out that are not run', () => {
    const cells = [
      { source: 'import random', tags: [] },
      { source: 'random.random()', tags: ['skip-execution'] }
    ];
    expect(hintsOf(cells)).toEqual([[], []]);
  });
});
