"""Disk images with the file systems of compact discs (ECMA-119, Joliet, Rock Ridge, UDF)."""

import io
from typing import Any

import pycdlib
from pycdlib.pycdlibexception import PyCdlibException

from mailguard.files import bounds, names, reasons
from mailguard.files.finding import Case, Finding, Member


def read(data: bytes, case: Case) -> Finding:
    found, image = Finding(), pycdlib.PyCdlib()
    try:
        image.open_fp(io.BytesIO(data))
    except (PyCdlibException, ValueError, IndexError) as error:
        found.note("unread", reasons.why(error))
        return found
    kind = _view(image)
    paths: list[str] = []
    for folder, _folders, files in image.walk(**{kind: "/"}):
        paths += [f"{folder.rstrip('/')}/{name}" for name in files]
        if len(paths) > bounds.MOST_NAMES:
            break
    paths.sort(key=lambda path: names.urgency(path.partition(";")[0]))
    for path in paths[: bounds.MOST_MEMBERS]:
        found.members.append(_member(image, kind, path, found))
    found.leave(paths[bounds.MOST_MEMBERS :], len(paths))
    return found


def _view(image: Any) -> str:
    """The names that people see: Joliet's or UDF's before the short ones."""
    if image.has_joliet():
        return "joliet_path"
    if image.has_udf():
        return "udf_path"
    return "rr_path" if image.has_rock_ridge() else "iso_path"


def _member(image: Any, kind: str, path: str, found: Finding) -> Member:
    name = path.rpartition(";")[0] if path.endswith((";1", ";2")) else path
    try:
        with image.open_file_from_iso(**{kind: path}) as file:
            content = file.read(bounds.MOST_READ)
    except (PyCdlibException, OSError, ValueError) as error:
        found.note("unread", f"{name}: {reasons.why(error)}")
        return Member(name)
    return Member(name, content)
