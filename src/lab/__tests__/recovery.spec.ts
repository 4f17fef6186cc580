import type { IOutput } from '../../core/notebook/facts';
import { digestOutputs } from '../../core/outputs';
import type { IBaseline } from '../../verify';
import type { Outcome } from '../outcome';
import { Recovery, type IRecoveryOptions } from '../recovery';

let kept: IBaseline[];
let shown: IBaseline | null;

jest.mock('../kept', () => ({
  keptOf: async () => ({
    baselines: {
      abandoned: async () =>
        kept.find(({ state }) => state === 'running') ?? null,
      list: async () => kept,
      listByContent: async () => [],
      drop: async (key: string) => {
        kept = kept.filter(one => one.key !== key);
      }
    }
  })
}));

const printed = (text: string): IOutput[] => [
  { output_type: 'stream', name: 'stdout', text }
];

function baseline(
  parts: Partial<IBaseline>,
  id: string | null = 'a'
): IBaseline {
  return {
    version: 1,
    key: 'k',
    server: '',
    path: 'a.ipynb',
    saved: '2026-01-01T00:00:00.000Z',
    owner: '',
    state: 'ended',
    cells: [
      {
        index: 0,
        id,
        source: 'f()',
        tags: [],
        executionCount: 1,
        trusted: true,
        dirty: false,
        timing: null,
        outputs: printed('old')
      }
    ],
    ...parts
  };
}

/** What is offered of what is kept, in a notebook whose cell holds that text. */
async function offered(text: string, ...all: IBaseline[]) {
  kept = all;
  const cell = {
    type: 'code',
    id: 'a',
    sharedModel: { getSource: () => 'f()', getOutputs: () => printed(text) }
  };
  const state: { recovery?: { key: string; reason: string } | null } = {};
  const recovery = new Recovery({
    model: {
      fullPath: 'a.ipynb',
      patch: (part: object) => Object.assign(state, part)
    },
    panel: { content: { model: { cells: [cell] } } },
    trans: { __: (words: string) => words },
    engine: { digest: async (all: IOutput[][]) => all.map(digestOutputs) },
    outcome: {
      isBefore: ({ key }: IBaseline) => shown?.key === key
    } as Outcome
  } as unknown as IRecoveryOptions);
  await recovery.recall(kept.filter(({ state }) => state === 'ended'));
  return state.recovery ?? null;
}

beforeEach(() => {
  shown = null;
});

describe('what earlier pages left', () => {
  it('is offered, with why it is there', async () => {
    expect(await offered('new', baseline({}))).toMatchObject({
      key: 'k',
      cells: 1,
      reason: 'They are from before the last verification.'
    });
    expect(await offered('new', baseline({ state: 'running' }))).toMatchObject({
      reason: 'A verification did not end; its page was closed.'
    });
    expect(kept).toHaveLength(1);
  });

  it('is let go where the notebook holds it anyway', async () => {
    expect(await offered('old', baseline({}))).toBeNull();
    expect(kept).toEqual([]);
  });

  it('is found there in old files, too, whose cells get new ids each time', async () => {
    expect(await offered('old', baseline({}, 'another'))).toBeNull();
    expect(kept).toEqual([]);
    expect(await offered('new', baseline({}, 'another'))).not.toBeNull();
  });

  it('stays where the new outputs beside it may still be taken in', async () => {
    shown = baseline({});
    expect(await offered('old', baseline({}))).toBeNull();
    expect(kept).toHaveLength(1);
  });

  it('is listed alone, not offered, when other runs have ended since', async () => {
    expect(await offered('new', baseline({ past: true }))).toBeNull();
    expect(kept).toHaveLength(1);
    expect(
      await offered('new', baseline({ key: 'newer' }), baseline({ past: true }))
    ).toMatchObject({ key: 'newer' });
  });
});
