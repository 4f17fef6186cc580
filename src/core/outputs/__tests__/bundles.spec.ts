import { DEFAULT_RULES, compareCell } from '..';
import type { IOutput } from './helpers';
import { cell, display, error, stream } from './helpers';

type Bundle = { [mime: string]: unknown };

const compare = (old: IOutput[], now: IOutput[]) =>
  compareCell(cell({ old, new: now }), DEFAULT_RULES).outputs;

const compareBundles = (old: Bundle, now: Bundle) =>
  compare([display(old)], [display(now)])[0];

describe('a bundle', () => {
  it('is decided by data before tables, tables before pictures, pictures before text', () => {
    const order = [
      'application/vnd.plotly.v1+json',
      'application/vnd.vegalite.v5+json',
      'application/json',
      'text/html',
      'text/latex',
      'image/svg+xml',
      'image/png',
      'image/jpeg',
      'text/plain'
    ];
    for (let i = 0; i + 1 < order.length; i++) {
      const bundle = { [order[i + 1]]: 'a', [order[i]]: 'b' };
      expect(compareBundles(bundle, bundle).kind).toBe(order[i]);
    }
  });

  it('does not differ when only a lesser form does', () => {
    const html = '<table><tr><td>5</td></tr></table>';
    const found = compareBundles(
      { 'text/html': html, 'text/plain': '<A at 0x7f3c2d5e8f10>' },
      { 'text/html': html, 'text/plain': '<A at 0x7fa1b2c3d4e0>' }
    );
    expect(found.verdict).toBe('equivalent');
    expect(found.kind).toBe('text/html');
  });

  it('with a further form on one side is compared by what both have', () => {
    const html = { 'text/html': '<b>5</b>', 'text/plain': 'Ridge(5)' };
    expect(compareBundles({ 'text/plain': 'Ridge(5)' }, html).verdict).toBe(
      'equivalent'
    );
    expect(compareBundles(html, { 'text/plain': 'Ridge(6)' }).verdict).toBe(
      'different'
    );
  });

  it('that lost its picture is not the same for having a description', () => {
    const text = { 'text/plain': '<Figure size 640x480 with 1 Axes>' };
    expect(
      compareBundles({ ...text, 'image/png': 'iVBORw0KGgo=' }, text).verdict
    ).toBe('uncomparable');
  });

  it.each([
    ['application/vnd.vegalite.v5+json', { data: [1] }, 'alt.Chart(...)'],
    ['image/png', 'iVBORw0KGgo=', ':Curve   [x]   (y)'],
    ['image/svg+xml', '<svg/>', 'Digraph'],
    ['application/pdf', 'JVBERi0=', 'a report'],
    ['text/html', '<p>1</p><img src="data:image/png;base64,iV"/>', '1'],
    ['text/html', '<table><tr><td>1</td><td>2</td></tr></table>', '1  ...']
  ])('that lost %s is not the same for its text', (mime, value, text) => {
    const [whole, rest] = [
      { [mime]: value, 'text/plain': text },
      { 'text/plain': text }
    ];
    for (const [old, now] of [
      [whole, rest],
      [rest, whole]
    ]) {
      expect(compareBundles(old, now).verdict).toBe('uncomparable');
    }
  });

  it.each([
    ['text/html', '<table><tr><td>1</td></tr></table>', '   a\n0  1'],
    ['text/latex', '$x$', 'x'],
    ['text/markdown', '**x**', 'x']
  ])(
    'that lost %s is the same for a text that tells all',
    (mime, value, text) => {
      expect(
        compareBundles(
          { [mime]: value, 'text/plain': text },
          { 'text/plain': text }
        ).verdict
      ).toBe('equivalent');
    }
  );

  it('without any common form differs', () => {
    expect(
      compareBundles({ 'text/plain': 'a' }, { 'image/png': 'a' }).verdict
    ).toBe('different');
  });

  it('of a widget is not compared, even when its description is equal', () => {
    const widget = (id: string): Bundle => ({
      'application/vnd.jupyter.widget-view+json': { model_id: id },
      'text/plain': 'IntSlider(value=3)'
    });
    expect(compareBundles(widget('a'), widget('b')).verdict).toBe(
      'uncomparable'
    );
    expect(compareBundles(widget('a'), widget('a')).verdict).toBe(
      'uncomparable'
    );
  });

  it('with another description of a widget differs', () => {
    const view = {
      'application/vnd.jupyter.widget-view+json': { model_id: 'a' }
    };
    expect(
      compareBundles(
        { ...view, 'text/plain': 'IntSlider(value=3)' },
        { ...view, 'text/plain': 'IntSlider(value=4)' }
      ).verdict
    ).toBe('different');
  });

  it('of bokeh is decided by the script, not by its empty companion', () => {
    const bundle = (y: number): Bundle => ({
      'application/javascript': `const docs_json = {"a": {"roots": [${y}]}};`,
      'application/vnd.bokehjs_exec.v0+json': ''
    });
    expect(compareBundles(bundle(0.5), bundle(0.6)).verdict).toBe('different');
  });

  it('of an unknown output type is compared as a whole', () => {
    const odd = (payload: number) => [{ output_type: 'odd', payload }];
    expect(compare(odd(1), odd(1))[0].verdict).toBe('identical');
    expect(compare(odd(1), odd(2))[0].verdict).toBe('uncomparable');
    expect(compare(odd(1), [stream('a')])[0].verdict).toBe('uncomparable');
  });

  it.each([
    [{}, {}],
    [{ 'text/plain': null }, { 'text/plain': 5 }],
    [{ 'text/html': { a: 1 } }, { 'text/html': [1] }],
    [{ 'image/png': 7 }, { 'image/png': {} }],
    [{ 'application/json': '{' }, { 'application/json': '[' }]
  ])('that is malformed does not throw: %j', (old, now) => {
    expect(() => compareBundles(old, now)).not.toThrow();
    expect(() =>
      compare([{ output_type: 'display_data', data: null }], [display(now)])
    ).not.toThrow();
  });
});

describe('outputs of a cell', () => {
  it('are paired by kind when one side has more', () => {
    const found = compare(
      [stream('a\n'), display({ 'image/png': 'x' }), stream('b\n')],
      [stream('a\n'), stream('b\n')]
    );
    expect(
      found.map(output => [output.verdict, output.old, output.new])
    ).toEqual(expect.arrayContaining([['missing', 1, null]]));
  });

  it('may have their stdout broken up by pictures in other places', () => {
    const picture = display({ 'image/png': 'x' });
    const found = compare(
      [stream('a\n'), picture, stream('b\n')],
      [stream('a\nb\n'), picture]
    );
    expect(found.map(output => output.verdict).sort()).toEqual([
      'identical',
      'reordered'
    ]);
  });

  it.each([
    [[stream('1\n')], [display({ 'text/plain': '2' })]],
    [[stream('1\n')], [display({ 'text/plain': '1' })]],
    [[display({ 'text/plain': '1' })], [stream('2\n')]],
    [[stream('1\n')], [display({ 'image/png': 'iVBORw0KGgo=' })]]
  ])('are different where one is printed and the other shown', (old, now) => {
    expect(compare(old, now)).toMatchObject([
      { verdict: 'different', message: 'Another kind of output' }
    ]);
  });

  it('do not depend on the order of stdout and stderr', () => {
    const found = compare(
      [stream('a'), stream('w', 'stderr'), stream('b')],
      [stream('w', 'stderr'), stream('ab')]
    );
    expect(found.map(output => output.verdict)).toEqual([
      'identical',
      'identical'
    ]);
  });

  it('point into the canonical lists', () => {
    const [out] = compare(
      [stream('w', 'stderr'), stream('a'), stream('b')],
      [stream('ab')]
    ).filter(output => output.kind === 'stdout');
    expect([out.old, out.new]).toEqual([1, 0]);
  });

  it('tell an error that is gone', () => {
    const found = compare([error('KeyError', "'a'")], [stream('ok')]);
    expect(found.map(output => output.verdict).sort()).toEqual([
      'error-gone',
      'unexpected'
    ]);
  });
});

describe('an error', () => {
  const raised = (ename: string, evalue: string, tags: string[] = []) =>
    compareCell(
      cell({
        old: [error('ValueError', '<A at 0x7f3c2d5e8f10> is 5')],
        new: [error(ename, evalue)],
        outcome: { status: 'error', ename, evalue },
        tags
      }),
      DEFAULT_RULES
    ).verdict;
  const tag = ['raises-exception'];

  it('is as before by name and masked value', () => {
    const again = '<A at 0x7fa1b2c3d4e0> is 5';
    expect(raised('ValueError', again)).toBe('failed-as-before');
    expect(raised('ValueError', again, tag)).toBe('failed-as-before');
  });

  it('is another one by name or value', () => {
    expect(raised('KeyError', '<A at 0x7f3c2d5e8f10> is 5')).toBe('failed');
    expect(raised('ValueError', '<A at 0x7fa1b2c3d4e0> is 6')).toBe('failed');
    expect(raised('ValueError', '<A at 0x7fa1b2c3d4e0> is 6', tag)).toBe(
      'different'
    );
  });
});

describe('a page whose text is told in plain', () => {
  const page = (colour: string, n: number) => ({
    'text/html': `<pre style="color: ${colour}">rows ${n}</pre>`,
    'text/plain': `rows ${n}`
  });

  it('may have other looks', () => {
    expect(compareBundles(page('red', 5), page('blue', 5)).verdict).toBe(
      'equivalent'
    );
  });

  it('may not have other words', () => {
    expect(compareBundles(page('red', 5), page('blue', 6)).verdict).toBe(
      'different'
    );
  });

  it('is not told when it shows no words', () => {
    const bar = (width: number) => ({
      'text/html': `<div style="width: ${width}%; background: teal"></div>`,
      'text/plain': '<IPython.core.display.HTML object>'
    });
    expect(compareBundles(bar(40), bar(65)).verdict).toBe('uncomparable');
  });

  it('is not told when it shows more than the text', () => {
    const more = (colour: string) => ({
      'text/html': `<pre style="color: ${colour}">rows 5 of 9</pre>`,
      'text/plain': 'rows 5'
    });
    expect(compareBundles(more('red'), more('blue')).verdict).toBe(
      'uncomparable'
    );
  });
});
