"""The language of the terminal: ours, click's and the system's.

Click uses the set domain of gettext and the environment's language; both are set while a command runs.
"""

import copy
import gettext
import inspect
import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from mailguard.i18n import DOMAIN, LANGUAGES, LOCALE, mark, number, of_terminal, translate

_OPTION = "--language"
_Command = TypeVar("_Command", bound=click.Command)


def chosen() -> str:
    """As ``--language`` says, else that of the terminal."""
    return of_terminal(os.environ)


@contextmanager
def speaking(arguments: Sequence[str]) -> Iterator[None]:
    """Say everything in the language of these arguments, found before click reads them, or the terminal's."""
    before = os.environ.get("LANGUAGE"), gettext.textdomain()
    os.environ["LANGUAGE"] = _named(arguments) or chosen()
    gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN)
    try:
        yield
    finally:
        gettext.textdomain(before[1])
        if before[0] is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before[0]


def _named(arguments: Sequence[str]) -> str:
    ours = list(arguments)
    ours = ours[: ours.index("--")] if "--" in ours else ours
    named = [after for option, after in itertools.pairwise(ours) if option == _OPTION]
    named += [each.partition("=")[2] for each in ours if each.startswith(f"{_OPTION}=")]
    return next((each for each in reversed(named) if each in LANGUAGES), "")


def language_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--language``, which ``speaking`` heeds; here it is described and checked."""
    return click.option(
        _OPTION,
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help=mark("Language of the output. Default: that of the terminal."),
    )(command)


def in_words(command: _Command) -> _Command:
    made = copy.copy(command)
    made.help = "\n\n".join(map(_paragraph, inspect.cleandoc(command.help or "").split("\n\n")))
    made.params = [_parameter(each) for each in command.params]
    if isinstance(made, click.Group):
        made.subcommand_metavar = spoken_text(mark("COMMAND [ARGUMENTS]…"))
    return made


def _paragraph(text: str) -> str:
    """In that language; its lines stay as they are where there is nothing to translate."""
    flat = " ".join(text.split())
    said = spoken_text(flat)
    return text if said == flat else said


def _parameter(parameter: click.Parameter) -> click.Parameter:
    made = copy.copy(parameter)
    made.metavar = spoken_text(parameter.metavar) if parameter.metavar else None
    if isinstance(made, click.Option) and made.help:
        made.help = spoken_text(made.help)
    return made


def spoken(text: str, **values: object) -> str:
    return spoken_text(text).format_map(values)


def counted(one: str, many: str, n: int, **values: object) -> str:
    """The one or the other sentence in that language, with the number as it writes numbers."""
    language = chosen()
    is_one = n == 1 or (n == 0 and language == "fr")
    return spoken(one if is_one else many, n=number(n, 0, language), **values)


def spoken_text(text: str) -> str:
    """A text without places for values, in that language."""
    return translate(text, chosen())
