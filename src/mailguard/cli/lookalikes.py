"""``mailguard lookalikes``: domains that want to be taken for ours."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import click

from mailguard import profile as profiles
from mailguard.cli import opening
from mailguard.cli.language import chosen, language_option, spoken
from mailguard.i18n import of_system
from mailguard.identifiers import domain_names
from mailguard.lookalikes.among import Found, among, is_empty, is_text, opened, unpacked
from mailguard.lookalikes.generate import Variant, generate
from mailguard.lookalikes.watch import Watch
from mailguard.mailboxes import CLOSED

_LABEL = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)")
_LEAST = 4  # letters of a brand; a shorter one is in every other name


@click.command()
@click.argument("names", nargs=-1, metavar="DOMAIN…")
@click.option(
    "--among",
    "files",
    multiple=True,
    metavar="FILE",
    help="Search this list; gz, bz2 and xz too, - is standard input.",
)
@click.option("--generate", "is_generating", is_flag=True, help="List variants that someone might register.")
@click.option(
    "--profile",
    "profile_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Watch the domains and brands of this profile too.",
)
@click.option(
    "--no-providers", is_flag=True, help="Skip names of e-mail, storage, bank and government services."
)
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    metavar="NUMBER",
    help="Lowest similarity to report.",
)
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object per line.")
@language_option
def lookalikes(
    names: tuple[str, ...],
    files: tuple[str, ...],
    is_generating: bool,
    profile_path: Path | None,
    no_providers: bool,
    least: float,
    is_json: bool,
) -> None:
    """Find domains that look like DOMAIN in lists of registrations, certificates or look-ups.

    A DOMAIN without a dot is a brand or a name. The exit code is 0 when none was found, 1 when some were,
    2 when it couldn't be done.
    """
    watched, trusted = _watched(names, profile_path)
    if is_generating:
        for name in watched:
            if "." in name:
                _print_variants(name, generate(name), least, is_json)
        return
    if not files:
        raise click.UsageError(spoken("Say where to look (--among FILE) or ask for variants (--generate)."))
    watch = Watch(watched, trusted=trusted, has_providers=not no_providers)
    n_found = 0
    for path in files:
        for found in _search(path, watch, least):
            n_found += 1
            click.echo(_as_json(path, found) if is_json else _as_text(path, found, len(files) > 1))
    sys.exit(1 if n_found else 0)


def _watched(names: tuple[str, ...], path: Path | None) -> tuple[list[str], list[str]]:
    with opening.usable():
        profile = profiles.load(path)
    watched = [*map(_name, names), *profile.domains, *profile.brands]
    trusted = [*profile.domains, *profile.other_domains]
    if not watched:
        raise click.UsageError(spoken("Name the domains to protect, or a profile that has some."))
    return watched, trusted


def _name(text: str) -> str:
    name = text.strip()
    if "." in name:
        host = domain_names.ascii_form(name).rstrip(".")
        is_good = len(host) < 254 and all(_LABEL.fullmatch(label) for label in host.split("."))
    else:
        is_good = _LEAST <= len(name) < 64
    if not is_good:
        raise opening.Refused(
            spoken(
                "“{name}” can't be watched: name a domain, or a brand of {n} letters or more.",
                name=text,
                n=_LEAST,
            )
        )
    return name


def _search(path: str, watch: Watch, least: float) -> Iterator[Found]:
    if path == "-" and sys.stdin is None:
        raise opening.Refused(spoken(CLOSED) + ".")
    try:
        with ExitStack() as stack:
            file = unpacked(sys.stdin.buffer) if path == "-" else stack.enter_context(opened(Path(path)))
            if is_empty(file):
                raise opening.Refused(spoken("{path} is empty: no name was read.", path=path))
            if not is_text(file):
                raise opening.Refused(
                    spoken(
                        "{path} isn't a list of names: it holds NUL bytes. Save it as text, in UTF-8.",
                        path=path,
                    )
                )
            yield from among(file, watch, least=least)
    except EOFError as error:
        raise opening.Refused(
            spoken("{path} ends too early: it is not a whole archive.", path=path)
        ) from error
    except OSError as error:
        why = of_system(error).say(chosen())
        raise opening.Refused(spoken("{path} can't be read: {why}.", path=path, why=why)) from error


def _as_text(path: str, found: Found, has_path: bool) -> str:
    match = found.match
    where = f"{path}:{found.line}: " if has_path else f"{found.line}: "
    return f"{where}{match.host}  {match.name}  {match.say(chosen())}  {match.strength:.2f}"


def _as_json(path: str, found: Found) -> str:
    match = found.match
    row = {"path": path, "line": found.line, "host": match.host, "name": match.name, "how": match.how}
    return json.dumps({**row, "strength": match.strength, "is_provider": match.is_provider})


def _print_variants(name: str, variants: tuple[Variant, ...], least: float, is_json: bool) -> None:
    for each in variants:
        if each.strength >= least:
            row = {"name": name, "host": each.host, "how": each.how, "strength": each.strength}
            click.echo(
                json.dumps(row) if is_json else f"{each.host}  {each.say(chosen())}  {each.strength:.2f}"
            )
