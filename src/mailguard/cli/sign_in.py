"""``mailguard sign-in``: the first token of a mailbox whose provider wants OAuth 2."""

from pathlib import Path

import click

from mailguard.cli.language import chosen, language_option, spoken
from mailguard.cli.opening import Refused
from mailguard.i18n import of_system


@click.command("sign-in")
@click.argument("settings", type=click.Path(path_type=Path), metavar="SETTINGS")
@click.argument("box", metavar="BOX")
@click.option("--browser", is_flag=True, help="Use a browser on this machine, even if a code could be typed.")
@language_option
def sign_in(settings: Path, box: str, browser: bool) -> None:
    """Allow the watcher to read and move mail of BOX, at its provider.

    BOX is a name or an address in SETTINGS, with an oauth table. Sign in as the owner of the mailbox; the
    token is written to its token_file and then renewed automatically.
    """
    from mailguard.agents.imap import permission, tokens
    from mailguard.cli.watch import read_settings

    watched = read_settings(settings)
    found = next((each for each in watched.settings.boxes if box in {each.name, each.address}), None)
    if found is None:
        known = ", ".join(each.name for each in watched.settings.boxes[:20])
        raise Refused(
            spoken("There is no mailbox “{name}” in the settings; known are {known}.", name=box, known=known)
        )
    way = watched.sign_ins.get(found.name)
    if way is None:
        raise Refused(spoken("“{name}” is opened by a password: there is nothing to sign in to.", name=box))
    try:
        if way.provider.device and not browser:
            fetched = permission.by_code(way.provider, way.client, _show_code)
        else:
            fetched = permission.by_browser(way.provider, way.client, _show_page, found.user, chosen())
        tokens.save(way.file, fetched)
    except tokens.Refused as error:
        raise Refused(spoken("There is no token: {why}.", why=error.say(chosen()))) from error
    except OSError as error:
        why = of_system(error).say(chosen())
        raise Refused(spoken("It can't be written: {why}.", why=why)) from error
    click.echo(spoken("{name} can be watched: its token lies in {path}.", name=box, path=way.file))


def _show_code(page: str, code: str) -> None:
    click.echo(spoken("Open {page} and type the code {code} there.", page=page, code=code))


def _show_page(page: str) -> None:
    click.echo(spoken("Open this page in a browser on this machine:"))
    click.echo(f"    {page}")
