import type { ServiceManager } from '@jupyterlab/services';
import type { IStores } from '../verify';

const opened = new Map<string, Promise<IStores>>();

/** What this browser keeps of the notebooks of a server. Opens nothing before it is asked for something. */
export function keptOf({
  serverSettings
}: ServiceManager.IManager): Promise<IStores> {
  const { baseUrl } = serverSettings;
  let stores = opened.get(baseUrl);
  if (!stores) {
    // Apart from the runners, because every notebook that is opened asks for these.
    stores = import('../verify/stores').then(({ storesOf }) =>
      storesOf(baseUrl)
    );
    opened.set(baseUrl, stores);
    // The server may have been gone for a moment: the next one who asks tries again.
    stores.catch(() => opened.delete(baseUrl));
  }
  return stores;
}
