"""Which mailboxes are watched, from a TOML file."""

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from mailguard import toml_config
from mailguard.agents.imap.boxes import SECURITY, Box, Settings
from mailguard.agents.imap.credentials import Secret
from mailguard.agents.imap.permission import PROVIDERS, Client, Provider
from mailguard.i18n import Complaint, mark

_TEXTS = ("name", "host", "user", "address", "security", "authority", "held", "report")
_OF_A_BOX = {*_TEXTS, "port", "folders", "look_back", "password_file", "oauth"}
_OF_OAUTH = {"provider", "client_id", "client_secret_file", "token_file", *(f.name for f in fields(Provider))}
_NUMBERS = {
    "pace": (5, 1_500),
    "poll": (1, 3_600),
    "jobs": (1, 64),
    "memory": (2, 3_650),
    "keep_days": (0, 3_650),
}
_KNOWN = {"guard", "warn", "tells_all", "defaults", "boxes", "most_mb", *_NUMBERS}


class BadSettings(Complaint):
    """The file can't be used; the message names the entry and what is expected there."""


@dataclass(frozen=True, slots=True)
class SignIn:
    provider: Provider
    client: Client
    file: Path


@dataclass(frozen=True, slots=True)
class Watched:
    """What the file says: boxes, how each is opened, how its first token is fetched."""

    settings: Settings
    secrets: dict[str, Secret]
    sign_ins: dict[str, SignIn]


def load(path: Path) -> Watched:
    """Read the file, or raise BadSettings; OSError where there is none."""
    data = toml_config.read(path, BadSettings)
    _only(data, _KNOWN, str(path))
    values: dict[str, Any] = {}
    for name, (least, most) in _NUMBERS.items():
        if name in data:
            values[name] = _number(data[name], f"{path}: {name}", least, most)
    if "most_mb" in data:
        values["most"] = int(_number(data["most_mb"], f"{path}: most_mb", 1, 200)) * 1_000_000
    if "guard" in data:
        values["guard"] = _text(data["guard"], f"{path}: guard")
    if "warn" in data:
        values["warn"] = _flags(data["warn"], f"{path}: warn")
    if "tells_all" in data:
        values["tells_all"] = _truth(data["tells_all"], f"{path}: tells_all")
    return _boxes(data, path, Settings(**values))


def _boxes(data: dict[str, Any], path: Path, settings: Settings) -> Watched:
    defaults = _table(data.get("defaults", {}), f"{path}: defaults")
    rows = data.get("boxes", [])
    if not isinstance(rows, list) or not rows:
        raise BadSettings(mark("{where}: name the mailboxes, each as a table, [[boxes]]"), where=path)
    boxes: dict[str, Box] = {}
    secrets, sign_ins = {}, {}
    for n, row in enumerate(rows, 1):
        where = f"{path}: boxes {n}"
        told = defaults | _table(row, where)
        _only(told, _OF_A_BOX, where)
        box = _box(told, where)
        if box.name in boxes:
            raise BadSettings(mark("{where}: the name “{name}” is taken already"), where=where, name=box.name)
        if twin := next((each for each in boxes.values() if each.is_of(box)), None):
            raise BadSettings(
                mark("{where}: this mailbox is “{name}” already; two watchers would double mail"),
                where=where,
                name=twin.name,
            )
        boxes[box.name] = box
        secrets[box.name], sign_in = _secret(told, box, path, where)
        if sign_in:
            sign_ins[box.name] = sign_in
    return Watched(replace(settings, boxes=tuple(boxes.values())), secrets, sign_ins)


def _box(row: dict[str, Any], where: str) -> Box:
    values: dict[str, Any] = {name: _text(row[name], f"{where}: {name}") for name in _TEXTS if name in row}
    address = values.get("address", "")
    values["user"] = values.get("user", "{address}").replace("{address}", address)
    values.setdefault("name", address or values["user"])
    for name in ("host", "user"):
        if not values.get(name):
            raise BadSettings(mark("{where}: {name} is missing"), where=where, name=name)
    if values.get("security", SECURITY[0]) not in SECURITY:
        raise BadSettings(
            mark("{where}: “{given}” is none; known are {known}"),
            where=f"{where}: security",
            given=values["security"],
            known=", ".join(SECURITY),
        )
    if "port" in row:
        values["port"] = int(_number(row["port"], f"{where}: port", 1, 65_535))
    if "look_back" in row:
        values["look_back"] = int(_number(row["look_back"], f"{where}: look_back", 0, 3_650))
    if "folders" in row:
        values["folders"] = _list(row["folders"], f"{where}: folders")
    return _with_folders(Box(**values), where)


def _with_folders(box: Box, where: str) -> Box:
    if not box.held:
        raise BadSettings(mark("{where}: {name} is missing"), where=where, name="held")
    if name := box.used_twice:
        raise BadSettings(
            mark(
                "{where}: the folder “{name}” is named for two things; held mail and reports need a folder"
                " each, other than the inbox and those that are watched"
            ),
            where=where,
            name=name,
        )
    return box


def _secret(row: dict[str, Any], box: Box, path: Path, where: str) -> tuple[Secret, SignIn | None]:
    """Relative paths begin where the file of settings lies; ``{address}`` and ``{name}`` stand for those."""
    if "oauth" in row:
        sign_in = _oauth(_table(row["oauth"], f"{where}: oauth"), box, path, f"{where}: oauth")
        return Secret(tokens=sign_in.file), sign_in
    if "password_file" not in row:
        raise BadSettings(mark("{where}: either password_file or [boxes.oauth] is needed"), where=where)
    return Secret(password=_path(row["password_file"], box, path, f"{where}: password_file")), None


def _oauth(row: dict[str, Any], box: Box, path: Path, where: str) -> SignIn:
    _only(row, _OF_OAUTH, where)
    name = _text(row.get("provider", ""), f"{where}: provider")
    if name and name not in PROVIDERS:
        raise BadSettings(
            mark("{where}: “{given}” is none; known are {known}"),
            where=f"{where}: provider",
            given=name,
            known=", ".join(sorted(PROVIDERS)),
        )
    own = {f.name: _text(row[f.name], f"{where}: {f.name}") for f in fields(Provider) if f.name in row}
    try:
        provider = replace(PROVIDERS[name], **own) if name else Provider(**own)
    except TypeError as error:
        raise BadSettings(mark("{where}: name the provider, or its token and scope"), where=where) from error
    for needed in ("client_id", "token_file"):
        if needed not in row:
            raise BadSettings(mark("{where}: {name} is missing"), where=where, name=needed)
    client = Client(_text(row["client_id"], f"{where}: client_id"), _client_secret(row, box, path, where))
    return SignIn(provider, client, _path(row["token_file"], box, path, f"{where}: token_file"))


def _client_secret(row: dict[str, Any], box: Box, path: Path, where: str) -> str:
    if "client_secret_file" not in row:
        return ""
    file = _path(row["client_secret_file"], box, path, f"{where}: client_secret_file")
    return file.read_text(encoding="utf-8").strip()


def _path(value: Any, box: Box, path: Path, where: str) -> Path:
    text = _text(value, where).replace("{address}", box.mailbox).replace("{name}", box.name)
    return path.parent / text


# --- Kinds of values -----------------------------------------------------------------------------------
def _only(row: dict[str, Any], known: set[str], where: str) -> None:
    if unknown := set(row) - known:
        raise BadSettings(
            mark("{where}: there is no entry “{name}”; known are {known}"),
            where=where,
            name=min(unknown),
            known=", ".join(sorted(known)),
        )


def _table(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadSettings(mark("{where}: a table is expected"), where=where)
    return value


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or any(not each.isprintable() for each in value):
        raise BadSettings(mark("{where}: a text in quotation marks is expected"), where=where)
    return value


def _list(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise BadSettings(mark('{where}: a list of texts is expected, such as ["one", "two"]'), where=where)
    return tuple(_text(each, where) for each in value)


def _flags(value: Any, where: str) -> tuple[str, ...]:
    """Flags and keywords that may be set (RFC 9051 2.3.2); the one of read mail is none of ours."""
    flags = _list(value, where) if value else ()
    for each in flags:
        word = each.removeprefix("\\")
        is_word = word and word.isascii() and not set(word) & set(' (){%*"\\]')
        if not is_word or each.lower() in {"\\seen", "\\deleted", "\\recent", "\\draft"}:
            raise BadSettings(mark("{where}: “{given}” isn't a flag for a warning"), where=where, given=each)
    return flags


def _truth(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise BadSettings(mark("{where}: true or false is expected"), where=where)
    return value


def _number(value: Any, where: str, least: float, most: float) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
    if not is_number:
        raise BadSettings(
            mark("{where}: a number from {least} to {most} is expected"), where=where, least=least, most=most
        )
    return int(value) if isinstance(value, int) else float(value)
