"""The program of ``hustings up``: loaded once, then forked for each command that is to run all the time."""

import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import django
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin
from django.core.files.storage import storages
from django.db import connections
from django.urls import get_resolver
from django.utils.module_loading import import_string

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.shells.cli.processes.journal import Journal
from mailguard.agents.processes.forking import fork
from mailguard.agents.processes.supervisor import Child, Supervisor

SILENCE = 180.0  # seconds without a sign of life after which a process is killed, which starts it again
LATEST = 30.0  # seconds after which the others start even where the first one doesn't answer


@dataclass(frozen=True)
class Command:
    """A ``hustings`` command that is to run all the time."""

    name: str
    words: list[str]
    beats: bool = False  # gives signs of life
    not_yet: Callable[[], float] = lambda: 0.0  # seconds until it is wanted, or is to be asked again


def load() -> None:
    """Load the settings and the apps."""
    gc.disable()  # nothing that is loaded goes away
    django.setup()
    connections.close_all()  # children must not share one


def prepare(words: list[str]) -> None:
    """Run a command that ends, in a process of its own, and load what serves requests meanwhile."""
    pid = fork(partial(_run, words, is_quiet=True), _title(words))
    len(get_resolver().url_patterns)  # which reads them
    for middleware in settings.MIDDLEWARE:
        import_string(middleware)
    _pid, status = os.waitpid(pid, 0)
    if code := os.waitstatus_to_exitcode(status):
        sys.exit(code)  # it has said why
    storage = storages["staticfiles"]
    if isinstance(storage, ManifestFilesMixin):  # it read the names before the files were collected
        storage.hashed_files, storage.manifest_hash = storage.load_manifest()


def keep(commands: list[Command], *, greet: Callable[[], bool], journal: Journal | None) -> None:
    """Fork the commands, the first one first until ``greet`` says that it answers; stay until told to end."""
    from hustings.shells.cli import web

    web.load()
    gc.enable()
    connections.close_all()
    latest = time.monotonic() + LATEST
    answers = False

    def meanwhile() -> float:
        nonlocal answers
        answers = answers or greet()
        return 3_600.0 if answers else 0.05

    def after_first(command: Command) -> float:
        return command.not_yet() if answers or time.monotonic() > latest else 0.05

    children = [
        Child(
            command.name,
            partial(_run, command.words),
            not_yet=command.not_yet if command is commands[0] else partial(after_first, command),
            silence=SILENCE if command.beats else 0.0,
            title=_title(command.words),
        )
        for command in commands
    ]
    width = max(len(child.name) for child in children)

    def said(child: Child, line: str) -> None:
        line = f"{child.name:<{width}} | {line}"
        if not (journal and journal.keeps(line)):
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    def ended(child: Child, code: int, pause: float) -> None:
        says = _("stopped ({how}); restarting in {seconds} s")
        said(child, says.format(how=_manner(code), seconds=f"{pause:.0f}"))

    Supervisor(children, ended=ended, said=said, meanwhile=meanwhile).run()


def _run(words: list[str], *, is_quiet: bool = False) -> int:
    """In a forked process: be that command."""
    from hustings.shells.cli import main

    gc.enable()
    if is_quiet and "HUSTINGS_LOG_LEVEL" not in os.environ:
        settings.LOGGING["loggers"]["hustings"]["level"] = "WARNING"  # its set-up, to come, reads that
    main.main(words, prog_name="hustings")
    return 0


def _title(words: list[str]) -> str:
    return " ".join(["hustings", *words])


def _manner(code: int) -> str:
    if code >= 0:
        return _("code {code}").format(code=code)
    return _("killed by {signal}").format(signal=signal.Signals(-code).name)
