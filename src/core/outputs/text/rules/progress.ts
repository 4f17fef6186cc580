import type { IMask } from '../mask';

/** Elapsed, remaining and rate of tqdm; a postfix (`, loss=0.5`) stays. */
const TQDM =
  /(?<=\d\S{0,20} \[)\d+(?::\d\d){1,2}(?:<(?:\?|\d+(?::\d\d){0,2}))?,\s{1,8}(?:\?|\d+(?:\.\d+)?)[kMGT]? ?(?:[^\],\s/]{1,15}\/s|s\/[^\],\s]{1,15})(?=[\],])/g;

/** The bar itself; percentage and counts say the same. */
const BAR = /(?<=\d{1,3}%\|)[^|\n]{0,300}(?=\| *\d\S{0,20} \[)/g;

const bar: IMask = {
  id: 'progress-clock',
  name: 'progress clock',
  plural: 'progress clocks',
  cause: 'time',
  replace: (text, hide) => text.replace(BAR, '').replace(TQDM, hide)
};

/** Lines of pip, wget, git, curl and apt while they transfer. */
const TRANSFER =
  /━|\|[█▏▎▍▌▋▊▉ ]+\|\s|\d%\s?\[[=>+ .-]+\]|^\s{0,12}\S{1,200}\s+\d{1,3}%[^\p{L}]*[\d.]+ ?[kKMGT]?i?B?\s+[\d.]+ ?[kKMGT]i?B\/s(?:\s+(?:eta|in|\d+:)|\s*$)|\bB\/s,? +eta +-?[\d:]+|\([\d.,]+ ?[kKMGT]?i?B\/s\) - .{1,300} saved \[|^(?:remote: )?(?:Receiving|Writing|Compressing) objects: +\d+%|^Fetched [\d.,]+ [kKMGT]?B in /u;

/** Speed and time left of a download, on a line that shows its progress. */
const download: IMask = {
  id: 'download-speed',
  name: 'download speed',
  plural: 'download speeds',
  cause: 'network',
  replace: (text, hide) =>
    text.replace(/^.{0,400}\d ?[kKMGT]?i?B\/s.{0,200}$/gm, line =>
      TRANSFER.test(line)
        ? line
            .replace(/\d+(?:\.\d+)? ?[kKMGT]?i?B\/s/g, hide)
            .replace(/(?<=\]\s.{1,60}\sin )(?:\d+m ?)?\d+(?:\.\d+)?s\b/g, hide)
            .replace(/(?<=\beta )-?[\d:]+/g, hide)
        : line
    )
};

export const progressMasks = [bar, download];
