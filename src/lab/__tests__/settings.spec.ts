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
