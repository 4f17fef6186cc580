export { checkNames, forgetRun } from './runs';
