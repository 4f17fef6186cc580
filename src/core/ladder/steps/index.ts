import type { FacetId } from '../report';
import type { IAdvice, IAdviceContext } from './context';
import { environmentAdvice } from './environment';
import {
  containerAdvice,
  hardwareAdvice,
  machineAdvice,
  packedAdvice
} from './images';
import { dataAdvice, instructionsAdvice, shareableAdvice } from './sharing';
import { commandsAdvice, lockAdvice } from './tools';

export {
  adviceContext,
  goToCell,
  lacking,
  showCommand,
  type IAdvice,
  type IReportSoFar
} from './context';

const advices: {
  [id in Exclude<FacetId, 'run'>]: (context: IAdviceContext) => IAdvice;
} = {
  environment: environmentAdvice,
  data: dataAdvice,
  instructions: instructionsAdvice,
  shareable: shareableAdvice,
  commands: commandsAdvice,
  lock: lockAdvice,
  packed: packedAdvice,
  container: containerAdvice,
  machine: machineAdvice,
  hardware: hardwareAdvice
};

/** What to do about a facet that does not hold. Pure text: nothing is run or written. */
export function adviseOn(context: IAdviceContext): IAdvice | null {
  const { id } = context.facet;
  return id === 'run' ? null : advices[id](context);
}
