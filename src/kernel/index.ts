export { askKernel, type IAskOptions, type IKernelAnswer } from './ask';
export { ExecutionLog, type IExecutionLogOptions } from './execution-log';
