import type { Comparer, IContext, IMatch } from '../match';
import { bokehArray, isBokehArray, isPlotlyArray, plotlyArray } from './arrays';
import { compareValues, isObject, parseJson } from './json';

type JsonObject = { [key: string]: unknown };

/** Plotly figures by data, layout and frames. */
export const comparePlotly: Comparer = (old, now, context) =>
  comparePlotlyFigures(parseJson(old), parseJson(now), context);

/** Vega and Vega-Lite specifications. */
export const compareVega: Comparer = (old, now, context) =>
  compareVegaSpecs(parseJson(old), parseJson(now), context);

/** One figure or a list of them. */
export function comparePlotlyFigures(
  old: unknown,
  now: unknown,
  context: IContext
): IMatch {
  const figures = (value: unknown) =>
    Array.isArray(value) ? value.map(plotlyFigure) : plotlyFigure(value);
  return compareValues(figures(old), figures(now), context);
}

export function compareVegaSpecs(
  old: unknown,
  now: unknown,
  context: IContext
): IMatch {
  return compareValues(vegaSpec(old), vegaSpec(now), context);
}

/** Bokeh documents, by their models in order of first use. */
export function compareBokehDocs(
  old: unknown,
  now: unknown,
  context: IContext
): IMatch {
  return compareValues(bokehDocs(old), bokehDocs(now), context);
}

/** Without what the library adds, with typed arrays as lists of numbers. */
function plotlyFigure(value: unknown): unknown {
  if (!isObject(value)) {
    return value;
  }
  const layout = isObject(value.layout)
    ? withTheme(without(value.layout, ['template']), value.layout.template)
    : value.layout;
  return rewrite(
    {
      ...without(value, ['config']),
      ...(layout ? { layout } : {}),
      ...(value.data ? { data: withoutIds(value.data) } : {}),
      ...(Array.isArray(value.frames)
        ? {
            frames: value.frames.map(frame =>
              isObject(frame) && frame.data
                ? { ...frame, data: withoutIds(frame.data) }
                : frame
            )
          }
        : {})
    },
    object => (isPlotlyArray(object) ? (plotlyArray(object) ?? object) : object)
  );
}

/** Traces without the id that plotly gives each. */
function withoutIds(traces: unknown): unknown {
  return Array.isArray(traces)
    ? traces.map(trace => (isObject(trace) ? without(trace, ['uid']) : trace))
    : traces;
}

/** Settings of a theme that change what a plot says; the others are looks. */
const THEME =
  /^(?:type|range(?:mode)?|autorange|categoryorder|categoryarray|(?:bar|box|violin|scatter|funnel|waterfall)(?:mode|norm)|stackgroup|groupnorm|tickformat|tickprefix|ticksuffix|separators|scale|domain.*|zero|clamp|base|exponent|stack|visible|opacity|(?:fill|stroke)Opacity|text|annotations|shapes|images)$/;

/** Of a theme, the settings that change what a plot says, with their paths. */
function meaningOf(
  theme: unknown,
  path: string,
  found: { [path: string]: unknown },
  depth = 0
): { [path: string]: unknown } {
  if (isObject(theme) && depth < MAX_DEPTH) {
    for (const [key, item] of Object.entries(theme)) {
      if (THEME.test(key)) {
        found[`${path}.${key}`] = item;
      } else {
        meaningOf(item, `${path}.${key}`, found, depth + 1);
      }
    }
  }
  return found;
}

function withTheme(plot: JsonObject, theme: unknown): JsonObject {
  const settings = meaningOf(theme, '', {});
  return Object.keys(settings).length > 0
    ? { ...plot, '(theme)': settings }
    : plot;
}

/** Without schema, theme and editor settings, with named data in place. */
function vegaSpec(value: unknown): unknown {
  return renameCounted(resolvedSpec(value));
}

/**
 * Names that altair counts within a session (`param_3`, `view_2`), numbered by
 * first use, where they name a part of the plot: a column may have such a name
 * too. Rows of data stay.
 */
function renameCounted(value: unknown): unknown {
  const defined = countedNames(value);
  const numbers = new Map<string, string>();
  const rename = (text: string) =>
    text.replace(COUNTED, (name, kind) => {
      if (!defined.has(name)) {
        return name;
      }
      if (!numbers.has(name)) {
        numbers.set(name, `${kind} ${numbers.size + 1}`);
      }
      return numbers.get(name)!;
    });
  const visit = (item: unknown, depth: number): unknown => {
    if (typeof item === 'string') {
      return rename(item);
    }
    if (Array.isArray(item) && depth < MAX_DEPTH) {
      return item.map(each => visit(each, depth + 1));
    }
    return isObject(item) && depth < MAX_DEPTH
      ? Object.fromEntries(
          Object.entries(item).map(([key, each]) => [
            rename(key),
            key === 'values' ? each : visit(each, depth + 1)
          ])
        )
      : item;
  };
  return visit(value, 0);
}

const COUNTED = /\b(param|view|selector|concat)_?\d+\b/g;

/** Counted names that a specification gives: as `name`, or as a key of `selection` (Vega-Lite 4). */
function countedNames(
  value: unknown,
  found = new Set<string>(),
  depth = 0
): Set<string> {
  const isCounted = (name: unknown): name is string =>
    typeof name === 'string' && name.replace(COUNTED, '') === '';
  if (Array.isArray(value) && depth < MAX_DEPTH) {
    value.forEach(each => countedNames(each, found, depth + 1));
  } else if (isObject(value) && depth < MAX_DEPTH) {
    const selected = isObject(value.selection)
      ? Object.keys(value.selection)
      : [];
    [value.name, ...selected]
      .filter(isCounted)
      .forEach(name => found.add(name));
    for (const [key, each] of Object.entries(value)) {
      if (key !== 'values') {
        countedNames(each, found, depth + 1);
      }
    }
  }
  return found;
}

function resolvedSpec(value: unknown): unknown {
  if (!isObject(value)) {
    return value;
  }
  const sets = isObject(value.datasets) ? value.datasets : {};
  return rewrite(
    withTheme(
      without(value, ['$schema', 'config', 'usermeta', 'datasets']),
      value.config
    ),
    object =>
      isObject(object.data) &&
      typeof object.data.name === 'string' &&
      Object.hasOwn(sets, object.data.name)
        ? { ...object, data: { values: sets[object.data.name] } }
        : object
  );
}

/** Documents of bokeh without versions, their models numbered by first use, with typed arrays as lists of numbers. */
export function bokehDocs(value: unknown): unknown {
  const numbers = new Map<string, string>();
  const rename = (id: string) => {
    if (!numbers.has(id)) {
      numbers.set(id, `model ${numbers.size + 1}`);
    }
    return numbers.get(id)!;
  };
  const documents = isObject(value) ? Object.values(value) : value;
  return rewrite(documents, object => {
    const renamed = without(object, ['version']);
    for (const key of ['id', 'root_ids'] as const) {
      const id = renamed[key];
      if (typeof id === 'string') {
        renamed[key] = rename(id);
      } else if (Array.isArray(id) && key === 'root_ids') {
        // An `id` that is a list is a column.
        renamed[key] = id.map(String).map(rename);
      }
    }
    return isBokehArray(object)
      ? { ...renamed, array: bokehArray(object) }
      : renamed;
  });
}

function without(
  object: { [key: string]: unknown },
  keys: string[]
): { [key: string]: unknown } {
  return Object.fromEntries(
    Object.entries(object).filter(([key]) => !keys.includes(key))
  );
}

/** Objects within objects that are looked into. */
const MAX_DEPTH = 200;

/** Applies `change` to every object, outermost first, to a depth of 200. */
function rewrite(
  value: unknown,
  change: (object: { [key: string]: unknown }) => unknown,
  depth = 0
): unknown {
  if (depth > MAX_DEPTH) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(item => rewrite(item, change, depth + 1));
  }
  const changed = isObject(value) ? change(value) : value;
  return isObject(changed)
    ? Object.fromEntries(
        Object.entries(changed).map(([key, item]) => [
          key,
          rewrite(item, change, depth + 1)
        ])
      )
    : changed;
}
