"""Give every command of the register one name, `dangbo`, and three exit codes."""

import os
import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version
from io import TextIOWrapper
from typing import Final

import django
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand, CommandError, handle_default_options
from django.db import OperationalError, ProgrammingError, connections
from django.utils.translation import gettext as _

from dangbo.config import env

DIFFERENT: Final = 1
NO_ANSWER: Final = 2
INTERRUPTED: Final = 130


def main() -> int:
    """Run the command on the line: 0 yes, 1 a difference was found, 2 could not answer.

    A command that found a difference prints it and leaves with `SystemExit(DIFFERENT)`; whatever
    it raises means that there is no answer, and becomes one sentence on standard error.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangbo.config.settings.dev")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        obey(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has left (`dangbo tree | head`): nothing more to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        if wants_traceback():
            traceback.print_exc()
        sys.stderr.write(f"dangbo: {sentence(error)}\n")
        return NO_ANSWER
    return 0


def obey(arguments: Sequence[str]) -> None:
    """Run the command that `arguments` name, or print what there is to run."""
    name, *rest = arguments or ["help"]
    if name in {"--version", "version"}:
        sys.stdout.write(f"dangbo {version('dangbo')}\n")
        return
    django.setup()
    if name in {"-h", "--help", "help"}:
        sys.stdout.write(overview())
        return
    name = name.replace("-", "_") if name.replace("-", "_") in get_commands() else name
    app = get_commands().get(name)
    if app is None:
        raise CommandError(
            _("không có lệnh “%(name)s”; xem các lệnh bằng: dangbo --help") % {"name": name}
        )
    try:
        execute(app if isinstance(app, BaseCommand) else load_command_class(app, name), name, rest)
    finally:
        connections.close_all()


def execute(command: BaseCommand, name: str, arguments: Sequence[str]) -> None:
    """Parse `arguments` as `command` declares them and run it; errors stay exceptions."""
    options = command.create_parser("dangbo", name).parse_args(list(arguments))
    handle_default_options(options)
    named = vars(options)
    command.execute(*named.pop("args", ()), **named)


def overview() -> str:
    """List the register's own commands, each with its sentence."""
    ours = sorted(
        (name, str(load_command_class(app, name).help))
        for name, app in get_commands().items()
        if isinstance(app, str) and app.startswith("dangbo.")
    )
    width = max(len(name) for name, _help in ours)
    lines = [f"  {name:<{width}}  {text}" for name, text in ours]
    usage = _("Cách dùng: dangbo LỆNH [tùy chọn]; dangbo LỆNH --help nói rõ từng lệnh.")
    return "\n".join([usage, "", *lines, ""])


def sentence(error: Exception) -> str:
    """Say in one sentence why there is no answer."""
    if isinstance(error, CommandError | env.EnvError):
        return str(error)
    if isinstance(error, OperationalError | ProgrammingError):
        reason = str(error).splitlines()[0]
        return _(
            "cơ sở dữ liệu không trả lời (%(reason)s); nếu chưa khởi tạo, chạy: dangbo init"
        ) % {"reason": reason}
    return f"{type(error).__name__}: {error}"


def wants_traceback() -> bool:
    """Say whether the operator asked for tracebacks; a wrong value asks for none."""
    return os.environ.get("DANGBO_DEBUG", "").lower() == "true"
