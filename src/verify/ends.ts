import type { Ending, IReasonDetail, ReasonCode } from './reasons';

/** How a run came to its end. */
export interface IEnd {
  ending: Ending;
  code: ReasonCode;
  detail?: IReasonDetail;
}

/** Whether cells came to their own end, so that late output may be awaited. */
export function isOrderly({ ending }: IEnd): boolean {
  return ending === 'completed' || ending === 'stopped';
}
