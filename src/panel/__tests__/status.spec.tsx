import { nullTranslator } from '@jupyterlab/translation';
import type { INotebookState } from '../../lab/view';
import { ReproducibilityStatus } from '../status';
import { clearScreen, show, type Screen } from './screen';
import {
  FakeModel,
  FakePanelModel,
  progress,
  report,
  run,
  state
} from './states';

const opened = jest.fn();

function open(part: Partial<INotebookState> | null): Promise<Screen> {
  return show(
    new ReproducibilityStatus({
      model: new FakePanelModel(part && new FakeModel(state(part))),
      trans: nullTranslator.load('jupyterlab_reproducibility'),
      open: opened
    })
  );
}

afterEach(clearScreen);

describe('ReproducibilityStatus', () => {
  it('is empty without a notebook or a report', async () => {
    expect((await open(null)).text).toBe('');
    expect((await open({ report: null })).text).toBe('');
  });

  it('never shows a level without its standing', async () => {
    expect((await open({})).text).toContain('Level 3, not verified');
    const verified = await open({
      report: report({ standing: 'verified', run: run() })
    });
    expect(verified.text).toContain('Level 3 ✓');
    const failed = await open({
      report: report({ level: -1, standing: 'failed' })
    });
    expect(failed.text).toContain('Level −1 ✗');
  });

  it('says all in its label', async () => {
    const screen = await open({});
    expect(screen.all('button')[0].getAttribute('aria-label')).toBe(
      'Level 3: Locked. Not verified: no clean run yet'
    );
  });

  it('shows how far a run is', async () => {
    expect((await open({ progress: progress() })).text).toContain(
      'Cell 7 of 18'
    );
  });

  it('opens the panel', async () => {
    const screen = await open({});
    screen.all('button')[0].click();
    expect(opened).toHaveBeenCalledTimes(1);
  });
});
