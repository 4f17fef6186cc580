/**
 * What is known of functions and methods that a notebook does not define itself: of the built-in types, the standard
 * library, and the data packages that notebooks use most.
 */

function setOf(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** Methods that change their object and give nothing back. */
const CHANGING = setOf(
  `append appendleft extend extendleft insert remove reverse rotate fill put put_nowait resize itemset setflags
  partition write writelines heappush shuffle update_from move_to_end task_done register subscribe observe
  load_state_dict backward zero_grad step difference_update intersection_update symmetric_difference_update insort
  subtract add_edge add_node add_edges_from add_nodes_from add_row add_column set_title set_xlabel set_ylabel
  truncate seek close flush`
);

/** Methods that change their object and give something back. */
const TAKING = setOf(
  `pop popitem popleft setdefault get_nowait read readline readlines recv send fetchone fetchall fetchmany
  partial_fit train add_ mul_ sub_ div_ copy_ zero_ clamp_ throw __next__`
);

/** Methods that change their object to the same, however often they are called with the same arguments. */
const SETTING = setOf('add discard update sort set fit compile eval');

/** Methods and functions that do nothing to what they have been through before, given the same arguments. */
const SETTLING = setOf(
  `dropna drop_duplicates fillna sort_values sort_index upper lower strip title casefold astype copy abs clip head
  unique sorted list tuple set frozenset str int float dict rename expanduser resolve decode to_numpy`
);

/** Methods that answer for each row by itself. */
const ROWWISE = setOf(
  'isin notna notnull isna isnull between eq ne lt le gt ge contains startswith endswith'
);

/** Methods and functions that hand on a part of their object. */
const PARTS = setOf('get setdefault items values __getitem__');

/** Attributes that stand for their object, read or set by position and label. */
const LABELS = setOf('loc iloc at iat');

/** Functions that change what they are given first, by the last part of their dotted name. */
const ON_FIRST =
  /^(?:random\.shuffle|numpy\.random\.shuffle|heapq\.\w+|bisect\.insort\w*|numpy\.(?:copyto|fill_diagonal|put|place|putmask)|builtins\.(?:next|setattr|delattr)|collections\.deque\.\w+|operator\.(?:setitem|delitem|i\w+))$/;

/** Functions whose result can be gone through once. */
const STREAMS =
  /^(?:builtins\.(?:iter|map|filter|zip|enumerate|reversed|open)|itertools\.\w+|csv\.(?:reader|DictReader)|numpy\.random\.(?:default_rng|RandomState|Generator)|random\.(?:Random|SystemRandom)|jax\.random\.PRNGKey|torch\.Generator|io\.\w+)$/;

/** Generators that take their state from the system when they get no seed. */
const GENERATORS =
  /^(?:numpy\.random\.(?:default_rng|RandomState)|random\.Random)$/;

/** Functions that answer differently each time they are asked. */
const CHANCE =
  /^(?:time\.(?:time|time_ns|perf_counter|perf_counter_ns|monotonic|process_time|ctime|localtime|gmtime)|datetime\.(?:datetime\.(?:now|utcnow|today)|date\.today)|pandas\.Timestamp\.(?:now|today)|uuid\.uuid[14]|os\.(?:urandom|getpid)|secrets\.\w+|builtins\.id|random\.SystemRandom|tempfile\.\w+)$/;

/** Functions of a module that set how values are shown. */
const DISPLAY =
  /(?:^|\.)(?:set_option|reset_option|set_printoptions|set_theme|set_style|set_palette|set_context|rc)$|^matplotlib\.(?:pyplot\.)?style\.use$/;

/** Functions and methods that show something. */
const SHOWING =
  /^(?:builtins\.(?:print|display|help)|pprint\.\w+|IPython\.\w+\.display\w*|IPython\.display\.\w+|matplotlib\.\w+\.\w+|seaborn\.\w+|warnings\.warn|logging\.\w+|sys\.std(?:out|err)\.write|plotly\.\w+.*)$/;
const SHOWING_METHODS =
  /^(?:show|info|print|plot|scatter|hist|bar|barh|imshow|boxplot|pprint|display|warning|error|debug|summary)$/;

/** Module whose functions share one hidden generator, or null. */
export function sharedGenerator(path: string): string | null {
  const found =
    /^(numpy\.random|random)\.[a-z]\w*$/.exec(path) ??
    /^(torch)\.(?:rand\w*|normal|bernoulli|multinomial|manual_seed)$/.exec(
      path
    );
  return found && !STREAMS.test(path) ? found[1] : null;
}

/** True for a function that puts a generator into a known state. */
export function isSeed(name: string): boolean {
  return name === 'seed' || name === 'manual_seed' || name === 'set_seed';
}

/** How a method treats its object. */
export function methodKind(
  name: string
): 'changes' | 'takes' | 'sets' | 'clears' | null {
  return CHANGING.has(name)
    ? 'changes'
    : TAKING.has(name)
      ? 'takes'
      : SETTING.has(name)
        ? 'sets'
        : name === 'clear'
          ? 'clears'
          : null;
}

/** True for a function or method that changes nothing the second time. */
export function settles(name: string): boolean {
  return SETTLING.has(name);
}

/** True for a method that takes rows away and leaves the others as they are. */
export function takesRows(method: string): boolean {
  return method === 'dropna' || method === 'drop_duplicates';
}

/** True for a method whose answer for a row does not rest on other rows. */
export function isRowwise(method: string): boolean {
  return ROWWISE.has(method);
}

/** True for a method whose result is a part of its object. */
export function givesPart(method: string): boolean {
  return PARTS.has(method);
}

/** True for `loc` and its kin. */
export function isLabels(attribute: string): boolean {
  return LABELS.has(attribute);
}

/** True for a function that changes its first argument. */
export function changesFirst(path: string): boolean {
  return ON_FIRST.test(path);
}

/** True for a function whose result is used up by reading. */
export function makesStream(path: string): boolean {
  return STREAMS.test(path);
}

/** True for a call that depends on chance or on the clock. */
export function isChance(path: string, argumentCount: number): boolean {
  return CHANCE.test(path) || (argumentCount === 0 && GENERATORS.test(path));
}

/** True for a function that sets how values are shown. */
export function setsDisplay(path: string): boolean {
  return DISPLAY.test(path);
}

/** True for a function that shows something. */
export function shows(path: string): boolean {
  return SHOWING.test(path);
}

/** True for a method that shows something. */
export function methodShows(name: string): boolean {
  return SHOWING_METHODS.test(name);
}
