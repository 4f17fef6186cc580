export { setCellTag, tagsOfCell } from './tags';
export { applyEdit, stillFits, type ISeenCell } from './fixes';
