"""``mailguard milter``: judge the mail of a Postfix or Sendmail while it comes in."""

import asyncio
import grp
import os
import shutil
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from mailguard import toml_config
from mailguard.agents.http import listening
from mailguard.agents.milter import settings as choices
from mailguard.agents.milter.settings import Settings
from mailguard.agents.platform import releasing
from mailguard.agents.platform.client import BadPlatform, Platform
from mailguard.agents.platform.folder import Folder
from mailguard.agents.processes.operator_log import say
from mailguard.agents.setup import Setup
from mailguard.cli import values
from mailguard.cli.language import chosen, language_option, spoken
from mailguard.cli.opening import Refused
from mailguard.files.clamd import Clamd
from mailguard.i18n import Complaint, mark, of_system

_PATH = click.Path(path_type=Path)


class BadSettings(Complaint):
    """The settings can't be used; the message names the entry."""


def _setting(name: str, kind: Any, metavar: str | None, help_: str, **more: Any) -> Any:
    """An option that a file of settings may hold, too: as the option, without its dashes."""
    return click.option(f"--{name}", name.replace("-", "_"), type=kind, metavar=metavar, help=help_, **more)


def _one_of(words: tuple[str, ...]) -> click.Choice:  # type: ignore[type-arg] # of click 8.2 and later
    return click.Choice(words)


_OPTIONS = [
    _setting(
        "listen", str, "HOST:PORT", mark("Where the mail server reaches us.  [default: 127.0.0.1:11391]")
    ),
    _setting("socket", _PATH, "FILE", mark("Listen on a UNIX socket instead.")),
    _setting("group", str, "NAME", mark("Group whose members may use the socket, such as postfix.")),
    _setting("folder", _PATH, "FOLDER", mark("Folder for held messages and state; created if missing.")),
    _setting("hostname", values.Host(), "NAME", mark("Name in our Authentication-Results.")),
    _setting("jobs", click.IntRange(0, values.MOST_JOBS), "N", mark("Number of processes; 0 for all cores.")),
    _setting(
        "most",
        click.FloatRange(0.001, 1_000),
        "MB",
        mark("How much of a message is judged; the rest is kept, but not read.  [default: 50]"),
    ),
    _setting(
        "largest",
        click.FloatRange(0.001, 1_000),
        "MB",
        mark("The largest message to hold in our folder; the server holds larger ones.  [default: 50]"),
    ),
    _setting(
        "room", click.FloatRange(1, 100_000), "MB", mark("Limit for all messages at a time.  [default: 400]")
    ),
    _setting(
        "connections", click.IntRange(1, 100_000), "N", mark("Maximum number at a time.  [default: 500]")
    ),
    _setting(
        "timeout", values.Seconds(0.1, 250), "SECONDS", mark("Time limit for a verdict.  [default: 20]")
    ),
    _setting(
        "on-failure",
        _one_of(choices.FAILURES),
        None,
        mark("What to do without a verdict.  [default: tempfail]"),
    ),
    _setting("warn", _one_of(choices.WARNINGS), None, mark("How to warn readers.  [default: header]")),
    _setting("tag", str, mark("TEXT"), mark("Text before the subject of a warning.  [default: [?]]")),
    _setting("hold", _one_of(choices.HOLDS), None, mark("Where to hold messages.  [default: folder]")),
    _setting("reject", _one_of(choices.REJECTS), None, mark("What to do with attacks.  [default: refuse]")),
    _setting("refusal", str, mark("TEXT"), mark("Text for refused senders; ASCII.")),
    _setting(
        "results", _one_of(choices.RESULTS), None, mark("Authentication-Results: ours, or those of others.")
    ),
    _setting(
        "signed-in",
        _one_of(choices.SIGNED_IN),
        None,
        mark("What to do with e-mails from signed-in users.  [default: pass]"),
    ),
    _setting("rules", _PATH, "FILE", mark("Block and allow rules (TOML).")),
    _setting(
        "keep-days", values.Seconds(1, 3_650), "DAYS", mark("How long messages are held.  [default: 30]")
    ),
    _setting("name", str, "NAME", mark("Name of this connector, for the platform.  [default: milter]")),
    _setting(
        "platform", str, mark("URL"), mark("The platform that gets reports and gives orders. Default: none.")
    ),
    _setting("token-file", _PATH, "FILE", mark("The token for the platform.")),
    _setting(
        "sightings", _one_of(choices.SIGHTINGS), None, mark("The messages to report.  [default: suspect]")
    ),
    _setting(
        "send-raw", bool, None, mark("Send held messages to the platform, too."), is_flag=True, default=None
    ),
    _setting(
        "release", str, "WAY", mark("How to release messages: smtp://HOST:PORT or the path of sendmail.")
    ),
    _setting("profile", _PATH, "FILE", mark("The profile of the team to protect (TOML).")),
    _setting(
        "memory",
        _PATH,
        "FILE",
        mark("The store of earlier e-mails, from “mailguard learn”; it is only read."),
    ),
    _setting("policy", _PATH, "FILE", mark("Thresholds of your own (TOML).")),
    _setting(
        "online",
        bool,
        None,
        mark("Query name servers. Default: no server is contacted."),
        is_flag=True,
        default=None,
    ),
    _setting(
        "budget",
        values.Seconds(0.1, 60),
        "SECONDS",
        mark("Time for name servers, per message.  [default: 3]"),
    ),
    _setting(
        "clamd",
        values.Clamd(),
        mark("WHERE"),
        mark("Ask ClamAV's daemon about each message: the path of its socket, or HOST:PORT."),
    ),
    _setting(
        "clamd-timeout",
        values.Seconds(0.1, 250),
        "SECONDS",
        mark("Time limit per message; after that, it is judged without it.  [default: 10]"),
    ),
    _setting(
        "clamd-most",
        click.FloatRange(0.001, 1_000),
        "MB",
        mark("The largest message or file that is sent there.  [default: 25]"),
    ),
]
_LISTS = [
    click.option(
        "--trust",
        multiple=True,
        type=values.Host(),
        metavar="HOST",
        help=mark("Trust the Authentication-Results of this host; may be repeated."),
    ),
    click.option(
        "--server",
        multiple=True,
        type=values.Server(),
        metavar="ADDRESS",
        help=mark("Ask this name server, such as 192.0.2.53:53; may be repeated."),
    ),
]
_AS_THEY_ARE = {
    *(
        "where",
        "socket",
        "group",
        "folder",
        "hostname",
        "jobs",
        "connections",
        "timeout",
        "on_failure",
        "warn",
    ),
    *("tag", "hold", "reject", "refusal", "results", "signed_in", "rules", "keep_days", "name", "sightings"),
    *("send_raw", "release"),
}


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed([*_OPTIONS, *_LISTS]):
        command = option(command)
    return command


@click.command()
@click.option(
    "--config",
    type=_PATH,
    metavar="FILE",
    help="Settings (TOML), named like the options; an option takes precedence.",
)
@options
@language_option
@click.pass_context
def milter(ctx: click.Context, /, config: Path | None, **given: Any) -> None:
    """Filter the incoming e-mail of a Postfix or Sendmail server.

    A message to hold is on the disk before the server gets its answer. SIGTERM stops it after the messages
    in progress, SIGHUP reads settings, profile, policy and rules again; no connection is lost.
    """

    def read() -> Settings:
        return _settings(ctx, config, given)

    try:
        settings = read()
        Folder(settings.folder)
    except Complaint as error:
        raise Refused(error.say(chosen())) from error
    except OSError as error:
        why = of_system(error).say(chosen())
        raise Refused(spoken("{path} can't be used: {why}.", path=error.filename, why=why)) from error
    listener = _listener(settings)
    try:
        _run(settings, read, listener)
    finally:
        listener.close()
        if settings.socket:
            with suppress(OSError):
                settings.socket.unlink()


def _run(settings: Settings, read: Callable[[], Settings], listener: socket.socket) -> None:
    from mailguard.agents.milter.pool import NotJudged
    from mailguard.agents.milter.server import Milter

    where = settings.socket or "{}:{}".format(*listener.getsockname()[:2])
    says = spoken("Listening on {where}.", where=where)
    try:
        asyncio.run(Milter(settings, read).run(listener, lambda: say(says)))
    except Complaint as error:
        raise Refused(error.say(chosen())) from error
    except NotJudged as error:
        raise Refused(spoken("The processes that judge died while they started.")) from error


def _listener(settings: Settings) -> socket.socket:
    where: object = settings.socket or settings.where
    try:
        if settings.socket is None:
            host, number = listening.address(settings.where)
            return listening.port(host, number)
        made = listening.file(settings.socket)
        if settings.group:
            shutil.chown(settings.socket, group=settings.group)
        return made
    except listening.BadAddress as error:
        raise Refused(spoken("“{where}” isn't a HOST:PORT.", where=where)) from error
    except OSError as error:
        why = of_system(error).say(chosen())
        raise Refused(spoken("There is no listening on {where}: {why}.", where=where, why=why)) from error


# --- Settings --------------------------------------------------------------------------------------
def _settings(ctx: click.Context, config: Path | None, given: dict[str, Any]) -> Settings:
    """Of the options and the file; Complaint where they can't be used."""
    merged = _from_file(ctx, config) if config else {}
    merged |= {name: value for name, value in given.items() if value not in (None, ())}
    merged = {name: value for name, value in merged.items() if value is not None}
    if "folder" not in merged:
        raise BadSettings(mark("Name a folder with --folder: there messages are held and the state is kept."))
    merged["where"] = merged.pop("listen", Settings.where)
    _check(merged)
    made: dict[str, Any] = {name: merged[name] for name in _AS_THEY_ARE if name in merged}
    made["setup"] = _setup(merged)
    made["believed"] = made["setup"].believed()
    made["platform"] = _platform(merged)
    made["jobs"] = merged.get("jobs", 1) or os.cpu_count() or 1
    for name in ("most", "largest", "room"):
        if name in merged:
            made[name] = int(merged[name] * 1e6)
    made.setdefault("results", choices.WRITE if merged.get("online") else choices.LEAVE)
    return Settings(**made, language=chosen())


def _check(merged: dict[str, Any]) -> None:
    """What one value alone doesn't tell."""
    if "release" in merged:
        releasing.check(merged["release"])
    if "refusal" in merged and not (merged["refusal"].isascii() and merged["refusal"].isprintable()):
        raise BadSettings(mark("--refusal goes to other servers: one line of ASCII."))
    if "tag" in merged and not (merged["tag"].strip() and merged["tag"].isprintable()):
        raise BadSettings(mark("--tag stands before a subject: one line of text."))
    if merged.get("group"):
        try:
            grp.getgrnam(merged["group"])
        except KeyError as error:
            raise BadSettings(mark("There is no group “{name}”."), name=merged["group"]) from error


def _setup(merged: dict[str, Any]) -> Setup:
    folder: Path = merged["folder"]
    fetched = {"profile": folder / "state" / "profile.json", "memory": folder / "state" / "memory.db"}
    use = {
        name: merged.get(name) or (path if merged.get("platform") and path.exists() else None)
        for name, path in fetched.items()
    }
    return Setup(
        profile=use["profile"],
        memory=use["memory"],
        policy=merged.get("policy"),
        trusted=tuple(merged.get("trust", ())),
        servers=tuple(merged.get("server", ())),
        budget=merged.get("budget", 3.0) if merged.get("online") else None,
        clamd=_clamd(merged),
    )


def _clamd(merged: dict[str, Any]) -> Clamd | None:
    """It must leave time for the rest: what it keeps waiting is judged without it."""
    if not merged.get("clamd"):
        return None
    whole = merged.get("timeout", Settings.timeout)
    seconds = merged.get("clamd_timeout", min(Clamd.seconds, whole / 2))
    if seconds >= whole:
        raise BadSettings(
            mark("--clamd-timeout must be shorter than --timeout, which is {n} s."), n=f"{whole:g}"
        )
    return Clamd(merged["clamd"], seconds, int(merged.get("clamd_most", 25.0) * 1e6))


def _platform(merged: dict[str, Any]) -> Platform | None:
    if not merged.get("platform"):
        return None
    if "token_file" not in merged:
        raise BadSettings(mark("The platform asks for a token: name its file with --token-file."))
    try:
        return Platform.read(merged["platform"], merged["token_file"])
    except BadPlatform as error:
        raise BadSettings("{why}.", why=error) from error
    except OSError as error:
        raise BadSettings(
            mark("{path} can't be read: {why}."), path=merged["token_file"], why=of_system(error)
        ) from error


def _from_file(ctx: click.Context, path: Path) -> dict[str, Any]:
    try:
        data = toml_config.read(path, BadSettings)
    except OSError as error:
        raise BadSettings(mark("{path} can't be read: {why}."), path=path, why=of_system(error)) from error
    known = {
        each.opts[0].removeprefix("--"): each
        for each in ctx.command.params
        if isinstance(each, click.Option) and each.opts[0] not in {"--config", "--language", "--help"}
    }
    found = {}
    for key, value in data.items():
        option = known.get(key.replace("_", "-"))
        if option is None:
            raise BadSettings(
                "{where}: there is no entry “{name}”; known are {known}",
                where=path,
                name=key,
                known=", ".join(sorted(known)),
            )
        found[str(option.name)] = _converted(ctx, option, value, f"{path}: {key}")
    return found


def _converted(ctx: click.Context, option: click.Option, value: Any, where: str) -> Any:
    if option.is_flag:
        if not isinstance(value, bool):
            raise BadSettings(mark("{where}: true or false is expected"), where=where)
        return value
    if option.multiple:
        if not isinstance(value, list):
            raise BadSettings('{where}: a list of texts is expected, such as ["one", "two"]', where=where)
        return tuple(_converted_one(ctx, option, each, where) for each in value)
    return _converted_one(ctx, option, value, where)


def _converted_one(ctx: click.Context, option: click.Option, value: Any, where: str) -> Any:
    is_number = isinstance(option.type, click.IntRange | click.FloatRange)
    if isinstance(value, bool) or not isinstance(value, int | float if is_number else str):
        says = (
            mark("{where}: a number is expected")
            if is_number
            else mark("{where}: a text in quotation marks is expected")
        )
        raise BadSettings(says, where=where)
    try:
        return option.type.convert(str(value), option, ctx)
    except click.BadParameter as error:
        raise BadSettings("{where}: {why}", where=where, why=error.message) from error
