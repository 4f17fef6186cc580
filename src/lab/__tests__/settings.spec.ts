import Form from '@rjsf/core';
import { SettingRegistry } from '@jupyterlab/settingregistry';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { StateDB } from '@jupyterlab/statedb';
import { ReactWidget } from '@jupyterlab/ui-components';
import { Widget } from '@lumino/widgets';
import { createElement } from 'react';
import * as schema from '../../../schema/plugin.json';
import { Settings } from '../settings';

const ID = 'jupyterlab-reproducibility:plugin';

/** The registry of JupyterLab with our schema, and what a person stored. */
async function load(raw: string): Promise<Settings> {
  const connector = new StateDB<string>();
  await connector.save(ID, raw);
  const registry = new SettingRegistry({
    connector: {
      fetch: async (id: string) => ({
        id,
        raw: (await connector.fetch(id)) ?? '{}',
        schema: JSON.parse(JSON.stringify(schema)) as ISettingRegistry.ISchema,
        data: { composite: {}, user: {} },
        version: 'test'
      }),
      list: async () => ({ ids: [], values: [] }),
      save: (id: string, text: string) => connector.save(id, text),
      remove: (id: string) => connector.remove(id)
    }
  });
  const settings = new Settings();
  await settings.load(registry, ID);
  return settings;
}

describe('what is set about rules', () => {
  it('is nothing at first', async () => {
    const { ruleOptions } = await load('{}');
    expect(JSON.parse(JSON.stringify(ruleOptions))).toEqual({
      rules: {},
      providedNames: []
    });
    expect(JSON.parse(JSON.stringify(new Settings().ruleOptions))).toEqual({
      rules: {},
      providedNames: []
    });
  });

  it('goes into every report', async () => {
    const options = {
      rules: { 'out-of-order': 'off', 'never-run': 'warning' },
      providedNames: ['spark', 'größe']
    };
    const { ruleOptions } = await load(JSON.stringify(options));
    expect(JSON.parse(JSON.stringify(ruleOptions))).toEqual(options);
  });

  it('may name a rule of another version, and the other settings still hold', async () => {
    const rules = { 'no-such-rule': 'off' };
    const { value } = await load(JSON.stringify({ rules, panelSide: 'left' }));
    expect(value.panelSide).toBe('left');
    expect(value.rules).toMatchObject(rules);
  });

  it('must be a severity, else JupyterLab refuses it and says so', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation();
    await expect(load('{"rules": {"never-run": "fatal"}}')).rejects.toEqual(
      expect.arrayContaining([expect.objectContaining({ keyword: 'oneOf' })])
    );
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });
});

describe('the rules for comparing', () => {
  const DEFAULTS = {
    stderr: 'remark',
    tolerance: 1e-9,
    images: 'small',
    imageThreshold: 0,
    masksOff: [],
    ownPatterns: []
  };
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as object;

  it('have the defaults of the schema', async () => {
    expect(plain((await load('{}')).compareRules)).toEqual(DEFAULTS);
    expect(new Settings().compareRules).toEqual(DEFAULTS);
  });

  it('hold at once when they are changed, and are stored', async () => {
    const settings = await load('{}');
    const seen: number[] = [];
    settings.changed.connect(() => seen.push(settings.compareRules.tolerance));
    const own = [{ pattern: 'a', flags: 'i' }];
    const stored = settings.setCompareRules({
      tolerance: 1e-3,
      ownPatterns: own
    });
    expect(settings.compareRules.tolerance).toBe(1e-3);
    await stored;
    expect(new Set(seen)).toEqual(new Set([1e-3]));
    expect(plain(settings.compareRules)).toEqual({
      ...DEFAULTS,
      tolerance: 1e-3,
      ownPatterns: own
    });
  });

  it('hold as the last of several changes in a row says', async () => {
    const settings = await load('{}');
    await Promise.all([
      settings.setCompareRules({ tolerance: 1e-3, stderr: 'strict' }),
      settings.setCompareRules({ tolerance: 1e-6 }),
      settings.setCompareRules({ stderr: 'remark' })
    ]);
    expect(settings.compareRules).toMatchObject({
      tolerance: 1e-6,
      stderr: 'remark'
    });
  });

  it('hold for the page where nothing can be stored', async () => {
    const settings = new Settings();
    await settings.setCompareRules({ images: 'ignore' });
    expect(settings.compareRules.images).toBe('ignore');
  });
});

/** What the form asks of a validator before anything was typed. */
const validator = {
  isValid: () => true,
  rawValidation: () => ({}),
  toErrorList: () => [],
  validateFormData: () => ({ errors: [], errorSchema: {} })
};

describe("JupyterLab's form of the settings", () => {
  const { properties } = schema;
  const form = ReactWidget.create(
    createElement(Form, {
      schema: { type: 'object', properties } as object,
      validator
    })
  );

  beforeAll(async () => {
    Widget.attach(form, document.body);
    await form.renderPromise;
  });

  afterAll(() => {
    form.dispose();
  });

  const choices = (id: string) =>
    Array.from(
      document.getElementById(id)?.querySelectorAll('option') ?? [],
      option => option.textContent
    );

  it('shows every choice that must be made', () => {
    expect(choices('root_panelSide')).toEqual(['Right', 'Left']);
    expect(choices('root_stderr')).toHaveLength(3);
  });

  it.each(Object.keys(properties.rules.properties))(
    'lets a person set %s, or leave it as it is',
    id => {
      const shown = ['', 'Error', 'Warning', 'Note', 'Off'];
      expect(choices(`root_rules_${id}`)).toEqual(shown);
    }
  );
});
