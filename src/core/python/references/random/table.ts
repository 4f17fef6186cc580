/**
 * Which calls draw random numbers, from which generator, and what seeds it. Sources: the reference pages of NumPy,
 * CPython, scikit-learn 1.7, SciPy, PyTorch, TensorFlow, Keras 3 and JAX; for scikit-learn, which estimators draw with
 * their usual settings was read from the state of NumPy's generator before and after a fit.
 */

/** A generator that a library shares among its functions; `every` stands for all of them. */
export type Shared =
  'numpy' | 'random' | 'torch' | 'tensorflow' | 'cupy' | 'every';

/** What a call does with random numbers. */
export interface IEntry {
  kind:
    /** Draws at once. */
    | 'draw'
    /** Sets a seed, or a state that was kept. */
    | 'seed'
    /** Makes a generator; its seed comes first. */
    | 'make'
    /** Makes a key from a seed, to be handed to what draws. */
    | 'key'
    /** Makes something that draws when it is used. */
    | 'fit'
    /** Draws from the system: there is nothing to seed. */
    | 'system';
  generator: Shared;
  /** It draws only when this argument is one of these. */
  only: { keyword: string; values: string[] } | null;
}

/** Arguments that give a call its own seed or generator. */
export const OWN_SEED = ['random_state', 'rng', 'seed', 'generator', 'key'];

/** What makes a generator known again: calls to write, by generator, the usual one first. */
export const SEED_CALLS: { [generator in Shared]: string[] } = {
  numpy: ['numpy.random.seed'],
  random: ['random.seed'],
  torch: ['torch.manual_seed'],
  tensorflow: ['tensorflow.random.set_seed', 'keras.utils.set_random_seed'],
  cupy: ['cupy.random.seed'],
  every: []
};

const DISTRIBUTIONS = `beta binomial bytes chisquare choice dirichlet exponential f gamma geometric gumbel hypergeometric
  laplace logistic lognormal logseries multinomial multivariate_normal negative_binomial noncentral_chisquare
  noncentral_f normal pareto permutation poisson power rand randint randn random random_integers random_sample ranf
  rayleigh sample shuffle standard_cauchy standard_exponential standard_gamma standard_normal standard_t triangular
  uniform vonmises wald weibull zipf`;

const LAYERS = `Linear Bilinear LazyLinear Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d RNN LSTM
  GRU RNNCell LSTMCell GRUCell Embedding EmbeddingBag MultiheadAttention Transformer TransformerEncoderLayer
  TransformerDecoderLayer`;

const KERAS_LAYERS = `Dense Conv1D Conv2D Conv3D Conv1DTranspose Conv2DTranspose SeparableConv2D DepthwiseConv2D LSTM GRU
  SimpleRNN Embedding MultiHeadAttention ConvLSTM2D`;

/** `kind generator module: names`; `module.*` is the module and all below it, `name(a=x|y)` a condition. */
const TABLE = `
draw numpy numpy.random: ${DISTRIBUTIONS}
seed numpy numpy.random: seed set_state
make numpy numpy.random: default_rng RandomState SeedSequence PCG64 PCG64DXSM MT19937 Philox SFC64 Generator

draw random random: betavariate binomialvariate choice choices expovariate gammavariate gauss getrandbits
  lognormvariate normalvariate paretovariate randbytes randint random randrange sample shuffle triangular uniform
  vonmisesvariate weibullvariate
seed random random: seed setstate
make random random: Random
system random random: SystemRandom

system every secrets: choice randbelow randbits token_bytes token_hex token_urlsafe SystemRandom
system every uuid: uuid1 uuid4 uuid6 uuid7
system every os: urandom getrandom

draw cupy cupy.random: ${DISTRIBUTIONS}
seed cupy cupy.random: seed
make cupy cupy.random: default_rng RandomState

draw torch torch: rand randn randint randperm rand_like randn_like randint_like normal bernoulli multinomial poisson
draw torch torch.nn.*: ${LAYERS}
draw torch torch.nn.init: uniform_ normal_ trunc_normal_ xavier_uniform_ xavier_normal_ kaiming_uniform_
  kaiming_normal_ orthogonal_ sparse_
draw torch torch.nn.functional: dropout dropout1d dropout2d dropout3d alpha_dropout gumbel_softmax
draw torch torch.utils.data.*: random_split
fit torch torch.utils.data.*: DataLoader(shuffle=true) RandomSampler WeightedRandomSampler SubsetRandomSampler
seed torch torch: manual_seed seed set_rng_state
seed torch torch.random: manual_seed set_rng_state

draw tensorflow tensorflow.random: normal uniform truncated_normal categorical shuffle gamma poisson
draw tensorflow tensorflow.keras.layers: ${KERAS_LAYERS}
draw tensorflow keras.layers: ${KERAS_LAYERS}
draw tensorflow keras.random: normal uniform truncated_normal categorical shuffle gamma randint dropout beta binomial
seed tensorflow tensorflow.random: set_seed
seed tensorflow tensorflow: set_random_seed
seed every tensorflow.keras.utils: set_random_seed
seed every keras.utils: set_random_seed

key every jax.random: PRNGKey key

draw numpy sklearn.*: train_test_split shuffle resample make_biclusters make_blobs make_checkerboard make_circles
  make_classification make_friedman1 make_friedman2 make_friedman3 make_gaussian_quantiles make_hastie_10_2
  make_low_rank_matrix make_moons make_multilabel_classification make_regression make_s_curve
  make_sparse_coded_signal make_sparse_spd_matrix make_sparse_uncorrelated make_spd_matrix make_swiss_roll
  permutation_importance permutation_test_score k_means kmeans_plusplus spectral_clustering mutual_info_classif
  mutual_info_regression randomized_svd smacof spectral_embedding fast_mcd learning_curve(shuffle=true)

fit numpy sklearn.*: AdaBoostClassifier AdaBoostRegressor BaggingClassifier BaggingRegressor BayesianGaussianMixture
  BernoulliRBM BisectingKMeans DecisionTreeClassifier DecisionTreeRegressor DictionaryLearning EllipticEnvelope
  ExtraTreeClassifier ExtraTreeRegressor ExtraTreesClassifier ExtraTreesRegressor FastICA GaussianMixture
  GaussianRandomProjection GradientBoostingClassifier GradientBoostingRegressor IsolationForest KMeans
  LatentDirichletAllocation LinearSVC LinearSVR MDS MLPClassifier MLPRegressor MinCovDet
  MiniBatchDictionaryLearning MiniBatchKMeans MiniBatchNMF MiniBatchSparsePCA Nystroem PassiveAggressiveClassifier
  PassiveAggressiveRegressor PolynomialCountSketch RANSACRegressor RBFSampler RandomForestClassifier
  RandomForestRegressor RandomTreesEmbedding RandomizedSearchCV SGDClassifier SGDOneClassSVM SGDRegressor
  SkewedChi2Sampler SparseRandomProjection SpectralBiclustering SpectralClustering SpectralCoclustering TSNE
  TheilSenRegressor TruncatedSVD ShuffleSplit StratifiedShuffleSplit GroupShuffleSplit RepeatedKFold
  RepeatedStratifiedKFold ParameterSampler KFold(shuffle=true) StratifiedKFold(shuffle=true)
  StratifiedGroupKFold(shuffle=true) GroupKFold(shuffle=true) PCA(svd_solver=randomized|arpack)
  LogisticRegression(solver=sag|saga|liblinear) Ridge(solver=sag|saga) SVC(probability=true)
  Lasso(selection=random) ElasticNet(selection=random) DummyClassifier(strategy=stratified|uniform)
fit numpy imblearn.*: SMOTE ADASYN BorderlineSMOTE SVMSMOTE SMOTENC RandomOverSampler RandomUnderSampler
fit numpy umap.*: UMAP

draw numpy scipy.stats: bootstrap permutation_test monte_carlo_test goodness_of_fit dunnett
draw numpy scipy.optimize: basinhopping differential_evolution dual_annealing
draw numpy scipy.sparse: rand random random_array
draw numpy scipy.cluster.vq: kmeans kmeans2
`;

const exact = new Map<string, IEntry>();
const below = new Map<string, IEntry>();

const LINE =
  /^(draw|seed|make|key|fit|system) (\w+) ([\w.]+?)(\.\*)?:((?:.|\n )+)/gm;
const NAME = /^(\w+)(?:\((\w+)=([\w|]*)\))?$/;

for (const [, kind, generator, module, deep, names] of TABLE.matchAll(LINE)) {
  for (const word of names.trim().split(/\s+/)) {
    const [, name, keyword, values] = NAME.exec(word) ?? [];
    (deep ? below : exact).set(`${module}.${name}`, {
      kind: kind as IEntry['kind'],
      generator: generator as Shared,
      only: keyword ? { keyword, values: values.split('|') } : null
    });
  }
}

/** What a function does with random numbers, by its dotted path; null for any other. */
export function entryOf(path: string): IEntry | null {
  const known = exact.get(path);
  if (known) {
    return known;
  }
  const name = path.slice(path.lastIndexOf('.') + 1);
  for (let end = path.lastIndexOf('.'); end > 0;) {
    const found = below.get(`${path.slice(0, end)}.${name}`);
    if (found) {
      return found;
    }
    end = path.lastIndexOf('.', end - 1);
  }
  return /^(?!get_|initial_)(?:.*_)?seed(?:_|$)/i.test(name) &&
    !path.startsWith('builtins.')
    ? { kind: 'seed', generator: 'every', only: null }
    : null;
}
