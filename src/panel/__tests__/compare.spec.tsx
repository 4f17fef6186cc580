import { SimplifiedOutputArea } from '@jupyterlab/outputarea';
import {
  RenderMimeRegistry,
  standardRendererFactories
} from '@jupyterlab/rendermime';
import { nullTranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { canonicalOutputs, dataDiff, wordDiff } from '../../core/outputs';
import type { IOutput } from '../../core/notebook/facts';
import type { INotebookState, IRunResult } from '../../lab/view';
import { ComparisonView } from '../compare-view';
import { FakeRules } from './rules';
import { clearScreen, settled, show, type Screen } from './screen';
import {
  cellOutputs,
  FakeModel,
  progress,
  report,
  result,
  run,
  state
} from './states';

async function open(
  part: Partial<INotebookState> = { result: result() }
): Promise<{ screen: Screen; model: FakeModel; view: ComparisonView }> {
  const model = new FakeModel(state(part));
  const view = new ComparisonView({
    model,
    trans: nullTranslator.load('jupyterlab_reproducibility'),
    rendermime: new RenderMimeRegistry({
      initialFactories: standardRendererFactories
    }),
    wordDiff,
    canonicalOutputs,
    dataDiff,
    rules: new FakeRules()
  });
  return { screen: await show(view), model, view };
}

/** A run in which one cell displayed another bundle. */
function displayed(
  old: { [mime: string]: unknown },
  now: { [mime: string]: unknown },
  kind: string
): IRunResult {
  const base = result();
  const [cell] = base.comparison.cells;
  const output = (data: unknown): IOutput => ({
    output_type: 'display_data',
    data,
    metadata: {}
  });
  return {
    ...base,
    comparison: {
      ...base.comparison,
      cells: [{ ...cell, outputs: [{ ...cell.outputs[0], kind }] }]
    },
    cells: [cellOutputs({ old: [output(old)], new: [output(now)] })]
  };
}

/** Waits for JupyterLab's renderers, which draw later. */
async function rendered(screen: Screen, selector: string): Promise<void> {
  for (let i = 0; i < 50 && screen.all(selector).length < 2; i++) {
    await settled();
  }
}

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

beforeAll(() => {
  Element.prototype.scrollIntoView = jest.fn();
});
afterEach(clearScreen);

describe('ComparisonView', () => {
  it('says that there is nothing to compare', async () => {
    const { screen } = await open({});
    expect(screen.text).toContain('There is nothing to compare');
  });

  it('gives the verdict, how it was reached, and the counts', async () => {
    const { screen } = await open();
    expect(screen.text).toContain('Not reproduced');
    expect(screen.text).toContain(
      'a.ipynb · clean run in place, 2 minutes ago · 1 min 0 s'
    );
    expect(screen.text).toContain('1 different');
  });

  it('marks the words that differ in a text', async () => {
    const { screen } = await open();
    expect(screen.all('del').map(node => node.textContent)).toEqual(['1']);
    expect(screen.all('ins').map(node => node.textContent)).toEqual(['2']);
  });

  it('shows differences first, and all cells when asked', async () => {
    const { screen } = await open();
    expect(screen.all('[data-cell]')).toHaveLength(1);
    await screen.press('All 2');
    expect(screen.all('[data-cell]')).toHaveLength(2);
    expect(screen.button('All 2').getAttribute('aria-pressed')).toBe('true');
  });

  it('names the cells that were not compared at the end of the differences', async () => {
    const base = result();
    const { screen, model } = await open({
      result: {
        ...base,
        comparison: {
          ...base.comparison,
          cells: [
            ...base.comparison.cells,
            { index: 16, verdict: 'new', cause: null, outputs: [] },
            { index: 17, verdict: 'not-run', cause: null, outputs: [] }
          ]
        }
      }
    });
    expect(screen.text).toContain('Not compared: cell 17');
    expect(screen.text).toContain('Not run: cell 18');
    await screen.press('cell 17');
    expect(model.calls).toEqual(['go to 16']);
  });

  it('takes an expected error for reproduced, but not the one that stopped the run', async () => {
    const base = result();
    const [cell] = base.comparison.cells;
    const [output] = cell.outputs;
    const verdict = 'failed-as-before' as const;
    const ended = (run: 'verified' | 'failed') => ({
      ...base,
      comparison: {
        verdict: run,
        reason: null,
        counts: { [verdict]: 1 },
        cells: [{ ...cell, verdict, outputs: [{ ...output, verdict }] }]
      }
    });
    const { screen, model } = await open({ result: ended('verified') });
    expect(screen.text).toContain('1 failed as expected');
    await screen.press('All 1');
    const mark = () =>
      screen
        .all('.jp-Reproducibility-cell .jp-Reproducibility-mark')[0]
        .getAttribute('aria-label');
    expect(mark()).toBe('Reproduced');
    model.set({ result: ended('failed') });
    await settled();
    expect(screen.text).toContain('1 failed as before');
    expect(mark()).toBe('Remark');
  });

  it('marks a failure that may only follow from an earlier one', async () => {
    const base = result();
    const [cell, other] = base.comparison.cells;
    const failed = (followOn: boolean): Partial<INotebookState> => ({
      report: report({
        run: run({ failed: { cell: 1, ename: 'KeyError', evalue: 'x' } })
      }),
      result: {
        ...base,
        comparison: {
          ...base.comparison,
          verdict: 'failed',
          cells: [{ ...cell, verdict: 'failed' }, other]
        },
        cells: [cellOutputs({ followOn })]
      }
    });
    const { screen, model } = await open(failed(true));
    expect(screen.text).toContain('may only follow from the error in cell 2');
    model.set(failed(false));
    await settled();
    expect(screen.text).not.toContain('may only follow');
  });

  it('does not say that no output differs where none was compared', async () => {
    const base = result();
    const first = (verdict: 'new' | 'identical'): IRunResult => ({
      ...base,
      comparison: {
        ...base.comparison,
        verdict: 'could-not-verify',
        cells: [{ index: 10, verdict, cause: null, outputs: [] }]
      }
    });
    const { screen, model } = await open({ result: first('new') });
    expect(screen.text).toContain('No output was compared.');
    model.set({ result: first('identical') });
    await settled();
    expect(screen.text).toContain('No output differs.');
  });

  it('leads to the cell, and settles one cell or all', async () => {
    const { screen, model } = await open();
    await screen.press('Go to cell 11');
    await screen.press('Restore old');
    await screen.press('Keep new outputs');
    await screen.press('Run again: random or stale?');
    expect(model.calls).toEqual([
      'go to 10',
      'restore 10',
      'keep all',
      'repeat'
    ]);
  });

  it('does not offer what the notebook holds already', async () => {
    const { screen, model } = await open();
    const keep = screen.button('Keep new');
    expect(keep.getAttribute('aria-description')).toBe(
      'The notebook holds the new outputs already'
    );
    await screen.press('Keep new');
    expect(model.calls).toEqual([]);
  });

  it('cannot settle anything during a run, and shows how far it is', async () => {
    const { screen, model } = await open({
      result: result(),
      progress: progress()
    });
    expect(screen.text).toContain('Cell 7 of 18');
    await screen.press('Restore old');
    expect(model.calls).toEqual([]);
  });

  it('shows a cell that is asked for, even one that does not differ', async () => {
    const { screen, view } = await open();
    view.showCell(11);
    await settled();
    const cell = screen.all('[data-cell="11"]')[0];
    expect(cell.textContent).toContain('print(y)');
  });

  it('lists fifty cells, more when asked, and any cell that is asked for', async () => {
    const base = result();
    const [cell] = base.comparison.cells;
    const many = Array.from({ length: 120 }, (_, index) => index);
    const { screen, view } = await open({
      result: {
        ...base,
        comparison: {
          ...base.comparison,
          cells: many.map(index => ({ ...cell, index }))
        },
        cells: many.map(index => cellOutputs({ index }))
      }
    });
    expect(screen.all('[data-cell]')).toHaveLength(50);
    await screen.press('Show 50 more');
    expect(screen.all('[data-cell]')).toHaveLength(100);
    view.showCell(110);
    await settled();
    expect(screen.all('[data-cell]')).toHaveLength(111);
  });

  it('renders HTML sanitised: no script, no handler', async () => {
    const html = (value: string) =>
      `<table><tr><td>a</td><td>${value}</td></tr></table>` +
      '<img src="x" onerror="document.title = 1"><script>document.title = 2</script>';
    const { screen } = await open({
      result: displayed(
        { 'text/html': html('1') },
        { 'text/html': html('2') },
        'text/html'
      )
    });
    await rendered(screen, 'table');
    expect(screen.all('table')).toHaveLength(2);
    expect(screen.all('script')).toEqual([]);
    expect(screen.all('[onerror]')).toEqual([]);
  });

  it('renders what is very large only when asked', async () => {
    const html = (value: string) => `<i>${value}</i>${'x'.repeat(399_992)}`;
    const { screen } = await open({
      result: displayed(
        { 'text/html': html('1') },
        { 'text/html': html('2') },
        'text/html'
      )
    });
    expect(screen.text).toContain('Large outputs');
    expect(screen.all('.jp-OutputArea')).toEqual([]);
    await screen.press('Show 800,000 characters');
    expect(screen.all('.jp-OutputArea')).toHaveLength(2);
  });

  it('marks the cells that differ in tables of one shape', async () => {
    const table = (value: string, equal: string) =>
      `<table><tr><td>${equal}</td><td>${value}</td></tr></table>`;
    const { screen } = await open({
      result: displayed(
        { 'text/html': table('1', '3.5') },
        { 'text/html': table('2', '3.500') },
        'text/html'
      )
    });
    await rendered(screen, 'td.jp-mod-differs');
    expect(
      screen.all('td.jp-mod-differs').map(cell => cell.textContent)
    ).toEqual(['1', '2']);
  });

  const marked = async (old: string, now: string) => {
    const { screen } = await open({
      result: displayed({ 'text/html': old }, { 'text/html': now }, 'text/html')
    });
    await rendered(screen, 'table');
    await settled();
    const cells = (side: string) =>
      screen
        .all(`.jp-mod-${side} .jp-mod-differs`)
        .map(cell => cell.textContent);
    return { old: cells('old'), now: cells('new'), text: screen.text };
  };
  /** As pandas renders a frame; the first cell of each row is its label. */
  const frame = (columns: string[], ...rows: string[][]) =>
    `<table><thead><tr><th></th>${columns.map(one => `<th>${one}</th>`).join('')}</tr></thead><tbody>${rows
      .map(
        ([label, ...cells]) =>
          `<tr><th>${label}</th>${cells.map(one => `<td>${one}</td>`).join('')}</tr>`
      )
      .join('')}</tbody></table>`;

  it('marks rows and columns that only one table has, by their labels', async () => {
    const found = await marked(
      frame(['a', 'b'], ['x', '1', '2'], ['y', '3', '4'], ['z', '5', '6']),
      frame(['a', 'c', 'b'], ['x', '1', '9', '2'], ['z', '5', '8', '7'])
    );
    expect(found.old.sort()).toEqual(['3', '4', '6', 'y']);
    expect(found.now.sort()).toEqual(['7', '8', '9', 'c']);
    expect(found.text).not.toContain('not marked');
  });

  it('leaves tables of another shape unmarked where no labels tell, and says so', async () => {
    const bare = (...rows: string[]) =>
      `<table>${rows.map(one => `<tr><td>${one}</td></tr>`).join('')}</table>`;
    const twice = (...labels: string[]) =>
      frame(['a'], ...labels.map(label => [label, '1']));
    for (const [old, now] of [
      [bare('1', '2'), bare('1', '2', '3')],
      [twice('x', 'x'), twice('x', 'x', 'x')],
      [frame(['a'], ['x', '1']), frame(['b', 'c'], ['x', '1', '2'])]
    ]) {
      const found = await marked(old, now);
      expect([...found.old, ...found.now]).toEqual([]);
      expect(found.text).toContain('Differences are not marked in 1 table');
      clearScreen();
    }
  });

  it('marks spans where both their columns are on one side only', async () => {
    const grouped = (columns: string[], cells: string[]) =>
      `<table><thead><tr><th></th>${columns.join('')}</tr><tr><th></th>${cells.map((_, i) => `<th>${i % 2 ? 'std' : 'mean'}</th>`).join('')}</tr></thead><tbody><tr><th>x</th>${cells.map(one => `<td>${one}</td>`).join('')}</tr></tbody></table>`;
    const group = (name: string) => `<th colspan="2">${name}</th>`;
    const found = await marked(
      grouped([group('a')], ['1', '2']),
      grouped([group('a'), group('b')], ['1', '5', '3', '4'])
    );
    expect(found.old).toEqual(['2']);
    expect(found.now).toEqual(['b', 'mean', 'std', '5', '3', '4']);
  });

  it('says how many more values differ than are listed', async () => {
    const MIME = 'application/vnd.plotly.v1+json';
    const y = (from: number) => {
      const numbers = Float64Array.from({ length: 150 }, (_, i) => i + from);
      const bdata = Buffer.from(numbers.buffer).toString('base64');
      return { [MIME]: { data: [{ y: { dtype: 'f8', bdata } }] } };
    };
    const { screen } = await open({ result: displayed(y(0), y(1), MIME) });
    const rows = screen.all('.jp-Reproducibility-values tbody tr');
    expect(rows).toHaveLength(100);
    expect([...rows[0].children].map(cell => cell.textContent)).toEqual([
      'data[0].y[0]',
      '0',
      '1'
    ]);
    expect(screen.text).toContain('The first 100 are listed, and 50 more.');
  });

  it('lists the values in which data and plots differ, by their place', async () => {
    const MIME = 'application/vnd.plotly.v1+json';
    const { screen } = await open({
      result: displayed(
        { [MIME]: { data: [{ y: [1, 2] }] }, 'text/plain': 'Figure' },
        { [MIME]: { data: [{ y: [1, 2.5] }] }, 'text/plain': 'Figure' },
        MIME
      )
    });
    expect(
      screen
        .all('.jp-Reproducibility-values tbody tr')
        .map(row => [...row.children].map(cell => cell.textContent))
    ).toEqual([['data[0].y[1]', '2', '2.5']]);
    await screen.press('Side by side');
    expect(screen.all('.jp-Reproducibility-values')).toEqual([]);
    expect(screen.all('.jp-Reproducibility-side')).toHaveLength(2);
  });

  it('shows pictures in four ways, with an alternative text each', async () => {
    const { screen } = await open({
      result: displayed(
        { 'image/png': PIXEL },
        { 'image/png': PIXEL },
        'image/png'
      )
    });
    expect(screen.all('img').map(image => image.getAttribute('alt'))).toEqual([
      'Stored picture',
      'Picture of the clean run'
    ]);
    for (const view of ['Swipe', 'Blink']) {
      await screen.press(view);
      expect(screen.all('h4').map(side => side.textContent)).toEqual([
        'Stored',
        'Clean run'
      ]);
    }
    await screen.press('Swipe');
    expect(screen.all('input[type="range"]')).toHaveLength(1);
    await screen.press('Difference');
    expect(screen.text).toContain('Black where both are the same.');
  });

  it('disposes what it rendered when it is closed', async () => {
    const { screen } = await open({
      result: displayed(
        { 'text/html': '<i>1</i>' },
        { 'text/html': '<i>2</i>' },
        'text/html'
      )
    });
    await rendered(screen, 'i');
    expect(screen.all('.jp-OutputArea')).toHaveLength(2);
    const disposed = jest.spyOn(SimplifiedOutputArea.prototype, 'dispose');
    Widget.detach(screen.widget);
    await settled();
    expect(disposed).toHaveBeenCalledTimes(2);
    disposed.mockRestore();
  });

  it('says on which side there is no output', async () => {
    const base = result();
    const [cell] = base.comparison.cells;
    const { screen } = await open({
      result: {
        ...base,
        comparison: {
          ...base.comparison,
          cells: [{ ...cell, outputs: [{ ...cell.outputs[0], old: null }] }]
        }
      }
    });
    expect(screen.text).toContain('No output here');
  });
});
