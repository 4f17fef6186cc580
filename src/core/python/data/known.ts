/**
 * Names that are there before the first cell runs, and modules that come with Python.
 * Listed by CPython 3.8 to 3.13 (`dir(builtins)`, `sys.stdlib_module_names`) and by IPython 9; newer names added by hand.
 */

function setOf(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter(word => word !== ''));
}

/** `builtins` of every version: a name that only some versions have never counts as missing. */
export const BUILTINS = setOf(`
  ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
  BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
  ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception
  ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError
  ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError
  KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented
  NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError
  PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning
  StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True
  TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError
  UnicodeWarning UserWarning ValueError Warning ZeroDivisionError _IncompleteInputError __build_class__
  __debug__ __import__ abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr
  classmethod compile complex delattr dict dir divmod enumerate eval exec filter float format frozenset getattr
  globals hasattr hash hex id input int isinstance issubclass iter len list locals map max memoryview min next
  object oct open ord pow print property range repr reversed round set setattr slice sorted staticmethod str sum
  super tuple type vars zip`);

/** What IPython puts into the notebook's names, and what front ends add. There is no `__file__`. */
export const IPYTHON_NAMES = setOf(`
  In Out _ __ ___ __IPYTHON__ __annotations__ __builtin__ __builtins__ __doc__ __loader__ __name__ __package__ __session__
  __spec__ __vsc_ipynb_file__ _dh _exit_code _i _ih _ii _iii _oh copyright credits display exit get_ipython help
  license quit`);

/** Names that hosted platforms define before the first cell; elsewhere they are missing. */
export const PROVIDED_NAMES = setOf('spark sc sqlContext dbutils displayHTML');

/** Modules that every Python 3 has: their import does not fail. */
const ALWAYS = setOf(`
  abc argparse array ast base64 bisect calendar cmath collections contextlib copy csv dataclasses datetime decimal
  difflib enum fractions functools glob gzip hashlib heapq inspect io itertools json logging math numbers operator os
  os.path pathlib pickle pprint queue random re secrets shutil statistics string struct subprocess sys tempfile textwrap
  threading time timeit traceback types typing unittest urllib uuid warnings zipfile`);

/** True for a module whose import cannot fail. */
export function isAlwaysThere(module: string): boolean {
  return ALWAYS.has(module);
}

const MODULES = setOf(`
  __future__ _thread _collections_abc abc aifc annotationlib antigravity argparse array ast asynchat asyncio
  asyncore atexit audioop base64 bdb binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath
  cmd code codecs codeop collections colorsys compileall compression concurrent configparser contextlib
  contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils
  doctest dummy_threading email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch
  formatter fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib
  heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3
  linecache locale logging lzma macpath mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt
  multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev parser
  pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats
  pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource
  rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket
  socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct
  subprocess sunau symbol symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap
  this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo
  types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref
  xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo`);

/**
 * True for a module of the standard library of any Python 3 from 3.8 on.
 *
 * @param module - Top-level module name.
 */
export function isStandardLibrary(module: string): boolean {
  return MODULES.has(module);
}
