"""What a file's name says, and the tricks that names play."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from mailguard.facts import Trait
from mailguard.files.traits import trait
from mailguard.text import invisible

EXECUTABLE = frozenset(
    "exe scr com pif cpl dll sys drv ocx msi msp msix msixbundle appx appxbundle appinstaller apk ipa deb "
    "rpm jar jnlp class xll wll gadget application pkg command elf run app ax efi mui".split()
)
SCRIPT = frozenset(
    "js jse mjs vbs vbe vb wsf wsc wsh sct ws hta ps1 ps1xml ps2 psc1 psm1 psd1 bat cmd reg inf msc chm hlp "
    "au3 ahk scpt applescript workflow mam ade adp mde msh".split()
)
# Run only where somebody starts them on purpose, and sent among developers every day.
CODE = frozenset("py pyw sh bash zsh pl rb php lua".split())
SHORTCUT = frozenset(
    "lnk url website webloc desktop scf library-ms search-ms searchconnector-ms settingcontent-ms theme "
    "themepack deskthemepack appref-ms diagcab contact rdp ica".split()
)
DISK = frozenset("iso img vhd vhdx dmg udf vmdk wim cue".split())
OFFICE = frozenset(
    "doc docx docm dot dotx dotm xls xlsx xlsm xlsb xlt xltx xltm xlam xla ppt pptx pptm pps ppsx ppsm pot "
    "potx potm ppam rtf odt ods odp csv pub vsd vsdx".split()
)
MACRO = frozenset("docm dotm xlsm xlsb xltm xlam xla pptm potm ppam ppsm".split())
_MAY_RUN = MACRO | frozenset(
    "doc xls ppt dot xlt pot pps rtf one slk html htm xhtml shtml mht svg eml msg xml zip rar 7z gz tgz bz2 "
    "xz tar cab ace".split()
)
_SHOWS = frozenset(
    "png jpg jpeg gif bmp webp tif tiff heic txt css md mp3 mp4 m4a mov avi wav ogg webm pdf".split()
)
_DOCUMENT = OFFICE | frozenset(
    "pdf txt jpg jpeg png gif bmp webp tif tiff mp3 mp4 avi wav htm html xml zip rar eml msg ics heic".split()
)
_DANGEROUS = EXECUTABLE | SCRIPT | SHORTCUT | DISK
# Kinds that never hide behind another ending by accident.
_RUNS = frozenset("pe elf macho lnk msi apk jar chm hta wsf iso udf vhd vhdx dmg img onenote class".split())
_SITES = frozenset({"com", "app", "run"})  # of hosts, too, which stand in titles
_TURN = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_PAD = re.compile(r"(?:\s|[\u00a0\u2000-\u200b\u2800\u3000_.]){8,}\.?\w{2,5}\s*$")
_STREAM = re.compile(r":[^:]*:\$\w+\s*\Z")  # of NTFS: the file without it is opened
_DROPPED = " .\u00a0\"'`<>|?*:;/\\"  # at the end of a name
_SLASH = re.compile(r"[\\/]")
_LONGEST = 255  # characters, beyond which programs cut
_MOST_OTHERS = 4
_EXPECTED = {
    "pdf": frozenset({"pdf"}),
    "txt": frozenset({"text", "html", "xml", "eml", "pgp", "script", "url", "mht", "ics", "vcf", "unknown"}),
    "jpg": frozenset({"picture"}),
    "jpeg": frozenset({"picture"}),
    "png": frozenset({"picture"}),
    "gif": frozenset({"picture"}),
    "docx": frozenset({"docx", "docm", "ooxml", "locked", "doc", "rtf", "odf"}),
    "xlsx": frozenset({"xlsx", "xlsm", "ooxml", "locked", "xls", "text", "odf", "html"}),
    "pptx": frozenset({"pptx", "pptm", "ooxml", "locked", "ppt", "odf"}),
    "zip": frozenset(
        "zip docx xlsx pptx ooxml odf jar epub apk msix 7z rar gz bz2 xz tar zst cab ace".split()
    ),
    "csv": frozenset({"text", "xlsx", "xls"}),
    "ics": frozenset({"ics", "text"}),
    "vcf": frozenset({"vcf", "text"}),
}
_CONFUSABLE = frozenset({"CYRILLIC", "GREEK", "CHEROKEE", "ARMENIAN", "FULLWIDTH", "MATHEMATICAL"})
_PICTURES = frozenset({"png", "jpeg", "gif", "bmp", "webp", "tiff", "ico", "svg"})


def extension(name: str) -> str:
    """The last ending in lower case, as it is when the file has reached a disk."""
    return _ending(_on_disk(name))


def _ending(name: str) -> str:
    _stem, dot, end = name.rpartition(".")
    return end.strip() if dot and len(end) <= 20 and "/" not in end else ""


def _on_disk(name: str) -> str:
    """In lower case, letters and dots in their plain form, without what Windows and mail programs drop."""
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name).replace("\u3002", ".")
    name = invisible.out_of_file_name(name).lower()
    return _STREAM.sub("", name).rstrip(_DROPPED)


def urgency(name: str) -> int:
    """0 for what runs, 1 for what may hold something that does, 2 for others, 3 for what only shows."""
    end = extension(name)
    if end in _DANGEROUS or end in MACRO:
        return 0
    return 1 if end in _MAY_RUN else 3 if end in _SHOWS else 2


def harmful(given: Iterable[str], chosen: str) -> list[str]:
    """Of the names that headers give to a file, one for each ending that may run, besides ``chosen``'s."""
    found: dict[str, str] = {extension(opened(chosen)): chosen}
    for name in sorted(map(opened, given), key=urgency):
        if urgency(name) < 2 and len(found) <= _MOST_OTHERS:
            found.setdefault(extension(name), name)
    return list(found.values())[1:]


def opened(name: str) -> str:
    """The name under which some program opens the file to most harm: whole, or cut as programs cut it."""
    ways = (name, name.partition("\0")[0], name.partition(":")[0], name[:_LONGEST])
    worst = min(ways, key=lambda way: 9 if extension(way) in _SITES and way != name else urgency(way))
    return worst if urgency(worst) < 2 else name


def in_folder(path: str) -> str:
    """The last name of a path in an archive, cut where that does harm."""
    name = _SLASH.split(path.rstrip("\\/"))[-1]
    return opened(name) if len(name) > _LONGEST else name


def tricks(name: str, kind: str) -> Iterator[Trait]:
    on_disk = _on_disk(opened(name))
    end = _ending(on_disk)
    if _TURN.search(name) and not _is_right_to_left(name):
        yield trait("right_to_left", repr(name)[1:-1])
    if _PAD.search(name) and end:
        yield trait("padded_name", f".{end}")
    if end in _DANGEROUS - _SITES and _ending(name.rstrip(" .\u00a0").lower()) != end:
        yield trait("hidden_ending", f".{end}")
    first = extension(on_disk[: -len(end) - 1]) if end else ""
    if end in _DANGEROUS | {"html", "htm", "shtml", "xhtml", "svg"} and first in _DOCUMENT - {
        "zip",
        "xml",
        end,
    }:
        yield trait("double_extension", f".{first}.{end}")
    if _mixes_alphabets(name):
        yield trait("homoglyph_name", name)
    if end and _is_other(end, kind):
        yield trait("mismatch", f".{end} is {kind}")


def _is_right_to_left(name: str) -> bool:
    """Marks of direction belong into names in Hebrew and Arabic, but overrides don't."""
    if "\u202e" in name or "\u202d" in name:
        return False
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in name)


def _is_other(end: str, kind: str) -> bool:
    if kind in {"empty", "unknown"}:
        return False
    if kind in _RUNS:
        return end in _DOCUMENT or (end in {"dat", "bin", "log", "csv"} and kind == "lnk")
    expected = _EXPECTED.get(end)
    if expected is None:
        return False
    return kind not in expected and not ("picture" in expected and (kind in _PICTURES or kind == "video"))


def _mixes_alphabets(name: str) -> bool:
    if name.isascii():
        return False
    for word in re.findall(r"[^\W\d_]+", name):
        others = {unicodedata.name(each, "").partition(" ")[0] for each in word if not each.isascii()}
        # Accents beside them come from names in a wrong code page.
        if others and others <= _CONFUSABLE and any(each.isascii() for each in word):
            return True
    return False
