import { nullTranslator } from '@jupyterlab/translation';
import type { INotebookState } from '../../lab/view';
import { ReproducibilityPanel } from '../panel';
import { clearScreen, settled, show, type Screen } from './screen';
import {
  FakeModel,
  FakePanelModel,
  finding,
  minutesAgo,
  progress,
  report,
  state
} from './states';

const trans = nullTranslator.load('jupyterlab_reproducibility');

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

function withFix(part: Partial<INotebookState> = {}): Partial<INotebookState> {
  return {
    report: report({
      findings: [
        finding({
          message: '`x` is used before cell 3',
          cell: { index: 0, id: null },
          range: { from: 6, to: 7 },
          fix: {
            kind: 'move-cell',
            label: 'Move cell 3 above cell 1',
            from: 2,
            before: 0
          }
        })
      ]
    }),
    ...part
  };
}

afterEach(clearScreen);

describe('Ask the kernel', () => {
  it('is done by the button alone', async () => {
    const { screen, model } = await open();
    expect(model.calls).toEqual([]);
    await screen.press('Ask the kernel');
    expect(model.calls).toEqual(['ask']);
  });

  it.each([
    ['none', 'nothing to ask'],
    ['starting', 'still starting'],
    ['busy', 'busy'],
    ['dead', 'dead'],
    ['disconnected', 'lost']
  ] as const)('says why not: kernel %s', async (kernel, why) => {
    const { screen, model } = await open({ kernel });
    const button = screen.button('Ask the kernel');
    expect(button.getAttribute('aria-description')).toContain(why);
    await screen.press('Ask the kernel');
    expect(model.calls).toEqual([]);
  });

  it('can be called off while the kernel is asked', async () => {
    const { screen, model } = await open({ asking: true });
    expect(screen.text).toContain('Asking the kernel');
    await screen.press('Cancel the question');
    expect(model.calls).toEqual(['cancel ask']);
  });

  it('tells what came of it, and what the kernel could not tell', async () => {
    const { screen, model } = await open({
      asked: {
        at: minutesAgo(4),
        problem: null,
        names: 12,
        packages: { numpy: '2.4.6' }
      }
    });
    expect(screen.text).toContain('Asked 4 minutes ago.');
    expect(screen.text).toContain('12 names live in the kernel.');
    expect(screen.text).toContain('numpy 2.4.6');
    model.set({
      asked: { at: minutesAgo(0), problem: 'It keeps no history.', names: 0 }
    });
    await settled();
    expect(screen.text).toContain('It keeps no history.');
    expect(screen.text).not.toContain('No name lives');
  });
});

describe('a fix', () => {
  it('is offered by its label', async () => {
    const { screen, model } = await open(withFix());
    await screen.press('Move cell 3 above cell 1');
    expect(model.calls).toEqual(['fix Move cell 3 above cell 1']);
  });

  it.each([
    ['read-only', { readOnly: true }],
    ['clean run', { progress: progress() }]
  ])('says why not: %s', async (why, part) => {
    const { screen } = await open(withFix(part));
    const button = screen.button('Move cell 3 above cell 1');
    expect(button.getAttribute('aria-description')).toContain(why);
  });

  it('leaves "go to cell" to select the name', async () => {
    const { screen, model } = await open(withFix());
    await screen.press('Go to cell 1');
    expect(model.calls).toEqual(['go to 0 6-7']);
  });
});
