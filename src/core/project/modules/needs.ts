import { normaliseName } from '../formats';

/**
 * Direct dependencies that well-known packages always have, under pip's and conda's names. `<3` or `>=3.6` after a
 * name says for which of its versions; `|` parts names that serve the same. Only what holds on every platform and
 * Python is listed, so that a lock without it cannot be complete; that one with all of it is complete is not said.
 */
const TABLE = `
altair: jinja2 jsonschema
astropy: numpy pyerfa packaging pyyaml
bokeh: jinja2 numpy pyyaml tornado pillow
cartopy: numpy matplotlib|matplotlib-base shapely pyproj pyshp
contourpy: numpy
dask>=2022.1: pyyaml toolz cloudpickle fsspec partd
geopandas: pandas shapely pyproj
h5py: numpy
imageio>=2.10: numpy pillow
ipykernel: ipython jupyter-client tornado traitlets
ipython: pygments traitlets prompt-toolkit
ipywidgets: ipython traitlets widgetsnbextension
jinja2: markupsafe
jsonschema: attrs
jupyter: ipykernel ipywidgets nbconvert|nbconvert-core notebook
jupyter-client: jupyter-core tornado pyzmq traitlets
jupyter-core: traitlets
jupyter-server: jinja2 jupyter-client jupyter-core nbconvert|nbconvert-core nbformat pyzmq tornado traitlets
jupyterlab>=3: jinja2 jupyter-server jupyterlab-server tornado
jupyterlab>=4: ipykernel
lightgbm: numpy scipy
matplotlib: numpy cycler kiwisolver pillow pyparsing python-dateutil
matplotlib>=3.5: fonttools packaging
matplotlib>=3.6: contourpy
matplotlib-base: numpy cycler kiwisolver pillow pyparsing python-dateutil
matplotlib-base>=3.5: fonttools packaging
matplotlib-base>=3.6: contourpy
nbclient: jupyter-client nbformat traitlets
nbconvert: jinja2 jupyter-core mistune nbformat pygments traitlets
nbconvert>=6: nbclient
nbconvert-core: jinja2 jupyter-core mistune nbclient nbformat pygments traitlets
nbformat: jsonschema jupyter-core traitlets
netcdf4: numpy cftime
notebook<7: ipykernel jinja2 nbconvert|nbconvert-core nbformat tornado traitlets
notebook>=7: jupyter-server jupyterlab tornado
numba: numpy llvmlite
openpyxl: et-xmlfile
pandas: numpy python-dateutil
pandas<3: pytz
papermill>=2: click nbclient nbformat pyyaml requests tqdm
patsy: numpy
plotly>=6: narwhals packaging
rasterio: affine click numpy
requests>=2.16: certifi charset-normalizer|chardet idna urllib3
scikit-image: imageio networkx numpy pillow scipy
scikit-learn: joblib numpy scipy
scikit-learn>=0.23: threadpoolctl
scipy: numpy
seaborn: matplotlib|matplotlib-base numpy pandas
seaborn-base: matplotlib|matplotlib-base numpy pandas
shapely>=2: numpy
statsmodels: numpy pandas patsy scipy
sympy: mpmath
torch>=2: filelock fsspec jinja2 networkx sympy
xarray: numpy pandas
xgboost: numpy scipy
`;

interface INeed {
  /** Names of which one is enough. */
  names: string[];
  holds: (version: string) => boolean;
}

const KNOWN = readTable();

function readTable(): Map<string, INeed[]> {
  const known = new Map<string, INeed[]>();
  for (const line of TABLE.trim().split('\n')) {
    const [, name, operator, bound, needs] =
      /^([\w-]+)(?:(<|>=)([\d.]+))?: (.*)$/.exec(line) ?? [];
    const holds = (version: string): boolean =>
      operator === undefined || isBelow(version, bound) === (operator === '<');
    known.set(name, [
      ...(known.get(name) ?? []),
      ...needs.split(' ').map(each => ({ names: each.split('|'), holds }))
    ]);
  }
  return known;
}

/** What well-known packages of a list need, but the list does not hold: the needed name, and who needs it. */
export function missingNeeds(
  packages: { name: string; version: string }[]
): { name: string; by: string }[] {
  const held = new Set(packages.map(({ name }) => normaliseName(name)));
  const missing = new Map<string, string>();
  for (const { name, version } of packages) {
    for (const { names, holds } of KNOWN.get(normaliseName(name)) ?? []) {
      // conda splits numpy in some of its channels.
      const there = names.some(
        each => held.has(each) || held.has(`${each}-base`)
      );
      if (!there && holds(version) && !missing.has(names[0])) {
        missing.set(names[0], name);
      }
    }
  }
  return [...missing].map(([name, by]) => ({ name, by }));
}

/** Compares the first two numbers; a version that cannot be read is below nothing. */
function isBelow(version: string, bound: string): boolean {
  const [major, minor] = /^\d/.test(version) ? numbers(version) : [Infinity, 0];
  const [wanted, and] = numbers(bound);
  return major < wanted || (major === wanted && minor < and);
}

function numbers(text: string): [number, number] {
  const [major = '0', minor = '0'] = text.split('.');
  return [parseInt(major, 10) || 0, parseInt(minor, 10) || 0];
}
