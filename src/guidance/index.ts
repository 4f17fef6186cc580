export { applyEdit, stillFits, type ISeenCell } from './fixes';
