import type { IMaskInfo } from '../../types';
import { MASKS } from './index';

/** What each mask hides, by its id. */
const ABOUT: { [id: string]: string } = {
  'installer-line':
    'What pip, conda, apt, wget and the like print, in cells that call them',
  timing:
    'Lines of %time, %timeit, joblib, Keras and test runners, times of fits that libraries report (cv_results_, transformers, LightGBM), and times that the cell took with a clock itself',
  'memory-figure': 'Lines of %memit',
  'progress-clock': 'Elapsed time, time left and rate of progress bars',
  'download-speed': 'Speed and time left of downloads',
  'execution-count': 'Counts in the names of cells, as tracebacks print them',
  'process-id':
    'Process ids in the file names of cells, and elsewhere in cells that ask for them',
  'thread-number': 'Numbers in the names of threads',
  'task-number': 'Numbers in the names that asyncio gives to tasks',
  'access-token': 'Tokens in addresses of servers on this machine',
  port: 'Ports on this machine, and addresses of a private network in cells that deal in servers',
  'temporary-name': 'Random names of temporary files and folders',
  'library-path': 'Where packages are installed, up to the package itself',
  'line-number':
    'Line numbers of warnings from within packages; only while paths of libraries are left out, too',
  'home-path': 'The home folder of a user',
  'type-name':
    '`np.float64(1.5)` for 1.5, `object` for the `str` of pandas 3, and `ns` for its other units of time, where one version names the type so and the other does not',
  'device-name': 'Device and gradient function of a tensor',
  'figure-description':
    'Descriptions of figures and axes, in cells that show the picture itself; old names of axes (`<AxesSubplot:>`) everywhere',
  'service-name': 'Generated names of clusters, clients and applications',
  'task-name': 'Generated names of dask tasks',
  uuid: 'Ids made at random or by the clock (UUID versions 1, 4, 6 and 7), in cells that deal in them',
  address: 'Memory addresses in descriptions of objects: `<Card at 0x7f3c…>`',
  'log-time':
    'Time stamps at the start of log lines, also those of XGBoost and of `logging` with `asctime`',
  'summary-date': 'Date and time in the head of a statsmodels summary',
  'present-time':
    'Dates and times in cells that ask for the present one, if all that differ moved forward together'
};

/** All masks as a person sees them, in the order in which they are applied. */
export const MASK_LIST: readonly IMaskInfo[] = [
  ...new Map(MASKS.map(mask => [mask.id, mask])).values()
].map(({ id, name, plural }) => ({
  id,
  name,
  plural,
  about: ABOUT[id] ?? ''
}));
