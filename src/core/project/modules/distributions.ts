import { normaliseName } from '../formats';

/**
 * Which distributions give a module, where its name is not the distribution's own. Own compilation of what the
 * projects' documentation says to install; names of the Python index and of conda-forge alike, the usual one first.
 */
const TABLE = `
absl: absl-py
apiclient: google-api-python-client
arviz: arviz arviz-base
astropy: astropy astropy-base
attr: attrs
bidi: python-bidi
Bio: biopython
bs4: beautifulsoup4
cairo: pycairo
cartopy: cartopy cartopy-offlinedata
clr: pythonnet
colour: colour-science colour
community: python-louvain
Crypto: pycryptodome pycrypto
Cryptodome: pycryptodomex
cv2: opencv-python opencv-python-headless opencv-contrib-python opencv-contrib-python-headless opencv py-opencv
dask: dask dask-core
dateutil: python-dateutil
decouple: python-decouple
discord: discord-py
dns: dnspython
docx: python-docx
dotenv: python-dotenv
duckdb: duckdb python-duckdb
eccodes: eccodes python-eccodes
ee: earthengine-api
faiss: faiss-cpu faiss-gpu faiss
ffmpeg: ffmpeg-python
fitz: pymupdf
gdal: gdal
gi: pygobject
git: gitpython
github: pygithub
gitlab: python-gitlab
graphviz: graphviz python-graphviz
grpc: grpcio
haiku: dm-haiku
hydra: hydra-core
igraph: igraph python-igraph
imblearn: imbalanced-learn
IPython: ipython ipykernel jupyter notebook jupyterlab ipywidgets
ipywidgets: ipywidgets jupyter
jose: python-jose
jwt: pyjwt
keras: keras tensorflow
kubernetes: kubernetes python-kubernetes
Levenshtein: levenshtein python-levenshtein
lightning_fabric: lightning-fabric lightning pytorch-lightning
magic: python-magic
matplotlib: matplotlib matplotlib-base
memcache: python-memcached
mpl_toolkits: matplotlib matplotlib-base
MySQLdb: mysqlclient
nacl: pynacl
numpy: numpy numpy-base
ogr: gdal
openbabel: openbabel openbabel-wheel
OpenGL: pyopengl
OpenSSL: pyopenssl
osgeo: gdal
osr: gdal
past: future
PIL: pillow pillow-simd
pkg_resources: setuptools
polars: polars polars-lts-cpu
psycopg2: psycopg2-binary psycopg2
pyarrow: pyarrow pyarrow-core
PyEMD: emd-signal
pylab: matplotlib matplotlib-base
PyQt5: pyqt5 pyqt
PyQt6: pyqt6 pyqt
PySide6: pyside6 pyside6-essentials
pytorch_lightning: pytorch-lightning lightning
pywt: pywavelets
pyximport: cython
ray: ray ray-core ray-default
rdkit: rdkit rdkit-pypi
rest_framework: djangorestframework
ruamel: ruamel-yaml
seaborn: seaborn seaborn-base
serial: pyserial
shapefile: pyshp
skbio: scikit-bio
skimage: scikit-image
sklearn: scikit-learn scikit-learn-intelex
sklearn_extra: scikit-learn-extra
skopt: scikit-optimize
sksurv: scikit-survival
slugify: python-slugify
snappy: python-snappy snappy
sounddevice: sounddevice python-sounddevice
soundfile: soundfile pysoundfile
speech_recognition: speechrecognition
stan: pystan
stl: numpy-stl
tables: tables pytables
talib: ta-lib
telegram: python-telegram-bot
tensorboard: tensorboard tensorflow
tensorflow: tensorflow tensorflow-cpu tensorflow-gpu tensorflow-macos intel-tensorflow
tlz: toolz
torch: torch pytorch pytorch-cpu pytorch-gpu
torchvision: torchvision torchvision-cpu
umap: umap-learn
usb: pyusb
vtkmodules: vtk
websocket: websocket-client
wx: wxpython
xgboost: xgboost py-xgboost xgboost-cpu py-xgboost-cpu py-xgboost-gpu
Xlib: python-xlib
yaml: pyyaml
zmq: pyzmq
`;

const KNOWN = new Map(
  TABLE.trim()
    .split('\n')
    .map(line => {
      const [module, names] = line.split(':');
      return [module, names.trim().split(' ')];
    })
);

/**
 * Names of the distributions, normalised, that give a top-level module; the usual one first. A guess by name where
 * the table knows nothing: the module's own name, also with the prefixes that bindings often carry.
 */
export function distributionsFor(module: string): string[] {
  const own = normaliseName(module);
  const known = KNOWN.get(module);
  return known
    ? [...new Set([...known, own])]
    : [own, `python-${own}`, `py${own}`];
}

/** Whether a declared distribution may hold part of a namespace package (`google`, `azure`): `google-cloud-storage`. */
export function sharesNamespace(module: string, distribution: string): boolean {
  return (
    NAMESPACES.has(module) &&
    distribution.startsWith(`${module.toLowerCase()}-`)
  );
}

/** Top-level modules that many distributions fill together. */
const NAMESPACES = new Set([
  'azure',
  'backports',
  'google',
  'jaraco',
  'mpl_toolkits',
  'nvidia',
  'opentelemetry',
  'ruamel',
  'sphinxcontrib',
  'zope'
]);
