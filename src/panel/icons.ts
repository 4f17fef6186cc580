export { ladderIcon } from '../lab/icons';
