"""``mailguard held``: see, release and delete the messages that a milter held back."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from mailguard.agents.milter.settings import Settings
from mailguard.agents.platform import releasing
from mailguard.agents.platform.folder import Folder
from mailguard.agents.platform.quarantine import Busy, Held, Missing
from mailguard.agents.platform.releasing import BadWay, NotReleased
from mailguard.cli.language import chosen, in_words, language_option, spoken
from mailguard.cli.opening import Refused
from mailguard.cli.showing import line, safe
from mailguard.i18n import mark, of_system

_DEFAULT_WAY = Settings.release


class _Group(click.Group):
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = super().get_command(ctx, cmd_name)
        return in_words(found) if found else None


@click.command(cls=_Group)
@language_option
def held() -> None:
    """See, release and delete the messages that a milter quarantined.

    These are other people's messages: you need write access to the folder.
    """


_folder = click.option(
    "--folder",
    "path",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help=mark("Folder of the milter."),
)
_names = click.argument("names", nargs=-1, required=True, metavar="ID…")


@held.command("list")
@_folder
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object per message and line.")
@language_option
def list_(path: Path, is_json: bool) -> None:
    """List quarantined messages, oldest first.

    A message with an unfinished release is marked “?”: check whether it arrived.
    """
    n = 0
    for each in _opened(path).held.all():
        n += 1
        click.echo(line(_row(each)).rstrip("\n") if is_json else _shown(each))
    if not n and not is_json:
        click.echo(spoken("No message is quarantined here."), err=True)


@held.command()
@_folder
@click.argument("name", metavar="ID")
@click.option(
    "--raw", "is_raw", is_flag=True, help="Write the message as it came; its links and files are live."
)
@language_option
def show(path: Path, name: str, is_raw: bool) -> None:
    """Show why a message is quarantined, or the message itself."""
    folder = _opened(path).held
    try:
        if is_raw:
            sys.stdout.buffer.write(folder.raw(name))
        else:
            click.echo(json.dumps(_row(folder.get(name)), ensure_ascii=False, indent=2))
    except Missing as error:
        raise _unknown(name) from error


@held.command()
@_folder
@_names
@click.option(
    "--by",
    "way",
    default=_DEFAULT_WAY,
    show_default=True,
    metavar="WAY",
    help="How to release messages: smtp://HOST:PORT or the path of sendmail.",
)
@language_option
def release(path: Path, names: tuple[str, ...], way: str) -> None:
    """Release messages to the mail server, with a mark that lets them pass.

    The exit code is 2 when one could not be released; it stays held.
    """
    try:
        releasing.check(way)
    except BadWay as error:
        raise Refused(f"{error.say(chosen())}.") from error
    folder = _opened(path)
    _each(names, lambda name: releasing.release(folder, name, way))


@held.command()
@_folder
@_names
@language_option
def delete(path: Path, names: tuple[str, ...]) -> None:
    """Delete messages for good. The exit code is 2 when one could not be deleted."""
    folder = _opened(path)
    _each(names, folder.held.delete)


def _each(names: tuple[str, ...], do: Any) -> None:
    """Do it with every message; tell what failed, and go on."""
    has_failed = False
    for name in names:
        try:
            do(name)
        except Missing:
            says = _unknown(name).message
        except Busy:
            says = spoken("Someone else is handling it right now.")
        except NotReleased as error:
            says = error.say(chosen())
        except OSError as error:
            says = of_system(error).say(chosen())
        else:
            continue
        has_failed = True
        click.echo(f"mailguard: {safe(name)}: {safe(says)}", err=True)
    if has_failed:
        sys.exit(2)


def _opened(path: Path) -> Folder:
    if not (path / "held").is_dir():
        raise Refused(spoken("{path} isn't a folder of a milter.", path=path))
    try:
        return Folder(path)
    except OSError as error:
        why = of_system(error).say(chosen())
        raise Refused(spoken("{path} can't be used: {why}.", path=path, why=why)) from error


def _unknown(name: str) -> Refused:
    return Refused(spoken("No message “{name}” is quarantined here.", name=safe(name)))


def _row(each: Held) -> dict[str, Any]:
    seen = each.sighting.to_json()
    more = {"held_at": each.held_at.isoformat(), "mail_from": each.mail_from, "rcpt_to": list(each.rcpt_to)}
    return {**seen, **more, "size": each.size, "is_doubtful": each.is_doubtful}


def _shown(each: Held) -> str:
    seen = each.sighting
    told = f"{each.id}  {each.held_at:%Y-%m-%d %H:%M}  {seen.score:4.2f}  {seen.found:<13}"
    doubt = "? " if each.is_doubtful else ""
    return safe(f"{told}  {doubt}{seen.sender} → {', '.join(each.rcpt_to[:3])}: {seen.subject}")
