import { expect } from '@jupyterlab/galata';
import {
  check,
  kernelIdle,
  notebookOf,
  openNotebook,
  openPanel,
  pressVerify,
  printed,
  runEnded,
  test
} from './helpers';

/* Outputs may say anything: none of it may run, on either side of the comparison. */

const HTML = (mark: string) => `
<p>${mark}</p>
<script>window.pwned = 'script ${mark}'</script>
<img src="x" onerror="window.pwned = 'onerror ${mark}'">
<a href="javascript:window.pwned = 'link ${mark}'">link ${mark}</a>
<iframe srcdoc="<script>parent.pwned = 'frame ${mark}'</script>"></iframe>
<svg><script>window.pwned = 'inline svg ${mark}'</script></svg>
<details open ontoggle="window.pwned = 'toggle ${mark}'"></details>
<table><tr><td onclick="1">${mark}</td><td><style>@import url(https://packages.example.org/x.css)</style></td></tr></table>`;

const SVG = (mark: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" onload="window.pwned = 'svg ${mark}'"><script>window.pwned = 'svg script ${mark}'</script><rect width="20" height="${mark.length}"/></svg>`;

/** What the cell shows when it is run: the same kind of thing with another mark. */
function showing(mime: string, text: string): string {
  return `from IPython.display import display\ndisplay({${JSON.stringify(mime)}: ${JSON.stringify(text)}, "text/plain": "shown"}, raw=True)`;
}

function stored(mime: string, text: string): object {
  return {
    output_type: 'display_data',
    data: { [mime]: text, 'text/plain': 'shown' },
    metadata: {}
  };
}

test('scripts in old and new outputs never run in the comparison', async ({
  page,
  tmpPath
}) => {
  const mimes: [string, (mark: string) => string][] = [
    ['text/html', HTML],
    ['image/svg+xml', SVG],
    [
      'text/markdown',
      mark =>
        `${mark} <img src=x onerror="window.pwned='markdown ${mark}'"> [link](javascript:window.pwned='markdown')`
    ],
    ['application/javascript', mark => `window.pwned = 'javascript ${mark}'`]
  ];
  await openNotebook(
    page,
    tmpPath,
    notebookOf(
      mimes.map(([mime, make], index) => ({
        source: showing(mime, make('new')),
        count: index + 1,
        outputs: [stored(mime, make('old'))]
      }))
    )
  );
  await kernelIdle(page);
  // A run in place shows in the notebook what its own kernel gave, as JupyterLab always does.
  const requests: string[] = [];
  page.on('request', request => requests.push(request.url()));
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('reproducibility:verify', {
      mode: 'fresh-kernel'
    })
  );
  const panel = await openPanel(page);
  await panel.getByRole('button', { name: 'Compare all' }).click();
  const view = page.locator('.jp-ReproducibilityComparison');
  await expect(view).toContainText('new');
  for (const link of await view.getByText(/^link (old|new)$/).all()) {
    await link.click();
  }
  expect(
    await page.evaluate(() => (window as { pwned?: string }).pwned)
  ).toBeUndefined();
  expect(
    await view
      .locator('script, iframe, [onerror], [onload], [ontoggle]')
      .count()
  ).toBe(0);
  expect(requests.filter(url => url.includes('example.org'))).toEqual([]);
});

test('a long and a deep output are each judged, and can be looked at', async ({
  page,
  tmpPath
}) => {
  const rows = Array.from({ length: 100_000 }, (_, i) => `row ${i}\n`);
  const nested = (leaf: number) =>
    JSON.parse(`${'['.repeat(200)}${leaf}${']'.repeat(200)}`) as object;
  await openNotebook(
    page,
    tmpPath,
    notebookOf([
      {
        source: 'for i in range(100000):\n    print("row", i * 2)',
        count: 1,
        outputs: [printed(rows.join(''))]
      },
      {
        source:
          'from IPython.display import display\nx = 2\nfor _ in range(200): x = [x]\ndisplay({"application/json": x, "text/plain": "deep"}, raw=True)',
        count: 2,
        outputs: [
          {
            output_type: 'display_data',
            data: { 'application/json': nested(1), 'text/plain': 'deep' },
            metadata: {}
          }
        ]
      }
    ])
  );
  await kernelIdle(page);
  await pressVerify(page);
  await runEnded(page);
  expect((await check(page)).standing).toBe('differs');
  const panel = await openPanel(page);
  await panel.getByRole('button', { name: 'Compare all' }).click();
  const view = page.locator('.jp-ReproducibilityComparison');
  await expect(view).toContainText('row 0');
  await expect(view).toContainText('50 % apart');
});
