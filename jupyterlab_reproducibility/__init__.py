"""How reproducible a notebook is, what proves it, and the next step up."""

try:
    from ._version import __version__
except ImportError:
    # Written by the build; a checkout that was never built has none.
    __version__ = "dev"


def _jupyter_labextension_paths():
    return [{"src": "labextension", "dest": "jupyterlab-reproducibility"}]
