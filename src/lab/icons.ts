import { LabIcon } from '@jupyterlab/ui-components';

/** A ladder: the extension's own mark. */
export const ladderIcon = new LabIcon({
  name: 'reproducibility:ladder',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" fill="#616161">
    <path d="M6 2h2v20H6zM16 2h2v20h-2zM8 5h8v2H8zM8 9.7h8v2H8zM8 14.3h8v2H8zM8 19h8v2H8z"/>
  </g>
</svg>`
});

/** A ladder with a tick: verify. */
export const checkIcon = new LabIcon({
  name: 'reproducibility:verify',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" fill="#616161">
    <path d="M3 2h2v20H3zM11 2h2v9h-2zM5 5h6v2H5zM5 9.7h6v2H5zM5 14.3h4v2H5zM5 19h3v2H5z"/>
    <path d="M14 21.5l-4.2-4.2 1.5-1.5 2.7 2.7 6.7-6.7 1.5 1.5z"/>
  </g>
</svg>`
});
