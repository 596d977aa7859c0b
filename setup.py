"""Build the front end and the catalogues into the wheel; everything else is in pyproject.toml."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]


class BuildWithFrontEnd(build_py):
    """Make what a checkout does not hold before the package's files are gathered."""

    def run(self) -> None:
        """Build; an editable install leaves that to `./run`."""
        if not self.editable_mode:
            from dangbo.ui.build import build  # noqa: PLC0415 - only where a wheel is made
            from tools.translations import compile_all  # noqa: PLC0415

            build()
            compile_all()
        super().run()


setup(cmdclass={"build_py": BuildWithFrontEnd})
