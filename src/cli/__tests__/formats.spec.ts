import path from 'node:path';
import { RULES } from '../../core/rules';
import { workflowCommand } from '../github';
import { sarifLog, uriOf } from '../sarif';
import { notebook, Shell } from './shell';

let shell: Shell;
beforeEach(() => {
  shell = new Shell();
});
afterEach(() => shell.remove());

const BROKEN = JSON.stringify(
  JSON.parse(notebook('x = 1', 'print(y_undefined)')),
  null,
  1
);
const LINE =
  BROKEN.split('\n').findIndex(line => line.includes('y_undefined')) + 1;

describe('GitHub annotations', () => {
  it('name the file, the line, the rule and the cell', async () => {
    shell.write({ 'work/a, b.ipynb': BROKEN });
    const { status, out } = await shell.run([
      'check',
      'work',
      '--format',
      'github'
    ]);
    expect(status).toBe(1);
    expect(out).toMatch(
      `::error file=work/a%2C b.ipynb,line=${LINE},title=Undefined name (undefined-name)::cell 2: \`y_undefined\` `.replace(
        'Undefined name',
        RULES.find(({ id }) => id === 'undefined-name')!.title
      )
    );
    expect(out.trimEnd().split('\n')).toHaveLength(1);
  });

  it('are relative to the repository, where that is known', async () => {
    shell.write({ 'work/a.ipynb': BROKEN });
    const args = ['check', '--format=github', 'a.ipynb'];
    const { out } = await shell.run(args, 'work', { repository: shell.top });
    expect(out).toContain('file=work/a.ipynb,');
  });

  it('are nothing where there is nothing to say', async () => {
    shell.write({ 'a.ipynb': notebook('x = 1') });
    const { out } = await shell.run(['check', '--format=github', 'a.ipynb']);
    expect(out).toBe('');
  });

  it('tell of notebooks that cannot be read', async () => {
    shell.write({ 'a.ipynb': '{' });
    const { status, out, err } = await shell.run([
      'check',
      '--format=github',
      'a.ipynb'
    ]);
    expect(status).toBe(2);
    expect(out).toMatch(/^::error file=a\.ipynb,line=1,title=Could not look/);
    expect(err).toMatch(/^a\.ipynb: /);
  });

  it('tell of a level that is not reached', async () => {
    shell.write({ 'a.ipynb': notebook('x = 1') });
    const { status, out } = await shell.run([
      'check',
      '--format=github',
      '--fail-on=level<7',
      'a.ipynb'
    ]);
    expect(status).toBe(1);
    expect(out).toMatch(/^::error file=a\.ipynb,line=1,title=Below.*::Level 0/);
  });

  it('cannot be forged by a notebook', () => {
    const evil = 'a\n::stop-commands::x\r,line=9::100%\u001b[2J';
    const command = workflowCommand(
      { rule: evil, title: evil, severity: 'note', message: evil, line: 3 },
      evil
    );
    expect(command.trimEnd()).not.toMatch(/\p{Cc}/u);
    expect(command).toMatch(/^::notice file=[^:,]*,line=3,title=[^:,]*::a /);
    expect(command).toContain('100%25');
  });
});

interface ISarif {
  $schema: string;
  version: string;
  runs: {
    tool: {
      driver: {
        name: string;
        rules: { id: string; shortDescription: { text: string } }[];
      };
    };
    invocations: {
      executionSuccessful: boolean;
      toolExecutionNotifications: { message: { text: string } }[];
    }[];
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      locations: {
        physicalLocation: {
          artifactLocation: { uri: string };
          region: { startLine: number };
        };
      }[];
    }[];
  }[];
}

async function sarif(...args: string[]): Promise<ISarif> {
  const { out } = await shell.run(['check', '--format=sarif', ...args]);
  return JSON.parse(out);
}

describe('SARIF', () => {
  it('is a log of version 2.1.0 whose results name rules that it describes', async () => {
    shell.write({ 'a.ipynb': BROKEN, 'b.ipynb': notebook('x = 1') });
    const log = await sarif('.', '--fail-on=level<7');
    expect([log.version, log.runs.length]).toEqual(['2.1.0', 1]);
    const [{ tool, results, invocations }] = log.runs;
    expect(invocations[0].executionSuccessful).toBe(true);
    expect(tool.driver.rules.map(({ id }) => id)).toEqual([
      ...RULES.map(({ id }) => id),
      'level'
    ]);
    expect(results.map(({ ruleId }) => ruleId)).toEqual([
      'level',
      'undefined-name',
      'level'
    ]);
    for (const { ruleId, ruleIndex, level, message, locations } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(['none', 'note', 'warning', 'error']).toContain(level);
      expect(message.text).not.toBe('');
      const [{ physicalLocation }] = locations;
      expect(physicalLocation.artifactLocation.uri).toMatch(/^[ab]\.ipynb$/);
      expect(physicalLocation.region.startLine).toBeGreaterThanOrEqual(1);
    }
  });

  it('has the line and names the cell', async () => {
    shell.write({ 'my work/50%.ipynb': BROKEN });
    const [{ message, locations }] = (await sarif('my work')).runs[0].results;
    expect(message.text).toMatch(/^cell 2: /);
    expect(locations[0]).toEqual({
      physicalLocation: {
        artifactLocation: { uri: 'my%20work/50%25.ipynb' },
        region: { startLine: LINE }
      },
      logicalLocations: [{ name: 'cell 2' }]
    });
  });

  it('is valid with no result, and says what could not be read', async () => {
    shell.write({ 'a.ipynb': '{' });
    const [{ results, invocations }] = (await sarif('a.ipynb')).runs;
    expect(results).toEqual([]);
    expect(invocations[0].executionSuccessful).toBe(false);
    expect(invocations[0].toolExecutionNotifications[0]).toMatchObject({
      level: 'error',
      message: { text: expect.stringContaining('not valid JSON') },
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'a.ipynb' } } }
      ]
    });
  });

  it('escapes what means something in a message', () => {
    const annotation = {
      rule: 'undefined-name',
      title: '',
      severity: 'note' as const,
      message: '{0} x[1] [a](b)',
      cell: null,
      line: 1
    };
    const log = sarifLog([{ file: 'a', annotation }], [], '1');
    expect(log.runs[0].results[0].message.text).toBe('{{0}} x[1] \\[a](b)');
  });

  it.each([
    ['a/b c.ipynb', 'a/b%20c.ipynb'],
    ['../ü.ipynb', '../%C3%BC.ipynb'],
    ['c:d#e?f.ipynb', 'c%3Ad%23e%3Ff.ipynb'],
    ['\ud800.ipynb', '%EF%BF%BD.ipynb']
  ])('makes a relative reference of %j', (file, uri) => {
    expect(uriOf(file)).toBe(uri);
    const base = 'https://a.example.org/x/y/';
    expect(new URL(uri, base).host).toBe('a.example.org');
  });
});

it('prints the same text for a page that was asked for by name', async () => {
  shell.write({ 'a.ipynb': BROKEN });
  const plain = await shell.run(['check', 'a.ipynb']);
  const named = await shell.run(['check', '--format', 'text', 'a.ipynb']);
  const file = path.join(shell.top, 'a.ipynb');
  expect(named).toEqual(plain);
  expect((await shell.run(['check', file])).out).toBe(plain.out);
});
