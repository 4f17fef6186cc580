import type { IArguments } from '../../flow/values';

/** Functions that read the clock, by their dotted path. */
const CLOCK =
  /^(?:time\.(?:time|time_ns|perf_counter|perf_counter_ns|monotonic|monotonic_ns|process_time|process_time_ns|thread_time|ctime|localtime|gmtime|strftime|asctime)|datetime\.(?:datetime\.(?:now|utcnow|today)|date\.today)|pandas\.(?:Timestamp\.(?:now|today|utcnow)|to_datetime\.now)|numpy\.datetime64\.now|timeit\.(?:timeit|repeat|default_timer)|pendulum\.(?:now|today|yesterday|tomorrow)|arrow\.(?:now|utcnow))$/;

/** The same for reads that count as clock with few arguments only: a second one is the time to show. */
const CLOCK_ALONE: { [path: string]: number } = {
  'time.strftime': 1,
  'time.localtime': 0,
  'time.gmtime': 0,
  'time.ctime': 0,
  'time.asctime': 0
};

/** Functions that ask another computer. */
const NETWORK =
  /^(?:(?:requests|httpx|cloudscraper|curl_cffi\.requests)\.(?:get|post|put|patch|delete|head|options|request|stream|Session|Client|AsyncClient)|urllib\.request\.(?:urlopen|urlretrieve)|urllib3\.(?:PoolManager|request)|aiohttp\.(?:ClientSession|request)|wget\.download|gdown\.\w+|pooch\.retrieve|yfinance\.\w+|pandas_datareader\.(?:\w+\.)?\w+|wbgapi\.\w+(?:\.\w+)?|wikipedia\.\w+|feedparser\.parse|ccxt\.\w+|fredapi\.\w+|openai\.\w+|boto3\.(?:client|resource|Session)|socket\.(?:create_connection|gethostbyname)|ftplib\.FTP\w*|sklearn\.datasets\.fetch_\w+|seaborn\.load_dataset|datasets\.load_dataset|torch\.hub\.\w+|kagglehub\.\w+|huggingface_hub\.\w+)$/;

const ADDRESS = /^(?:https?|ftps?|s3|gs|gcs|abfss?):\/\//i;

/** What a call reads that differs from run to run, told by its dotted path and arguments. */
export function outsideOf(
  path: string,
  { args, keywords }: IArguments
): 'time' | 'network' | null {
  if (CLOCK.test(path)) {
    const most = CLOCK_ALONE[path];
    return most === undefined || args.length <= most ? 'time' : null;
  }
  if (NETWORK.test(path)) {
    return 'network';
  }
  const [first = keywords.get('filepath_or_buffer') ?? null] = args;
  const isAddress =
    first?.kind === 'const' &&
    typeof first.value === 'string' &&
    ADDRESS.test(first.value);
  return isAddress && /(?:^|\.)(?:read|open|load|scan|imread)\w*$/.test(path)
    ? 'network'
    : null;
}
