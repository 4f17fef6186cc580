import { stripVTControlCharacters } from 'node:util';
import type { IFacet, IReport } from '../../core/ladder';
import { render } from '../render';

const facet = (
  id: IFacet['id'],
  level: IFacet['level'],
  state: IFacet['state'],
  summary: string,
  evidence: IFacet['evidence'] = []
): IFacet => ({ id, level, state, strength: null, summary, evidence });

const REPORT: IReport = {
  schemaVersion: 1,
  notebook: { path: 'work/analysis.ipynb', language: 'python', codeCells: 9 },
  project: { root: 'work', manifest: null },
  level: 1,
  supported: 1,
  standing: 'unverified',
  facets: [
    facet('run', 0, 'unknown', 'No clean run yet'),
    facet('environment', 1, 'holds', '8 of 8 imports pinned'),
    facet('data', 1, 'holds', 'Every file is here'),
    facet('instructions', 1, 'holds', 'README'),
    facet('shareable', 1, 'holds', 'A git repository'),
    facet('commands', 2, 'missing', 'No command runs this notebook', [
      {
        holds: 'no',
        message: 'No command names this notebook',
        path: 'work/Makefile',
        line: 3
      },
      { holds: 'note', message: 'A remark that helps nobody here' }
    ]),
    facet('lock', 3, 'partly', 'Versions, but no builds'),
    facet('packed', 4, 'unknown', 'Could not tell'),
    facet('container', 5, 'missing', 'No image'),
    facet('machine', 6, 'missing', 'No machine image'),
    facet('hardware', 7, 'missing', 'No statement')
  ],
  findings: [
    {
      rule: 'undefined-name',
      severity: 'warning',
      tier: 'static',
      cell: { index: 4, id: null },
      names: ['df'],
      message: '`df` is used before the cell that defines it',
      detail: 'Defined in cell 9'
    }
  ],
  run: null,
  next: {
    level: 2,
    title: 'Add a command',
    detail: 'Nothing runs this notebook yet',
    actions: [
      { kind: 'verify', label: 'Verify' },
      {
        kind: 'show-text',
        label: 'Show',
        title: 'Makefile',
        language: 'text',
        text: 'all:\n\tjupyter execute analysis.ipynb\n'
      },
      {
        kind: 'show-text',
        label: 'Show',
        title: 'Run it',
        language: 'shell',
        text: 'jupyter execute --inplace work/analysis.ipynb\n'
      }
    ]
  }
};

const page = (report: IReport, columns = 80, colour = false) =>
  render(report, { columns, colour });

it('tells level, standing, ladder, findings and the next step, in this order', () => {
  expect(page(REPORT)).toBe(`\
work/analysis.ipynb
Level 1: Environment and instructions
By you and those you guide
! Not verified: no clean run is known here
Project: work

Ladder
  7  ○ Untouched hardware  No statement
  6  ○ Virtual machine     No machine image
  5  ○ Container           No image
  4  ? Packed              Could not tell
  3  ◐ Locked              Versions, but no builds
  2  ○ Commands
       ○ Commands            No command runs this notebook
           ✗ No command names this notebook (Makefile:3)
> 1  ✓ Environment and instructions
       ✓ Environment         8 of 8 imports pinned
       ✓ Data                Every file is here
       ✓ Instructions        README
       ✓ Shared              A git repository
  0  ? Runs today
       ? Clean run           No clean run yet

Notebook: 1 finding
  ! cell 5: \`df\` is used before the cell that defines it
    Defined in cell 9

Next step: level 2
  Add a command
  Nothing runs this notebook yet
  Makefile: a draft is in --json
  Run it:
    jupyter execute --inplace work/analysis.ipynb
`);
});

it('says the same in colour', () => {
  const coloured = page(REPORT, 80, true);
  expect(coloured).toContain('\u001b[36mdf\u001b[39m');
  const bare = (text: string) =>
    stripVTControlCharacters(text).replace(/[`\s]/g, '');
  expect(bare(coloured)).toBe(bare(page(REPORT)));
});

it('marks the rung below the ladder when a notebook stands there', () => {
  const text = page({ ...REPORT, level: -1, standing: 'failed' });
  expect(text).toContain('  0  ? Runs today');
  expect(text).toContain('\n>-1  ✗ Does not run\n');
});

it('says once what is both evidence and finding', () => {
  const [{ message }] = REPORT.findings;
  const run: IFacet = {
    ...REPORT.facets[0],
    evidence: [{ holds: 'no', message, cell: 4 }]
  };
  const text = page({ ...REPORT, facets: [run, ...REPORT.facets.slice(1)] });
  expect(text.split(message)).toHaveLength(2);
});

it.each([30, 40, 60, 100, 200])('stays within %d columns', columns => {
  for (const line of page(REPORT, columns).split('\n')) {
    const isCopied = line.startsWith('    jupyter');
    expect(isCopied || [...line].length <= columns).toBe(true);
  }
});

it('lets no escape sequence of a file reach the terminal', () => {
  const evil = '\u001b]0;title\u0007';
  const text = page({
    ...REPORT,
    notebook: { ...REPORT.notebook, path: `${evil}.ipynb` },
    findings: [{ ...REPORT.findings[0], message: evil, detail: evil }]
  });
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

it('counts the findings that it leaves out', () => {
  const findings = Array.from({ length: 35 }, () => REPORT.findings[0]);
  const text = page({ ...REPORT, findings });
  expect(text.match(/is used before/g)).toHaveLength(30);
  expect(text).toContain('and 5 more: --json lists them all');
});

it.each<[Partial<IReport>, string]>([
  [{ standing: 'verified' }, '✓ Verified\n'],
  [{ standing: 'differs', level: 0 }, '✗ Ran, but outputs differ\n'],
  [{ standing: 'failed', level: -1 }, '✗ A restart would stop\n'],
  [
    {
      standing: 'failed',
      level: -1,
      findings: [{ ...REPORT.findings[0], severity: 'error' }]
    },
    '✗ A restart would stop at cell 5\n'
  ]
])('has words for every standing: %j', (change, words) => {
  expect(page({ ...REPORT, ...change })).toContain(words);
});
