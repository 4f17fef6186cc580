/**
 * Notebooks to measure with: cells cut from the standard library, and cells as people write them who work with data.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The first `count` top-level pieces of at most 600 characters of a folder's modules, those of packages after its own. */
export function libraryCells(folder, count) {
  const cells = [];
  const files = [];
  const packages = [];
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (name.endsWith('.py')) {
      files.push(path);
    } else if (/^[a-z]\w*$/.test(name) && statSync(path).isDirectory()) {
      packages.push(path);
    }
  }
  for (const path of packages) {
    for (const name of readdirSync(path).sort()) {
      if (name.endsWith('.py') && !/test|site-packages/.test(path)) {
        files.push(join(path, name));
      }
    }
  }
  for (const path of files) {
    const source = readFileSync(path, 'utf8');
    for (const part of source.split(
      /\n(?=(?:def|class|import|from|[A-Za-z_]\w* = ))/
    )) {
      if (part.length < 600 && isWhole(part)) {
        cells.push(part);
      }
      if (cells.length === count) {
        return cells;
      }
    }
  }
  return cells;
}

/** No literal was cut through. */
function isWhole(part) {
  return [/"""/g, /'''/g].every(
    quotes => (part.match(quotes) ?? []).length % 2 === 0
  );
}

const IMPORTS = `import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
from pathlib import Path
from sklearn.linear_model import LinearRegression

%matplotlib inline
np.random.seed(42)
DATA = Path('data')`;

/** What is done with each table, one cell after the other; `§` stands for its number, `¤` for that of the one before. */
const STEPS = [
  "df§ = pd.read_csv(DATA / 'table§.csv', parse_dates=['date'])\ndf§.head()",
  `df§ = df§.dropna(subset=['price', 'area'])
df§['price_per_area'] = df§['price'] / df§['area']
df§ = df§[df§['price_per_area'] < 1e4]
df§.describe()`,
  `def summarise§(frame, by='region', column='price'):
    """Mean, deviation and count of a column in groups."""
    groups = frame.groupby(by)[column]
    result = groups.agg(['mean', 'std', 'count'])
    result['error'] = result['std'] / np.sqrt(result['count'])
    return result.sort_values('mean', ascending=False)


table§ = summarise§(df§)
table§`,
  `fig, axes = plt.subplots(1, 2, figsize=(10, 4))
axes[0].hist(df§['price'], bins=50, color='tab:blue')
axes[0].set_title(f'Prices, n = {len(df§)}')
for region, part in df§.groupby('region'):
    axes[1].scatter(part['area'], part['price'], s=4, label=region)
axes[1].legend()
plt.tight_layout()
plt.show()`,
  `# Fit one model for each region
models§ = {}
for region in df§['region'].unique():
    part = df§[df§['region'] == region]
    X, y = part[['area', 'rooms']], part['price']
    model = LinearRegression().fit(X, y)
    models§[region] = model
    print(f'{region:>12}: R² = {model.score(X, y):.3f}')`,
  `class Report§:
    def __init__(self, frame, models):
        self.frame = frame
        self.models = models

    def residuals(self):
        out = []
        for region, model in self.models.items():
            part = self.frame[self.frame['region'] == region]
            out.append(part['price'] - model.predict(part[['area', 'rooms']]))
        return pd.concat(out)


report§ = Report§(df§, models§)
res§ = report§.residuals()`,
  'best§ = max(models§, key=lambda region: models§[region].coef_[0])\nbest§, len(res§)',
  `weights§ = np.random.dirichlet(np.ones(len(table§)), size=100)
score§ = weights§ @ table§['mean'].to_numpy()
low§, high§ = np.percentile(score§, [2.5, 97.5])
print(low§, high§)`,
  `try:
    merged§ = df§.merge(df¤, on='region', suffixes=('', '_old'))
except (KeyError, NameError):
    merged§ = df§.copy()
merged§.shape`,
  "!mkdir -p out\ntable§.to_csv('out/table§.csv')"
];

/** Cells of an analysis of many tables. */
export function scienceCells(count) {
  const cells = [IMPORTS];
  for (let i = 0; cells.length < count; i++) {
    const number = Math.floor(i / STEPS.length);
    cells.push(
      STEPS[i % STEPS.length]
        .replaceAll('§', String(number))
        .replaceAll('¤', String(Math.max(0, number - 1)))
    );
  }
  return cells;
}
