import { nullTranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import type { INotebookState } from '../../lab/view';
import { ReproducibilityPanel } from '../panel';
import { clearScreen, settled, show, type Screen } from './screen';
import {
  FakeModel,
  FakePanelModel,
  facet,
  finding,
  minutesAgo,
  progress,
  report,
  result,
  run,
  state
} from './states';

const trans = nullTranslator.load('jupyterlab_reproducibility');
const IN_PLACE = 'Restart, Run All and Verify';
const FRESH = 'Verify in a fresh kernel';

async function open(
  part: Partial<INotebookState> = {}
): Promise<{ screen: Screen; model: FakeModel }> {
  const model = new FakeModel(state(part));
  const panel = new ReproducibilityPanel({
    model: new FakePanelModel(model),
    trans
  });
  return { screen: await show(panel), model };
}

function reason(button: HTMLElement): string | null {
  return button.getAttribute('aria-disabled') === 'true'
    ? button.getAttribute('aria-description')
    : null;
}

afterEach(clearScreen);

describe('where the notebook stands', () => {
  it('says that no notebook is open, and offers nothing to press', async () => {
    const screen = await show(
      new ReproducibilityPanel({ model: new FakePanelModel(null), trans })
    );
    expect(screen.text).toContain('No notebook open');
    expect(screen.all('button')).toEqual([]);
  });

  it('follows the notebook in front', async () => {
    const panelModel = new FakePanelModel(null);
    const screen = await show(
      new ReproducibilityPanel({ model: panelModel, trans })
    );
    panelModel.current = new FakeModel(state());
    panelModel.currentChanged.emit();
    await settled();
    expect(screen.text).toContain('Locked');
  });

  it('says that it is still loading, and that nothing can be run yet', async () => {
    const { screen } = await open({ status: 'loading', report: null });
    expect(screen.text).toContain('Loading');
    expect(reason(screen.button(IN_PLACE))).toBe(
      'The notebook is still loading'
    );
  });

  it('says why there is no report', async () => {
    const { screen } = await open({
      status: 'error',
      report: null,
      problem: '`a.ipynb` is no notebook'
    });
    expect(screen.text).toContain('a.ipynb is no notebook');
  });

  it('does not claim more than the files show before a clean run', async () => {
    const { screen } = await open();
    expect(screen.text).toContain('Not verified: no clean run yet');
    expect(screen.all('.jp-Reproducibility-badge.jp-mod-verified')).toEqual([]);
    expect(screen.text).toContain('No clean run yet.');
  });

  it('says when it was verified', async () => {
    const { screen } = await open({
      report: report({ standing: 'verified', run: run() })
    });
    expect(screen.text).toContain('✓ Verified 4 minutes ago');
  });

  it('says why a run no longer counts, with the cells as links', async () => {
    const { screen, model } = await open({
      report: report({
        run: run({ reason: 'cell 3 was edited after the run' })
      })
    });
    expect(screen.text).toContain(
      'Not verified: cell 3 was edited after the run'
    );
    await screen.press('cell 3');
    expect(model.calls).toEqual(['go to 2']);
  });

  it('counts the outputs that differ, and names the level that the files support', async () => {
    const { screen } = await open({
      report: report({
        level: 0,
        standing: 'differs',
        run: run({ counts: { identical: 3, different: 1, missing: 1 } })
      })
    });
    expect(screen.text).toContain('Ran, but 2 outputs differ');
    expect(screen.text).toContain('The files support level 3');
  });

  it('stands on level −1 after a failure, and leads to the cell', async () => {
    const { screen, model } = await open({
      report: report({
        level: -1,
        standing: 'failed',
        run: run({ failed: { cell: 4, ename: 'NameError', evalue: 'x' } })
      })
    });
    expect(screen.all('.jp-Reproducibility-badge')[0].textContent).toBe('−1');
    expect(screen.text).toContain('Failed in cell 5: NameError');
    await screen.press('cell 5');
    expect(model.calls).toEqual(['go to 4']);
  });

  it('says that a restart would stop when the source alone shows it', async () => {
    const { screen } = await open({
      report: report({
        level: -1,
        standing: 'failed',
        findings: [finding({ severity: 'error', cell: { index: 6, id: null } })]
      })
    });
    expect(screen.text).toContain('A restart would stop at cell 7');
  });

  it('shows why the last attempt came to no verdict', async () => {
    const { screen } = await open({ notice: 'The kernel died in cell 7.' });
    expect(screen.text).toContain('The kernel died in cell 7.');
  });
});

describe('the clock', () => {
  it('stands still while the panel is hidden', async () => {
    const started = jest.spyOn(window, 'setInterval');
    const stopped = jest.spyOn(window, 'clearInterval');
    const { screen } = await open();
    expect(started).toHaveBeenCalledTimes(1);
    expect(stopped).not.toHaveBeenCalled();
    screen.widget.hide();
    await settled();
    expect(stopped).toHaveBeenCalledTimes(1);
    screen.widget.show();
    await settled();
    expect(started).toHaveBeenCalledTimes(2);
    started.mockRestore();
    stopped.mockRestore();
  });
});

describe('the verify button', () => {
  it('runs in place when everything is there', async () => {
    const { screen, model } = await open();
    await screen.press(IN_PLACE);
    expect(model.calls).toEqual(['verify in-place']);
  });

  const blocked: [string, Partial<INotebookState>, string][] = [
    ['no kernel', { kernel: 'none', kernelName: 'python3' }, 'No kernel'],
    ['a dead kernel', { kernel: 'dead' }, 'The kernel is dead'],
    ['a read-only file', { readOnly: true }, 'The file is read-only']
  ];
  it.each(blocked)(
    'offers a fresh kernel instead, and says why, with %s',
    async (_, part, why) => {
      const { screen, model } = await open(part);
      expect(screen.text).toContain(why);
      expect(screen.buttons(IN_PLACE)).toEqual([]);
      await screen.press(FRESH);
      expect(model.calls).toEqual(['verify fresh-kernel']);
    }
  );

  const impossible: [string, Partial<INotebookState>, string][] = [
    ['the file changed on disk', { changedOnDisk: true }, 'changed on disk'],
    ['the kernel is busy', { kernel: 'busy' }, 'The kernel is busy'],
    ['the kernel is starting', { kernel: 'starting' }, 'still starting'],
    ['the connection is lost', { kernel: 'disconnected' }, 'is lost'],
    [
      'there is neither a kernel nor the name of one',
      { kernel: 'none', kernelName: null },
      'No kernel'
    ],
    [
      'there is no code',
      {
        report: report({
          notebook: { path: 'a', language: 'python', codeCells: 0 }
        })
      },
      'no code cell'
    ]
  ];
  it.each(impossible)(
    'cannot be pressed, and says why, when %s',
    async (_, part, why) => {
      const { screen, model } = await open(part);
      expect(reason(screen.button(IN_PLACE))).toContain(why);
      expect(screen.text).toContain(why);
      await screen.press(IN_PLACE);
      expect(model.calls).toEqual([]);
    }
  );

  it('does not change while a cell runs for a moment', async () => {
    const { screen, model } = await open();
    model.set({ kernel: 'busy' });
    await settled();
    expect(reason(screen.button(IN_PLACE))).toBeNull();
    model.set({ kernel: 'idle' });
    await new Promise(resolve => setTimeout(resolve, 1200));
    expect(reason(screen.button(IN_PLACE))).toBeNull();
    model.set({ kernel: 'busy' });
    await new Promise(resolve => setTimeout(resolve, 1200));
    expect(reason(screen.button(IN_PLACE))).toContain('The kernel is busy');
  });

  it('opens its menu with the arrow keys, and gives the focus back on Escape', async () => {
    const { screen } = await open();
    const more = screen.button('Ways to verify');
    more.focus();
    await screen.key('ArrowDown');
    expect(document.activeElement?.textContent).toBe(FRESH);
    await screen.key('ArrowDown');
    expect(document.activeElement?.textContent).toBe(IN_PLACE);
    await screen.key('Home');
    expect(document.activeElement?.textContent).toBe(FRESH);
    await screen.key('Escape');
    expect(screen.all('[role="menu"]')).toEqual([]);
    expect(document.activeElement).toBe(more);
  });

  it('runs what is chosen from the menu', async () => {
    const { screen, model } = await open();
    await screen.press('Ways to verify');
    await screen.press(FRESH);
    expect(model.calls).toEqual(['verify fresh-kernel']);
  });

  it('keeps a menu entry that cannot work from being chosen', async () => {
    const { screen, model } = await open({ kernel: 'busy' });
    await screen.press('Ways to verify');
    const entry = screen.all('[role="menuitem"]')[1];
    expect(reason(entry)).toContain('The kernel is busy');
    entry.click();
    expect(model.calls).toEqual([]);
  });

  it('shows what went wrong when the model rejects', async () => {
    const { screen, model } = await open();
    model.verify = () => Promise.reject(new Error('No disk space'));
    await screen.press(IN_PLACE);
    expect(screen.all('[role="alert"]')[0].textContent).toContain(
      'No disk space'
    );
    await screen.press('Close');
    expect(screen.all('[role="alert"]')).toEqual([]);
  });
});

describe('a clean run', () => {
  it('shows how far it is in place of the button, and can be cancelled', async () => {
    const { screen, model } = await open({ progress: progress() });
    expect(screen.buttons(IN_PLACE)).toEqual([]);
    expect(screen.text).toContain('Cell 7 of 18 · 12 s · about 19 s left');
    const bar = screen.all('[role="progressbar"]')[0];
    expect(bar.getAttribute('aria-valuenow')).toBe('6');
    expect(bar.getAttribute('aria-valuemax')).toBe('18');
    await screen.press('Cancel');
    expect(model.calls).toEqual(['cancel']);
  });

  it('cannot be cancelled twice', async () => {
    const { screen } = await open({
      progress: progress({ phase: 'cancelling' })
    });
    expect(reason(screen.button('Cancel'))).toBe('The run is being stopped');
  });

  it('says that it is a second one, and that a cell ran for too long', async () => {
    const { screen, model } = await open({
      progress: progress({ repeat: true, overlong: { cell: 8, seconds: 60 } })
    });
    expect(screen.text).toContain('Second run: cell 7 of 18');
    expect(screen.text).toContain('interrupted after 60 s');
    await screen.press('Go to cell 9');
    expect(model.calls).toEqual(['go to 8']);
  });

  it('says that a cell waits for input, and leads there', async () => {
    const { screen, model } = await open({
      progress: progress({ waitingForInput: true })
    });
    expect(screen.text).toContain('It waits for your input.');
    await screen.press('Go to cell 9');
    expect(model.calls).toEqual(['go to 8']);
  });

  it('is announced when it begins and when it ends', async () => {
    const { screen, model } = await open();
    const said = () => screen.all('[aria-live]')[0].textContent;
    expect(said()).toBe('');
    model.set({ progress: progress() });
    await settled();
    expect(said()).toBe('Clean run started');
    model.set({
      progress: null,
      report: report({ standing: 'verified', run: run() })
    });
    await settled();
    expect(said()).toBe('Clean run ended. Verified 4 minutes ago');
  });

  it('is announced when it ends, too, where it was over in a moment', async () => {
    const { screen, model } = await open();
    model.set({ progress: progress({ phase: 'saving' }) });
    await settled();
    model.set({
      progress: null,
      report: report({ standing: 'verified', run: run() })
    });
    await settled();
    expect(screen.all('[aria-live]')[0].textContent).toBe(
      'Clean run ended. Verified 4 minutes ago'
    );
  });

  it('is not announced where it was refused: only why is said', async () => {
    const { screen, model } = await open();
    const said = () => screen.all('[aria-live]')[0].textContent;
    const notice = 'The notebook is being verified in another window.';
    model.set({ progress: progress({ phase: 'saving' }) });
    await settled();
    expect(said()).toBe('');
    model.set({ progress: null, notice });
    await settled();
    expect(said()).toBe(notice);
    model.set({ progress: progress(), notice: null });
    await settled();
    model.set({ progress: null, notice: 'The kernel was not restarted.' });
    await settled();
    expect(said()).toBe('The kernel was not restarted.');
  });

  it('is announced of the notebook in front alone', async () => {
    const running = new FakeModel(state({ progress: progress() }));
    const still = new FakeModel(state({ notice: 'Nothing was changed.' }));
    const panelModel = new FakePanelModel(running);
    const screen = await show(
      new ReproducibilityPanel({ model: panelModel, trans })
    );
    const said = () => screen.all('[aria-live]')[0].textContent;
    for (const current of [still, running, still]) {
      panelModel.current = current;
      panelModel.currentChanged.emit();
      await settled();
      expect(said()).toBe('');
    }
  });

  it('keeps the keyboard in place, on nothing that a held key would press', async () => {
    const { screen, model } = await open();
    screen.button(IN_PLACE).focus();
    model.set({ progress: progress() });
    await settled();
    expect(document.activeElement?.getAttribute('role')).toBe('progressbar');
    screen.button('Cancel').focus();
    model.set({ progress: null });
    await settled();
    expect(document.activeElement?.textContent).toBe('Locked');
  });
});

describe('the focus', () => {
  it('is not taken by a run when it was elsewhere', async () => {
    const { screen, model } = await open();
    model.set({ progress: progress() });
    await settled();
    expect(document.activeElement === document.body).toBe(true);
    // jsdom takes a page without a focused element for one in the background.
    const front = jest.spyOn(document, 'hasFocus').mockReturnValue(true);
    screen.button('Cancel').focus();
    screen.button('Cancel').blur();
    await settled();
    model.set({ progress: null });
    await settled();
    expect(document.activeElement === document.body).toBe(true);
    front.mockRestore();
  });
});

describe('kept outputs', () => {
  const recovery = {
    saved: minutesAgo(120),
    cells: 12,
    reason: 'The tab was closed.'
  };

  it('are offered with their reason and age', async () => {
    const { screen, model } = await open({
      recovery: { ...recovery, ended: false }
    });
    expect(screen.text).toContain(
      'Outputs from before an unfinished run are kept'
    );
    expect(screen.text).toContain(
      'The tab was closed. 12 cells with outputs, kept 2 hours ago.'
    );
    await screen.press('Restore');
    await screen.press('Dismiss');
    expect(model.calls).toEqual(['recover', 'dismiss']);
  });

  it.each([true, undefined])(
    'are not called those of an unfinished run unless it is known (%s)',
    async ended => {
      const { screen } = await open({ recovery: { ...recovery, ended } });
      expect(screen.text).toContain(
        'Outputs from before the last verification are kept'
      );
      expect(screen.text).not.toContain('unfinished');
    }
  );

  it('cannot be restored into a run', async () => {
    const { screen } = await open({ recovery, progress: progress() });
    expect(reason(screen.button('Restore'))).toBe('A clean run is under way');
  });
});

describe('the next step', () => {
  it('does what its actions say', async () => {
    const { screen, model } = await open({
      report: report({
        next: {
          level: 4,
          title: 'Keep the packages',
          detail: '`numpy` is missing',
          actions: [
            { kind: 'verify', label: 'Not said twice' },
            { kind: 'go-to-cell', label: 'To the cell', cell: 4 },
            { kind: 'open-file', label: 'Open the lock', path: 'work/uv.lock' }
          ]
        }
      })
    });
    expect(screen.text).toContain('Next step · Level 4');
    await screen.press('To the cell');
    await screen.press('Open the lock');
    expect(model.calls).toEqual(['go to 4', 'open work/uv.lock']);
    expect(screen.buttons('Not said twice')).toEqual([]);
  });

  it('offers to verify where that is the step', async () => {
    const { screen, model } = await open({
      report: report({
        next: {
          level: 0,
          title: 'Verify',
          detail: '',
          actions: [{ kind: 'verify', label: 'Verify now' }]
        }
      })
    });
    await screen.press('Verify now');
    expect(model.calls).toEqual(['verify in-place']);
  });

  it('shows a text to copy, and selects it where the clipboard is closed', async () => {
    const { screen } = await open({
      report: report({
        next: {
          level: 4,
          title: 'Download',
          detail: '',
          actions: [
            {
              kind: 'show-text',
              label: 'Show command',
              title: 'In a terminal',
              language: 'shell',
              text: 'pip download <x>'
            }
          ]
        }
      })
    });
    expect(screen.button('Show command').getAttribute('aria-expanded')).toBe(
      'false'
    );
    await screen.press('Show command');
    expect(screen.all('pre')[0].textContent).toBe('pip download <x>');
    await screen.press('Copy');
    expect(screen.text).toContain('press Ctrl+C');
    await screen.press('Show command');
    expect(screen.all('pre')).toEqual([]);
  });
});

describe('the ladder', () => {
  it('lists the levels from the top down and marks where the notebook stands', async () => {
    const { screen } = await open();
    const rungs = screen.all('.jp-Reproducibility-rungHead');
    expect(rungs.map(rung => rung.querySelector('span')?.textContent)).toEqual([
      '7',
      '6',
      '5',
      '4',
      '3',
      '2',
      '1',
      '0'
    ]);
    expect(
      rungs.filter(rung => rung.getAttribute('aria-current') === 'step')
    ).toEqual([rungs[4]]);
  });

  it('tells each state in words, not by colour alone', async () => {
    const { screen } = await open();
    const labels = screen
      .all('.jp-Reproducibility-dot')
      .map(dot => dot.getAttribute('aria-label'));
    expect(labels.slice(1, 5)).toEqual([
      'Not met',
      'Partly met',
      'Not met',
      'Met'
    ]);
  });

  it('names each level shortly, and describes it by what was found', async () => {
    const { screen } = await open();
    const rung = screen.button('Level 3, Locked: met');
    const described = rung.getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(described)?.textContent).toBe(
      'uv.lock · 61 packages'
    );
  });

  it('names links by where they lead', async () => {
    const { screen } = await open();
    expect(
      screen
        .all('.jp-Reproducibility-check button')
        .map(link => [link.textContent, link.getAttribute('aria-label')])
    ).toEqual([
      ['uv.lock', 'Open work/uv.lock'],
      ['cell 4', 'Go to cell 4']
    ]);
  });

  it('opens the level of the notebook, with links to the files and cells', async () => {
    const { screen, model } = await open();
    expect(screen.text).toContain('Every package has a digest in uv.lock');
    await screen.press('uv.lock');
    await screen.press('Go to cell 4');
    expect(model.calls).toEqual(['open work/uv.lock', 'go to 3']);
  });

  it('keeps what was opened and closed when the panel is moved', async () => {
    const { screen } = await open();
    const level = () =>
      screen.all('.jp-Reproducibility-rungHead button')[2] as HTMLElement;
    expect(level().getAttribute('aria-expanded')).toBe('true');
    level().click();
    await settled();
    expect(screen.text).not.toContain('Every package has a digest');
    Widget.detach(screen.widget);
    Widget.attach(screen.widget, document.body);
    await settled();
    expect(level().getAttribute('aria-expanded')).toBe('false');
  });

  it('says that the files are not visible', async () => {
    const { screen } = await open({
      report: report({
        level: 0,
        facets: [facet({ state: 'unknown', strength: null })]
      })
    });
    expect(screen.text).toContain(
      'The files beside this notebook are not visible'
    );
    expect(
      screen.all('.jp-Reproducibility-dot')[4].getAttribute('aria-label')
    ).toBe('Could not tell');
  });
});

describe('findings', () => {
  it('come worst first, with a link to the cell', async () => {
    const { screen, model } = await open({
      report: report({
        findings: [
          finding({ severity: 'note', message: 'No seed' }),
          finding({
            severity: 'error',
            message: '`df` is used before cell 9',
            detail: 'would raise `NameError`',
            cell: { index: 4, id: null }
          })
        ]
      })
    });
    expect(screen.text).toMatch(/df is used before .*No seed/);
    await screen.press('Go to cell 5');
    await screen.press('cell 9');
    expect(model.calls).toEqual(['go to 4', 'go to 8']);
  });

  it('tell a moment in the local format', async () => {
    const iso = '2026-11-22T15:59:56.086Z';
    const { screen } = await open({
      report: report({ findings: [finding({ message: `Ran at ${iso} last` })] })
    });
    const [time] = screen.all('time');
    expect(time.getAttribute('datetime')).toBe(iso);
    expect(time.textContent).toContain('2026');
    expect(screen.text).not.toContain(iso);
  });

  it('interpret no markup', async () => {
    const { screen } = await open({
      report: report({
        findings: [finding({ message: '<img src=x> and `<b>`' })]
      })
    });
    expect(screen.text).toContain('<img src=x> and <b>');
    expect(screen.all('img')).toEqual([]);
  });

  it('say what could not be checked where the code is not Python', async () => {
    const { screen } = await open({
      report: report({
        notebook: { path: 'a', language: 'r', codeCells: 2 }
      })
    });
    expect(screen.text).toContain('The code is r, not Python');
    expect(
      screen.all('.jp-Reproducibility-heading').map(node => node.textContent)
    ).not.toContain('Notebookclean');
  });

  it('show the first thirty, and the rest when asked', async () => {
    const { screen } = await open({
      report: report({
        findings: Array.from({ length: 33 }, (_, i) =>
          finding({ message: `finding ${i}.` })
        )
      })
    });
    expect(screen.text).not.toContain('finding 30.');
    await screen.press('Show 3 more');
    expect(screen.text).toContain('finding 32.');
  });
});

describe('outputs of the last run', () => {
  it('are counted, and those that differ lead to the cell and the comparison', async () => {
    const { screen, model } = await open({ result: result() });
    expect(screen.text).toContain('last run, 2 minutes ago');
    expect(screen.text).toContain(`${(1400).toLocaleString()} identical`);
    expect(screen.text).toContain('random, as it seems: no seed is set');
    await screen.press('Go to cell 11');
    await screen.press('compare');
    await screen.press('Compare all');
    await screen.press('Keep new outputs');
    await screen.press('Restore the old ones');
    expect(model.calls).toEqual([
      'go to 10',
      'compare 10',
      'compare all',
      'keep all',
      'restore all'
    ]);
  });

  it('can be had once more to tell random from stale, while the run counts', async () => {
    const { screen, model } = await open({
      result: result(),
      report: report({ standing: 'differs', run: run() })
    });
    await screen.press('Run again: random or stale?');
    expect(model.calls).toEqual(['repeat']);
    model.set({
      report: report({ run: run({ stillCounts: false, reason: 'why' }) })
    });
    await settled();
    expect(reason(screen.button('Run again: random or stale?'))).toBe(
      'The last run no longer counts: verify again first'
    );
    const verified = result();
    verified.comparison.verdict = 'verified';
    model.set({ result: verified });
    await settled();
    expect(screen.buttons('Run again: random or stale?')).toEqual([]);
  });

  it('that two clean runs gave differently are random, with the generator that has no seed', async () => {
    const given = result();
    given.comparison.cells[0].repeat = {
      verdict: 'random',
      message: 'Random: two clean runs disagree with each other',
      detail: null
    };
    const { screen } = await open({
      result: given,
      report: report({
        standing: 'differs',
        run: run({
          counts: { different: 1 },
          repeat: {
            ended: minutesAgo(1),
            reason: null,
            random: [10],
            stale: [],
            unknown: [],
            seeds: [{ cell: 10, at: 2, name: 'np.random.rand' }]
          }
        })
      })
    });
    expect(screen.text).not.toContain('as it seems');
    expect(screen.text).toContain(
      'random: two clean runs disagree with each other'
    );
    expect(screen.text).toContain('np.random.rand in cell 3 has no seed');
    expect(screen.text).toContain('Ran, but 1 output differs: 1 cell random');
  });

  it('of a fresh kernel can be applied, and need no restoring before', async () => {
    const { cells, ...rest } = result();
    const { screen } = await open({
      result: {
        ...rest,
        mode: 'fresh-kernel',
        cells: cells.map(cell => ({ ...cell, shown: 'old' }))
      }
    });
    expect(reason(screen.button('Apply new outputs'))).toBeNull();
    expect(reason(screen.button('Restore the old ones'))).toBe(
      'The notebook holds the old outputs already'
    );
  });

  it('cannot be kept in a read-only file', async () => {
    const { screen } = await open({ result: result(), readOnly: true });
    expect(reason(screen.button('Keep new outputs'))).toContain('read-only');
  });

  it('are told from the record when they are no longer kept', async () => {
    const { screen } = await open({
      report: report({ standing: 'verified', run: run() })
    });
    expect(screen.text).toContain('18 identical');
    expect(screen.text).toContain('no longer kept');
    expect(screen.buttons('Keep new outputs')).toEqual([]);
  });

  it('that had no baseline are counted when they are many', async () => {
    const base = result();
    const { screen } = await open({
      result: {
        ...base,
        comparison: {
          ...base.comparison,
          cells: [1, 2, 3, 4].map(index => ({
            index,
            verdict: 'new',
            cause: null,
            outputs: []
          }))
        }
      }
    });
    expect(screen.text).toContain(
      '4 cells not compared: they had not run as they are now'
    );
  });

  it('that had no baseline are told in one way, with an output or without', async () => {
    const base = result();
    const nothing = {
      verdict: 'new' as const,
      cause: null,
      message: 'Nothing to compare with',
      detail: 'The cell had not run as it is now',
      kind: 'stdout',
      old: null,
      new: 0
    };
    const { screen } = await open({
      result: {
        ...base,
        comparison: {
          ...base.comparison,
          cells: [[nothing, nothing], []].map((outputs, index) => ({
            index,
            verdict: 'new',
            cause: null,
            outputs
          }))
        }
      }
    });
    const rows = screen
      .all('.jp-Reproducibility-section:last-child .jp-Reproducibility-what')
      .slice(1);
    expect(rows.map(row => row.textContent)).toEqual([
      'Not compared: the cell had not run as it is now',
      'Not compared: the cell had not run as it is now'
    ]);
  });

  it('of a first run can be kept; there are no old ones to restore', async () => {
    const base = result();
    const without = { old: null, hadOutputs: false };
    const first = {
      ...base,
      comparison: {
        ...base.comparison,
        verdict: 'could-not-verify' as const,
        cells: []
      },
      cells: base.cells.map(cell => ({ ...cell, ...without }))
    };
    const { screen, model } = await open({ result: first });
    expect(reason(screen.button('Keep new outputs'))).toBeNull();
    expect(screen.buttons('Restore the old ones')).toEqual([]);
    // Outputs of an earlier source were not compared, but were kept.
    const cells = first.cells.map(cell => ({ ...cell, hadOutputs: true }));
    model.set({ result: { ...first, cells } });
    await settled();
    expect(reason(screen.button('Restore the old ones'))).toBeNull();
  });

  it('count an error that was expected as reproduced', async () => {
    const base = result();
    const { screen } = await open({
      result: {
        ...base,
        comparison: {
          verdict: 'verified',
          reason: null,
          counts: { identical: 1, 'failed-as-before': 1 },
          cells: [{ ...base.comparison.cells[1], verdict: 'failed-as-before' }]
        }
      }
    });
    expect(screen.text).toContain('1 identical, 1 failed as expected');
  });

  it('are none where there is no code to run, which is said once', async () => {
    const { screen } = await open({
      report: report({
        notebook: { path: 'a', language: 'python', codeCells: 0 }
      }),
      notice: 'The notebook has no code to run.'
    });
    expect(screen.text).toContain('OutputsThere is no code to run');
    expect(screen.text).not.toContain('No clean run yet. It');
    expect(screen.text.match(/The notebook has no code/g)).toHaveLength(1);
  });
});
