/**
 * Names that `from module import *` brings, for modules of the standard library: made by running that import on
 * CPython 3.8 to 3.13 and listing what it bound. Modules whose names depend on the platform are left out.
 */

/** Names that every version has, and after a bar those that some versions have. */
const NAMES: Record<string, string> = {
  abc: `ABC ABCMeta abstractclassmethod abstractmethod abstractproperty abstractstaticmethod
    get_cache_token | update_abstractmethods`,
  array: `ArrayType array typecodes`,
  base64: `a85decode a85encode b16decode b16encode b32decode b32encode b64decode b64encode b85decode
    b85encode decode decodebytes encode encodebytes standard_b64decode standard_b64encode
    urlsafe_b64decode urlsafe_b64encode | b32hexdecode b32hexencode z85decode z85encode`,
  bisect: `bisect bisect_left bisect_right insort insort_left insort_right`,
  calendar: `Calendar HTMLCalendar IllegalMonthError IllegalWeekdayError LocaleHTMLCalendar
    LocaleTextCalendar TextCalendar calendar day_abbr day_name firstweekday isleap leapdays month
    month_abbr month_name monthcalendar monthrange prcal prmonth setfirstweekday timegm weekday
    weekheader | APRIL AUGUST DECEMBER Day FEBRUARY FRIDAY JANUARY JULY JUNE MARCH MAY MONDAY Month
    NOVEMBER OCTOBER SATURDAY SEPTEMBER SUNDAY THURSDAY TUESDAY WEDNESDAY`,
  cmath: `acos acosh asin asinh atan atanh cos cosh e exp inf infj isclose isfinite isinf isnan log log10
    nan nanj phase pi polar rect sin sinh sqrt tan tanh tau`,
  collections: `ChainMap Counter OrderedDict UserDict UserList UserString defaultdict deque namedtuple`,
  'collections.abc': `AsyncGenerator AsyncIterable AsyncIterator Awaitable ByteString Callable Collection Container
    Coroutine Generator Hashable ItemsView Iterable Iterator KeysView Mapping MappingView
    MutableMapping MutableSequence MutableSet Reversible Sequence Set Sized ValuesView | Buffer`,
  'concurrent.futures': `ALL_COMPLETED BrokenExecutor CancelledError Executor FIRST_COMPLETED FIRST_EXCEPTION Future
    ProcessPoolExecutor ThreadPoolExecutor TimeoutError as_completed wait | InterpreterPoolExecutor
    InvalidStateError`,
  contextlib: `AbstractAsyncContextManager AbstractContextManager AsyncExitStack ContextDecorator ExitStack
    asynccontextmanager closing contextmanager nullcontext redirect_stderr redirect_stdout suppress
    | aclosing chdir`,
  copy: `Error copy deepcopy | replace`,
  csv: `Dialect DictReader DictWriter Error QUOTE_ALL QUOTE_MINIMAL QUOTE_NONE QUOTE_NONNUMERIC Sniffer
    excel excel_tab field_size_limit get_dialect list_dialects reader register_dialect unix_dialect
    unregister_dialect writer | QUOTE_NOTNULL QUOTE_STRINGS __doc__ __version__`,
  dataclasses: `Field FrozenInstanceError InitVar MISSING asdict astuple dataclass field fields is_dataclass
    make_dataclass replace | KW_ONLY`,
  datetime: `MAXYEAR MINYEAR date datetime time timedelta timezone tzinfo | UTC datetime_CAPI sys`,
  decimal: `BasicContext Clamped Context ConversionSyntax Decimal DecimalException DecimalTuple
    DefaultContext DivisionByZero DivisionImpossible DivisionUndefined ExtendedContext
    FloatOperation HAVE_CONTEXTVAR HAVE_THREADS Inexact InvalidContext InvalidOperation MAX_EMAX
    MAX_PREC MIN_EMIN MIN_ETINY Overflow ROUND_05UP ROUND_CEILING ROUND_DOWN ROUND_FLOOR
    ROUND_HALF_DOWN ROUND_HALF_EVEN ROUND_HALF_UP ROUND_UP Rounded Subnormal Underflow getcontext
    localcontext setcontext | IEEEContext IEEE_CONTEXT_MAX_BITS`,
  enum: `Enum EnumMeta Flag IntEnum IntFlag auto unique | CONFORM CONTINUOUS EJECT EnumCheck EnumDict
    EnumType FlagBoundary KEEP NAMED_FLAGS ReprEnum STRICT StrEnum UNIQUE global_enum
    global_enum_repr global_flag_repr global_str member nonmember pickle_by_enum_name
    pickle_by_global_name property verify`,
  fractions: `Fraction | gcd`,
  functools: `WRAPPER_ASSIGNMENTS WRAPPER_UPDATES cached_property cmp_to_key lru_cache partial partialmethod
    reduce singledispatch singledispatchmethod total_ordering update_wrapper wraps | Placeholder
    cache`,
  glob: `escape glob iglob | translate`,
  hashlib: `algorithms_available algorithms_guaranteed blake2b blake2s md5 new pbkdf2_hmac sha1 sha224
    sha256 sha384 sha3_224 sha3_256 sha3_384 sha3_512 sha512 shake_128 shake_256 | file_digest`,
  heapq: `heapify heappop heappush heappushpop heapreplace merge nlargest nsmallest | heapify_max
    heappop_max heappush_max heappushpop_max heapreplace_max`,
  html: `escape unescape`,
  inspect: `ArgInfo Arguments Attribute BlockFinder BoundArguments CORO_CLOSED CORO_CREATED CORO_RUNNING
    CORO_SUSPENDED CO_ASYNC_GENERATOR CO_COROUTINE CO_GENERATOR CO_ITERABLE_COROUTINE CO_NESTED
    CO_NEWLOCALS CO_NOFREE CO_OPTIMIZED CO_VARARGS CO_VARKEYWORDS ClosureVars EndOfBlock FrameInfo
    FullArgSpec GEN_CLOSED GEN_CREATED GEN_RUNNING GEN_SUSPENDED Parameter Signature
    TPFLAGS_IS_ABSTRACT Traceback classify_class_attrs cleandoc currentframe findsource
    formatannotation formatannotationrelativeto formatargvalues getabsfile getargs getargvalues
    getattr_static getblock getcallargs getclasstree getclosurevars getcomments getcoroutinelocals
    getcoroutinestate getdoc getfile getframeinfo getfullargspec getgeneratorlocals
    getgeneratorstate getinnerframes getlineno getmembers getmodule getmodulename getmro
    getouterframes getsource getsourcefile getsourcelines indentsize isabstract isasyncgen
    isasyncgenfunction isawaitable isbuiltin isclass iscode iscoroutine iscoroutinefunction
    isdatadescriptor isframe isfunction isgenerator isgeneratorfunction isgetsetdescriptor
    ismemberdescriptor ismethod ismethoddescriptor ismodule isroutine istraceback signature stack
    trace unwrap walktree | AGEN_CLOSED AGEN_CREATED AGEN_RUNNING AGEN_SUSPENDED ArgSpec BufferFlags
    ClassFoundException OrderedDict abc ast attrgetter builtins collections dis enum formatargspec
    functools get_annotations getargspec getasyncgenlocals getasyncgenstate getmembers_static
    importlib ismethodwrapper itertools k linecache markcoroutinefunction mod_dict modulesbyfile
    namedtuple os re sys token tokenize types v warnings`,
  io: `BlockingIOError BufferedIOBase BufferedRWPair BufferedRandom BufferedReader BufferedWriter
    BytesIO FileIO IOBase RawIOBase SEEK_CUR SEEK_END SEEK_SET StringIO TextIOBase TextIOWrapper
    UnsupportedOperation open open_code | DEFAULT_BUFFER_SIZE IncrementalNewlineDecoder Reader
    Writer text_encoding`,
  itertools: `accumulate chain combinations combinations_with_replacement compress count cycle dropwhile
    filterfalse groupby islice permutations product repeat starmap takewhile tee zip_longest |
    batched pairwise`,
  json: `JSONDecodeError JSONDecoder JSONEncoder dump dumps load loads`,
  keyword: `iskeyword kwlist | issoftkeyword softkwlist`,
  math: `acos acosh asin asinh atan atan2 atanh ceil comb copysign cos cosh degrees dist e erf erfc exp
    expm1 fabs factorial floor fmod frexp fsum gamma gcd hypot inf isclose isfinite isinf isnan
    isqrt ldexp lgamma log log10 log1p log2 modf nan perm pi pow prod radians remainder sin sinh
    sqrt tan tanh tau trunc | cbrt exp2 fma fmax fmin isnormal issubnormal lcm nextafter signbit
    sumprod ulp`,
  numbers: `Complex Integral Number Rational Real`,
  operator: `abs add and_ attrgetter concat contains countOf delitem eq floordiv ge getitem gt iadd iand
    iconcat ifloordiv ilshift imatmul imod imul index indexOf inv invert ior ipow irshift is_ is_not
    isub itemgetter itruediv ixor le length_hint lshift lt matmul methodcaller mod mul ne neg not_
    or_ pos pow rshift setitem sub truediv truth xor | call is_none is_not_none`,
  pathlib: `Path PosixPath PurePath PurePosixPath PureWindowsPath WindowsPath | UnsupportedOperation`,
  pickle: `ADDITEMS APPEND APPENDS BINBYTES BINBYTES8 BINFLOAT BINGET BININT BININT1 BININT2 BINPERSID
    BINPUT BINSTRING BINUNICODE BINUNICODE8 BUILD BYTEARRAY8 DEFAULT_PROTOCOL DICT DUP EMPTY_DICT
    EMPTY_LIST EMPTY_SET EMPTY_TUPLE EXT1 EXT2 EXT4 FALSE FLOAT FRAME FROZENSET GET GLOBAL
    HIGHEST_PROTOCOL INST INT LIST LONG LONG1 LONG4 LONG_BINGET LONG_BINPUT MARK MEMOIZE NEWFALSE
    NEWOBJ NEWOBJ_EX NEWTRUE NEXT_BUFFER NONE OBJ PERSID POP POP_MARK PROTO PUT PickleBuffer
    PickleError Pickler PicklingError READONLY_BUFFER REDUCE SETITEM SETITEMS SHORT_BINBYTES
    SHORT_BINSTRING SHORT_BINUNICODE STACK_GLOBAL STOP STRING TRUE TUPLE TUPLE1 TUPLE2 TUPLE3
    UNICODE Unpickler UnpicklingError dump dumps load loads`,
  pprint: `PrettyPrinter isreadable isrecursive pformat pp pprint saferepr`,
  'os.path': `abspath basename commonpath commonprefix curdir defpath devnull dirname exists expanduser expandvars
    extsep getatime getctime getmtime getsize isabs isdir isfile islink ismount join lexists normcase normpath
    pardir pathsep realpath relpath samefile sameopenfile samestat sep split splitdrive splitext
    supports_unicode_filenames altsep | ALLOW_MISSING isdevdrive isjunction isreserved splitroot`,
  queue: `Empty Full LifoQueue PriorityQueue Queue SimpleQueue | ShutDown`,
  random: `Random SystemRandom betavariate choice choices expovariate gammavariate gauss getrandbits
    getstate lognormvariate normalvariate paretovariate randint random randrange sample seed
    setstate shuffle triangular uniform vonmisesvariate weibullvariate | binomialvariate randbytes`,
  re: `A ASCII DOTALL I IGNORECASE L LOCALE M MULTILINE Match Pattern S U UNICODE VERBOSE X compile
    error escape findall finditer fullmatch match purge search split sub subn | NOFLAG PatternError
    RegexFlag template`,
  secrets: `SystemRandom choice compare_digest randbelow randbits token_bytes token_hex token_urlsafe`,
  shutil: `Error ExecError SameFileError SpecialFileError chown copy copy2 copyfile copyfileobj copymode
    copystat copytree disk_usage get_archive_formats get_terminal_size get_unpack_formats
    ignore_patterns make_archive move register_archive_format register_unpack_format rmtree
    unpack_archive unregister_archive_format unregister_unpack_format which`,
  statistics: `NormalDist StatisticsError fmean geometric_mean harmonic_mean mean median median_grouped
    median_high median_low mode multimode pstdev pvariance quantiles stdev variance | correlation
    covariance kde kde_random linear_regression`,
  string: `Formatter Template ascii_letters ascii_lowercase ascii_uppercase capwords digits hexdigits
    octdigits printable punctuation whitespace`,
  struct: `Struct calcsize error iter_unpack pack pack_into unpack unpack_from`,
  textwrap: `TextWrapper dedent fill indent shorten wrap`,
  threading: `Barrier BoundedSemaphore BrokenBarrierError Condition Event ExceptHookArgs Lock RLock Semaphore
    TIMEOUT_MAX Thread ThreadError Timer active_count current_thread enumerate excepthook get_ident
    get_native_id local main_thread setprofile settrace stack_size | getprofile gettrace
    setprofile_all_threads settrace_all_threads`,
  timeit: `Timer default_timer repeat timeit`,
  tkinter: `ACTIVE ALL ANCHOR ARC BASELINE BEVEL BOTH BOTTOM BROWSE BUTT BaseWidget BitmapImage BooleanVar
    Button CASCADE CENTER CHAR CHECKBUTTON CHORD COMMAND CURRENT CallWrapper Canvas Checkbutton
    DISABLED DOTBOX DoubleVar E END EW EXCEPTION EXTENDED Entry Event EventType FALSE FIRST FLAT
    Frame GROOVE Grid HIDDEN HORIZONTAL INSERT INSIDE Image IntVar LAST LEFT Label LabelFrame
    Listbox MITER MOVETO MULTIPLE Menu Menubutton Message Misc N NE NO NONE NORMAL NS NSEW NUMERIC
    NW NoDefaultRoot OFF ON OUTSIDE OptionMenu PAGES PIESLICE PROJECTING Pack PanedWindow PhotoImage
    Place RADIOBUTTON RAISED READABLE RIDGE RIGHT ROUND Radiobutton S SCROLL SE SEL SEL_FIRST
    SEL_LAST SEPARATOR SINGLE SOLID SUNKEN SW Scale Scrollbar Spinbox StringVar TOP TRUE Tcl
    TclError TclVersion Text Tk TkVersion Toplevel UNDERLINE UNITS VERTICAL Variable W WORD WRITABLE
    Widget Wm X XView Y YES YView getboolean getdouble getint image_names image_types mainloop |
    constants enum re sys wantobjects`,
  turtle: `Pen RawPen RawTurtle Screen ScrolledCanvas Shape Terminator Turtle TurtleScreen Vec2D addshape
    back backward begin_fill begin_poly bgcolor bgpic bk bye circle clear clearscreen clearstamp
    clearstamps clone color colormode degrees delay distance done dot down end_fill end_poly
    exitonclick fd fillcolor filling forward get_poly get_shapepoly getcanvas getpen getscreen
    getshapes getturtle goto heading hideturtle home ht isdown isvisible left listen lt mainloop
    mode numinput onclick ondrag onkey onkeypress onkeyrelease onrelease onscreenclick ontimer pd
    pen pencolor pendown pensize penup pos position pu radians register_shape reset resetscreen
    resizemode right rt screensize seth setheading setpos setposition setundobuffer setup
    setworldcoordinates setx sety shape shapesize shapetransform shearfactor showturtle speed st
    stamp textinput tilt tiltangle title towards tracer turtles turtlesize undo undobufferentries up
    update width window_height window_width write write_docstringdict xcor ycor | settiltangle
    teleport`,
  typing: `AbstractSet Any AnyStr AsyncContextManager AsyncGenerator AsyncIterable AsyncIterator Awaitable
    ByteString Callable ChainMap ClassVar Collection Container ContextManager Coroutine Counter
    DefaultDict Deque Dict Final ForwardRef FrozenSet Generator Generic Hashable ItemsView Iterable
    Iterator KeysView List Literal Mapping MappingView MutableMapping MutableSequence MutableSet
    NamedTuple NewType NoReturn Optional OrderedDict Protocol Reversible Sequence Set Sized
    SupportsAbs SupportsBytes SupportsComplex SupportsFloat SupportsIndex SupportsInt SupportsRound
    TYPE_CHECKING Text Tuple Type TypeVar TypedDict Union ValuesView cast final get_args get_origin
    get_type_hints no_type_check no_type_check_decorator overload runtime_checkable | Annotated
    BinaryIO Concatenate IO LiteralString Match Never NoDefault NotRequired ParamSpec ParamSpecArgs
    ParamSpecKwargs Pattern ReadOnly Required Self TextIO TypeAlias TypeAliasType TypeGuard TypeIs
    TypeVarTuple Unpack assert_never assert_type clear_overloads dataclass_transform
    evaluate_forward_ref get_overloads get_protocol_members is_protocol is_typeddict override
    reveal_type`,
  'urllib.parse': `DefragResult DefragResultBytes ParseResult ParseResultBytes SplitResult SplitResultBytes
    parse_qs parse_qsl quote quote_from_bytes quote_plus unquote unquote_plus unquote_to_bytes
    urldefrag urlencode urljoin urlparse urlsplit urlunparse urlunsplit`,
  warnings: `catch_warnings filterwarnings formatwarning resetwarnings showwarning simplefilter warn
    warn_explicit | deprecated`,
  'xml.etree.ElementTree': `C14NWriterTarget Comment Element ElementTree PI ParseError ProcessingInstruction QName
    SubElement TreeBuilder VERSION XML XMLID XMLParser XMLPullParser canonicalize dump fromstring
    fromstringlist iselement iterparse parse register_namespace tostring tostringlist | indent`
};

/** What a star import of a module binds. */
export interface IStarred {
  always: string[];
  /** In some versions of Python only. */
  some: string[];
}

/** Names of a star import, or null for a module that is not in the table. */
export function starredNames(module: string): IStarred | null {
  const text = Object.hasOwn(NAMES, module) ? NAMES[module] : null;
  if (text === null) {
    return null;
  }
  const [always, some = ''] = text.split('|');
  return { always: words(always), some: words(some) };
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(word => word !== '');
}
