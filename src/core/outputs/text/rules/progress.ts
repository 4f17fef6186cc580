import type { IMask } from '../mask';

/** Elapsed, remaining and rate of tqdm; a postfix (`, loss=0.5`) stays. */
const TQDM =
  /(?<=\d\S{0,20} \[)\d+(?::\d\d){1,2}(?:<(?:\?|\d+(?::\d\d){0,2}))?,\s{1,8}(?:\?|\d+(?:\.\d+)?)[kMGT]? ?[^\],\s]{1,20}/g;

/** The bar itself; percentage and counts say the same. */
const BAR = /(?<=\d{1,3}%\|)[^|\n]{0,300}(?=\| *\d\S{0,20} \[)/g;

const bar: IMask = {
  id: 'progress-clock',
  name: 'progress clock',
  plural: 'progress clocks',
  cause: 'time',
  replace: (text, hide) => text.replace(BAR, '').replace(TQDM, hide)
};

/** Speed and time left of a download, on a line that shows its progress. */
const download: IMask = {
  id: 'download-speed',
  name: 'download speed',
  plural: 'download speeds',
  cause: 'network',
  replace: (text, hide) =>
    text.replace(/^.{0,400}\d ?[kKMGT]?i?B\/s.{0,200}$/gm, line =>
      /\d%|━|\beta\b|ETA|\bsaved\b|\.whl\b/.test(line)
        ? line
            .replace(/\d+(?:\.\d+)? ?[kKMGT]?i?B\/s/g, hide)
            .replace(/(?<=\beta )-?[\d:]+/g, hide)
        : line
    )
};

export const progressMasks = [bar, download];
