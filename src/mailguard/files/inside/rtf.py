"""Rich text (RTF 1.9.1): objects in it, and templates that load from elsewhere."""

import re

from oletools import rtfobj

from mailguard.files import bounds
from mailguard.files.finding import Case, Finding, Member
from mailguard.files.formats import links_in
from mailguard.files.inside import packages

_TEMPLATE = re.compile(rb"\\\*?\\?template\s+([^}]{3,600})", re.IGNORECASE)
_UNICODE = re.compile(rb"\\u(-?\d{1,6})\s?\??")
_DDE = re.compile(rb"\bDDE(?:AUTO)?\s+([^{}]{3,160})")
_LINK = re.compile(rb"HYPERLINK\s+\"([^\"]{4,1000})\"")
_MOST_OBJECTS = 30
_EQUATION = re.compile(rb"equation\.[23]", re.IGNORECASE)


def read(data: bytes, case: Case) -> Finding:
    found = Finding()
    data = data[:12_000_000]
    for match in list(_TEMPLATE.finditer(data))[:5]:
        target = _UNICODE.sub(lambda code: bytes([int(code[1]) % 256]), match[1]).decode("cp1252", "replace")
        if re.match(r"(?i)https?:|\\\\|ftp:|file:|//", target.strip()):
            found.note("remote_template", target)
            found.link(target)
    if b"\\objupdate" in data:
        found.note("objupdate")
    for match in list(_DDE.finditer(data))[:5]:
        found.note("dde", match[1].decode("cp1252", "replace"))
    for match in list(_LINK.finditer(data))[:50]:
        found.link(match[1].decode("cp1252", "replace"))
    parser = rtfobj.RtfObjParser(data)
    parser.parse()
    for each in parser.objects[:_MOST_OBJECTS]:
        _object(each, found)
    plain = re.sub(rb"\\'..|\\[a-z]+-?\d* ?|[{}]", b" ", data[:200_000]).decode("cp1252", "replace")
    for url in links_in.urls(plain, 30):
        found.link(url)
    found.say(plain)
    return found


def _object(each: rtfobj.RtfObject, found: Finding) -> None:
    raw = each.rawdata or b""
    name = (each.class_name or b"").decode("cp1252", "replace") if each.is_ole else ""
    if _EQUATION.search(raw[:400]) or "equation" in name.lower() or "0002CE02" in str(each.clsid).upper():
        found.note("equation")
    if each.is_package:
        found.note("ole_package", str(each.filename or ""))
        found.members.append(
            Member(str(each.filename or "package"), (each.olepkgdata or b"")[: bounds.MOST_READ])
        )
        return
    if not each.is_ole and not raw:
        return
    found.note("ole_object", name or "without a class")
    content = (each.oledata or b"")[: bounds.MOST_READ]
    if content.startswith((b"\xd0\xcf\x11\xe0", b"PK", b"MZ")):
        found.members.append(Member("object", content, is_part=content.startswith(b"\xd0\xcf")))
    elif content and name.lower().startswith("package"):
        packages.note(content, found)
