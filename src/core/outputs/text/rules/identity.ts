import { hideAll } from '../mask';
import type { IMask } from '../mask';

/**
 * Addresses in reprs: `<Card at 0x7f3c2d5e8f10>`, `<bound method A.f of
 * <__main__.A object at 0x…>>`. Only inside angle brackets, where CPython and
 * its libraries put them; an address in running text is data.
 */
const address: IMask = {
  name: 'address',
  plural: 'addresses',
  cause: 'identity',
  identity: true,
  replace: hideAll(
    /(?<=<[^<\n]{0,300}\bat )0x[\da-f]{5,16}\b(?=[^<\n]{0,300}>)/gi
  )
};

/**
 * UUIDs made at random or by the clock (versions 1, 4, 6, 7 of RFC 9562).
 * Versions 3, 5 and 8 are digests of data.
 */
const uuid: IMask = {
  name: 'id',
  plural: 'ids',
  cause: 'identity',
  identity: true,
  replace: hideAll(
    /(?<![\w-])[\da-f]{8}-[\da-f]{4}-[1467][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}(?![\w-])/gi
  )
};

/** Names of dask graphs: `Delayed('add-<32 hex>')`, `dask.array<sum-<32 hex>`. */
const daskToken: IMask = {
  name: 'task name',
  plural: 'task names',
  cause: 'identity',
  identity: true,
  replace: hideAll(
    /(?<=(?:\bDelayed\(["']|\bdask\.\w{1,20}<)[\w-]{0,80}-)[\da-f]{8}(?:[\da-f]{24}|-[\da-f-]{27})\b/g
  )
};

/** Names of clusters and applications: dask clients, Spark. */
const serviceName: IMask = {
  name: 'service name',
  plural: 'service names',
  cause: 'identity',
  identity: true,
  replace: hideAll(
    /(?<=\b(?:Client|Scheduler|Nanny|Worker)-)[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b|\bapp-\d{14}-\d{4}\b|\blocal-1\d{12}\b/g
  )
};

export const identityMasks = [serviceName, daskToken, uuid, address];
