import { hideAll } from '../mask';
import type { IMask } from '../mask';
import { sparingData } from './lines';
import { barredCode } from './source';
import { isUntold } from './untold';

/** Generators of numpy have no angle brackets around them. */
const NUMPY =
  /(?<=\b(?:Generator|RandomState)\(\w{1,30}\) at )0x[\da-f]{5,16}\b/gi;

/**
 * Addresses in reprs: `<Card at 0x7f3c2d5e8f10>`, `<bound method A.f of
 * <__main__.A object at 0x…>>`. Only inside angle brackets, where CPython and
 * its libraries put them; an address in running text is data.
 */
const address: IMask = {
  id: 'address',
  name: 'address',
  plural: 'addresses',
  cause: 'identity',
  identity: true,
  replace: (text, hide) =>
    text
      .replace(
        /(?<=<[^<\n]{0,300}\bat )0x[\da-f]{5,16}\b(?=[^<\n]{0,300}>)/gi,
        hide
      )
      .replace(NUMPY, hide)
};

const UUID =
  /(?<![\w-])[\da-f]{8}-[\da-f]{4}-[1467][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}(?![\w-])/i;
const UUIDS = new RegExp(UUID, 'gi');

/**
 * UUIDs made at random or by the clock (versions 1, 4, 6, 7 of RFC 9562).
 * Versions 3, 5 and 8 are digests of data. Only in cells that deal in them.
 */
const uuid: IMask = {
  id: 'uuid',
  name: 'id',
  plural: 'ids',
  cause: 'identity',
  identity: true,
  // A column or a field may be called so as well.
  applies: ({ source, notebook }) =>
    /uuid/i.test(barredCode(source)) &&
    (/\buuid[1467]\(|\buuid\.|\w*(?:get|gen|make|random|new|create)\w*uuid\w*\(|\buuid_?gen/i.test(
      barredCode(source).replace(/\.uuid\./gi, '')
    ) ||
      /\buuid[1467]\(|\bimport uuid\b|\bfrom uuid\b/.test(
        barredCode(notebook)
      )),
  doubtful: (pairs, context, text) => isUntold(pairs, context, text, UUID),
  replace: (text, hide, context) =>
    context
      ? sparingData(text, context, UUID, told => told.replace(UUIDS, hide))
      : text.replace(UUIDS, hide)
};

/** Names of dask graphs: `Delayed('add-<32 hex>')`, `dask.array<sum-<32 hex>`. */
const daskToken: IMask = {
  id: 'task-name',
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
  id: 'service-name',
  name: 'service name',
  plural: 'service names',
  cause: 'identity',
  identity: true,
  replace: hideAll(
    /(?<=\b(?:Client|Scheduler|Nanny|Worker)-)[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b|\bapp-\d{14}-\d{4}\b|\blocal-1\d{12}\b/g
  )
};

/** The number that the system gives to a thread: `<Thread(work, started 140234567890176)>`. */
const thread: IMask = {
  id: 'thread-number',
  name: 'thread number',
  plural: 'thread numbers',
  cause: 'identity',
  identity: true,
  replace: hideAll(
    /(?<=<\w{0,40}(?:Thread|Timer)\([^<>\n]{1,120}, (?:started|stopped)(?: daemon)? )\d{3,20}(?=\)>)/g
  )
};

/** asyncio counts the tasks of a session, the kernel's own among them: `<Task pending name='Task-17' …>`. */
const asyncTask: IMask = {
  id: 'task-number',
  name: 'task number',
  plural: 'task numbers',
  cause: 'identity',
  identity: true,
  replace: hideAll(/(?<=<Task [a-z]{1,20} name='Task-)\d{1,9}(?=')/g)
};

export const identityMasks = [
  serviceName,
  daskToken,
  uuid,
  thread,
  asyncTask,
  address
];
