import {
  RenderMimeRegistry,
  standardRendererFactories
} from '@jupyterlab/rendermime';
import { nullTranslator } from '@jupyterlab/translation';
import { canonicalOutputs, dataDiff, wordDiff } from '../../core/outputs';
import type { INotebookComparison } from '../../core/outputs/types';
import { ComparisonView } from '../compare-view';
import { FakeRules } from './rules';
import { clearScreen, settled, show, type Screen } from './screen';
import { FakeModel, result, state } from './states';

async function open(
  rules = new FakeRules(),
  comparison: Partial<INotebookComparison> = {}
): Promise<{ screen: Screen; model: FakeModel; rules: FakeRules }> {
  const base = result();
  const model = new FakeModel(
    state({
      result: { ...base, comparison: { ...base.comparison, ...comparison } }
    })
  );
  const view = new ComparisonView({
    model,
    trans: nullTranslator.load('jupyterlab_reproducibility'),
    rendermime: new RenderMimeRegistry({
      initialFactories: standardRendererFactories
    }),
    wordDiff,
    canonicalOutputs,
    dataDiff,
    rules
  });
  return { screen: await show(view), model, rules };
}

async function openForm(
  rules = new FakeRules(),
  comparison: Partial<INotebookComparison> = {}
) {
  const opened = await open(rules, comparison);
  await opened.screen.press('Change…');
  return opened;
}

/** The control of a label that begins so. */
function field(screen: Screen, label: string): HTMLInputElement {
  const found = screen
    .all('label')
    .find(node => (node.textContent ?? '').startsWith(label));
  const input =
    found?.querySelector('input') ??
    document.getElementById(found?.getAttribute('for') ?? '');
  if (!input) {
    throw new Error(`No field "${label}" in: ${screen.text}`);
  }
  return input as HTMLInputElement;
}

async function type(screen: Screen, label: string, text: string) {
  const input = field(screen, label);
  input.focus();
  const { set } = Object.getOwnPropertyDescriptor(
    HTMLInputElement.prototype,
    'value'
  )!;
  set!.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
  return input;
}

async function tried(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 300));
  await settled();
}

beforeAll(() => {
  Element.prototype.scrollIntoView = jest.fn();
});
afterEach(clearScreen);

describe('the line of rules', () => {
  it('says by what outputs are compared', async () => {
    const { screen, rules } = await open();
    expect(screen.text).toContain('tolerance 1e-9 · stderr: remark · 2 masks');
    await rules.set({
      tolerance: 0,
      stderr: 'strict',
      images: 'small',
      imageThreshold: 0.015,
      masksOff: ['uuid', 'of another version'],
      ownPatterns: [{ pattern: 'a' }]
    });
    await settled();
    expect(screen.text).toContain(
      'exact numbers · stderr: like stdout · pictures: up to 1.5 % of the pixels · 1 of 2 masks · 1 own pattern'
    );
  });

  it('opens and closes the form, which takes the focus', async () => {
    const { screen } = await open();
    const change = screen.button('Change…');
    expect(change.getAttribute('aria-expanded')).toBe('false');
    await screen.press('Change…');
    expect(change.getAttribute('aria-expanded')).toBe('true');
    const form = document.getElementById(change.getAttribute('aria-controls')!);
    expect(document.activeElement).toBe(form);
    await screen.key('Escape');
    expect(screen.all('fieldset')).toEqual([]);
    expect(document.activeElement).toBe(change);
  });
});

describe('the form', () => {
  it('takes a preset, or a number of one\u2019s own when Enter is pressed', async () => {
    const { screen, rules } = await openForm();
    field(screen, '1e-3').click();
    await settled();
    expect(rules.value.tolerance).toBe(1e-3);
    field(screen, 'Another').click();
    await settled();
    await type(screen, 'Largest relative', '1e-5');
    expect(rules.value.tolerance).toBe(1e-3);
    await screen.key('Enter');
    expect(rules.value.tolerance).toBe(1e-5);
  });

  it('says at the field what is no such number, and takes nothing', async () => {
    const { screen, rules } = await openForm();
    field(screen, 'Another').click();
    await settled();
    const input = await type(screen, 'Largest relative', '2');
    await screen.key('Enter');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(
      document.getElementById(input.getAttribute('aria-describedby')!)!
        .textContent
    ).toContain('A number from 0 on and below 1');
    expect(rules.value.tolerance).toBe(1e-9);
  });

  it('lists what is ignored, what fired first, and switches it off and on', async () => {
    const { screen, rules } = await openForm(new FakeRules(), {
      masks: [{ id: 'address', name: 'address', plural: 'addresses', count: 3 }]
    });
    const masks = screen
      .all('.jp-Reproducibility-masks li')
      .map(node => node.textContent);
    expect(masks).toHaveLength(1);
    expect(masks[0]).toContain('addresses 3 in this run');
    field(screen, 'addresses').click();
    await settled();
    expect(rules.value.masksOff).toEqual(['address']);
    field(screen, 'addresses').click();
    await settled();
    expect(rules.value.masksOff).toEqual([]);
    await screen.press('1 that hid nothing in this run');
    field(screen, 'ids').click();
    await settled();
    expect(rules.value.masksOff).toEqual(['uuid']);
  });

  it('says what the comparison came to after a change', async () => {
    const { screen, model } = await openForm();
    const said = () =>
      screen.all('.jp-Reproducibility-ruleEnd [role="status"]')[0].textContent;
    expect(said()).toBe('');
    const { result: before } = model.state;
    model.set({
      result: {
        ...before!,
        comparison: { ...before!.comparison, counts: { identical: 2 } }
      }
    });
    await settled();
    expect(said()).toBe('Compared again: 2 identical');
  });

  it('goes back to the defaults, but for own patterns', async () => {
    const rules = new FakeRules();
    await rules.set({ tolerance: 0, ownPatterns: [{ pattern: 'a' }] });
    const { screen } = await openForm(rules);
    await screen.press('Back to the defaults');
    expect(rules.value.tolerance).toBe(1e-9);
    expect(rules.value.ownPatterns).toEqual([{ pattern: 'a' }]);
  });
});

describe('own patterns', () => {
  it('are tried while they are typed, and added', async () => {
    const rules = new FakeRules();
    rules.trial = {
      old: 2,
      new: 1,
      cells: 1,
      pieces: { old: ['job 1', 'job 2'], new: ['job 3'] },
      problem: null
    };
    const { screen } = await openForm(rules);
    await type(screen, 'Regular expression', 'job \\d');
    await tried();
    expect(screen.text).toContain(
      'Matches in 1 cell: 2 in the stored outputs, 1 in those of the clean run.'
    );
    expect(screen.text).toContain('Storedjob 1job 2');
    await type(screen, 'Name', 'jobs');
    field(screen, 'Capital').click();
    await settled();
    await screen.press('Add pattern');
    expect(rules.value.ownPatterns).toEqual([
      { pattern: 'job \\d', name: 'jobs', flags: 'i' }
    ]);
    expect(field(screen, 'Regular expression').value).toBe('');
  });

  it('that are wrong are told at the field, neither tried nor added', async () => {
    const { screen, rules } = await openForm();
    const input = await type(screen, 'Regular expression', '(a');
    await tried();
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(screen.text).toContain(
      'it is no regular expression: unterminated group'
    );
    expect(rules.tried).toEqual([]);
    await screen.press('Add pattern');
    expect(rules.value.ownPatterns).toEqual([]);
  });

  it('that took too long are told', async () => {
    const rules = new FakeRules();
    rules.trial = {
      old: 0,
      new: 0,
      cells: 0,
      pieces: { old: [], new: [] },
      problem: 'the own pattern `(a+)+$` took too long'
    };
    const { screen } = await openForm(rules);
    await type(screen, 'Regular expression', '(a+)+$');
    await tried();
    expect(screen.text).toContain(
      'It was stopped: the own pattern (a+)+$ took too long.'
    );
  });

  it('can be changed and removed, and say how often they hid something', async () => {
    const rules = new FakeRules();
    await rules.set({ ownPatterns: [{ pattern: 'a' }, { pattern: '(b' }] });
    const { screen } = await openForm(rules, {
      masks: [{ id: 'own:1', name: 'x', plural: 'xs', count: 4 }]
    });
    expect(screen.text).toContain('a 4 in this run');
    expect(screen.text).toContain('Not used: it is no regular expression');
    await screen.press('Change the pattern a');
    await type(screen, 'Regular expression', 'c');
    await screen.press('Change pattern');
    expect(rules.value.ownPatterns).toEqual([
      { pattern: 'c' },
      { pattern: '(b' }
    ]);
    await screen.press('Remove the pattern c');
    expect(rules.value.ownPatterns).toEqual([{ pattern: '(b' }]);
  });

  it('are imported from a sanitizer file, with what nbval makes of each pair', async () => {
    const rules = new FakeRules();
    rules.files['sane.cfg'] =
      '[jobs]\nregex: job (?P<n>\\d+)\nreplace: job N\n\nregex: a\nreplace:\n\nregex: a++\nreplace: b\n';
    const { screen } = await openForm(rules);
    await screen.press('Import nbval sanitizers…');
    await type(screen, 'File beside the notebook', 'sane.cfg');
    await screen.press('Read');
    expect(screen.text).toContain(
      '3 pairs, of which nbval uses 2; 2 can be taken here.'
    );
    expect(screen.text).toContain('nbval drops it: the blank after');
    expect(screen.text).toContain('cannot be converted');
    await screen.press('Add 1 pattern');
    expect(rules.value.ownPatterns).toEqual([
      { pattern: 'job (?<n>\\d+)', name: 'jobs', replacement: 'job N' }
    ]);
  });

  it('says when a file cannot be read, and when it is no such file', async () => {
    const rules = new FakeRules();
    rules.files['a.txt'] = 'hello';
    const { screen } = await openForm(rules);
    await screen.press('Import nbval sanitizers…');
    await type(screen, 'File beside the notebook', 'none.cfg');
    await screen.press('Read');
    expect(screen.text).toContain('none.cfg cannot be read');
    await type(screen, 'File beside the notebook', 'a.txt');
    await screen.press('Read');
    expect(screen.text).toContain('so it is no sanitizer file of nbval');
  });
});

describe('tags', () => {
  it('are set from a cell that differs, and taken away again', async () => {
    const { screen, rules } = await open();
    await screen.press('Tags of cell 11');
    await screen.press('Ignore the outputs of this cell');
    await screen.press('Tags of cell 11');
    await screen.press('Compare the outputs of this cell again');
    expect(rules.calls).toEqual([
      'set nbval-ignore-output of 10',
      'remove nbval-ignore-output of 10'
    ]);
  });

  it('that a comment decides cannot be set, and why', async () => {
    const rules = new FakeRules();
    const reason = 'The comment `# NBVAL_IGNORE_OUTPUT` in the cell says so';
    rules.tags.set('nbval-ignore-output', { on: true, reason });
    const { screen } = await open(rules);
    await screen.press('Tags of cell 11');
    const item = screen
      .all('[role="menuitem"]')
      .find(node => node.textContent?.startsWith('Compare the outputs'))!;
    expect(item.getAttribute('aria-description')).toBe(reason);
    item.click();
    expect(rules.calls).toEqual([]);
  });
});
