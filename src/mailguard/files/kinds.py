"""What a file truly is, by its first bytes and its structure. Names play no part here."""

import re
import struct

# Bytes at an offset. Sources: the formats' own specifications; APPNOTE 4.3 (zip), MS-CFB 2.2, MS-SHLLINK
# 2.1, MS-ONESTORE 2.3.1, ECMA-119 8.1 (ISO 9660), PNG 5.2.
_MAGIC = (
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"GIF8", "gif"),
    (0, b"II*\x00", "tiff"),
    (0, b"MM\x00*", "tiff"),
    (0, b"\x00\x00\x01\x00", "ico"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"\x1f\x8b", "gz"),
    (0, b"BZh", "bz2"),
    (0, b"\xfd7zXZ\x00", "xz"),
    (0, b"\x28\xb5\x2f\xfd", "zst"),
    (0, b"\x1f\x9d", "z"),
    (0, b"MSCF", "cab"),
    (7, b"**ACE**", "ace"),
    (0, b"\x60\xea", "arj"),
    (2, b"-lh", "lzh"),
    (257, b"ustar", "tar"),
    (0, b"\x7fELF", "elf"),
    (0, b"\xfe\xed\xfa\xce", "macho"),
    (0, b"\xfe\xed\xfa\xcf", "macho"),
    (0, b"\xce\xfa\xed\xfe", "macho"),
    (0, b"\xcf\xfa\xed\xfe", "macho"),
    (0, b"L\x00\x00\x00\x01\x14\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00F", "lnk"),
    (0, b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3", "onenote"),
    (0, b"ITSF", "chm"),
    (0, b"vhdxfile", "vhdx"),
    (0, b"conectix", "vhd"),
    (0x8001, b"CD001", "iso"),
    (0x8001, b"BEA01", "udf"),
    (0, b"\x78\x9f\x3e\x22", "tnef"),
    (0, b"\x76\xe8\x04\x60", "rpmsg"),
    (0, b"SQLite format 3\x00", "sqlite"),
    (0, b"\x00\x01\x00\x00Standard", "access"),
    (0, b"OggS", "audio"),
    (0, b"ID3", "audio"),
    (0, b"fLaC", "audio"),
    (4, b"ftyp", "video"),
    (0, b"\x1aE\xdf\xa3", "video"),
    (0, b"-----BEGIN PGP", "pgp"),
    (0, b"wOF", "font"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MSI = b"\x84\x10\x0c\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00F"  # CLSID of the root storage
_STREAMS = tuple(
    (name.encode("utf-16-le"), kind)
    for name, kind in (
        ("__properties_version1.0", "msg"),
        ("EncryptedPackage", "locked"),
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("PowerPoint Document", "ppt"),
    )
)
_ZIPPED = (
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"ppt/", "pptx"),
    (b"AppxManifest.xml", "msix"),
    (b"[Content_Types].xml", "ooxml"),
    (b"AndroidManifest.xml", "apk"),
    (b"META-INF/MANIFEST.MF", "jar"),
)
_PAGE = re.compile(
    r"<(?:!doctype html|html|head|body|script|form|iframe|meta|title|table|div|style|p|a|img|br)[\s>/]"
)
_HEADER = re.compile(
    r"^(?:received|return-path|from|to|subject|date|mime-version|message-id|delivered-to|content-type"
    r"|dkim-signature|arc-seal|authentication-results|reply-to):",
    re.IGNORECASE | re.MULTILINE,
)


def looks(data: bytes) -> str:
    """The kind of ``data``: a short lower-case word such as pdf, docx, pe, html, text; "empty", "unknown"."""
    if not data:
        return "empty"
    for at, magic, kind in _MAGIC:
        if data.startswith(magic, at):
            return kind
    return _structured(data) or _textual(data)


def _structured(data: bytes) -> str:
    head = data[:4]
    if head[:2] == b"PK" and head[2:] in {b"\x03\x04", b"\x05\x06", b"\x07\x08"}:
        return _zipped(data)
    if data.startswith(_OLE):
        return _compound(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head[:2] == b"MZ":
        return "pe" if len(data) > 64 else "unknown"
    if head[:2] == b"BM" and len(data) > 26 and struct.unpack_from("<I", data, 14)[0] in {12, 40, 108, 124}:
        return "bmp"
    if head == b"\xca\xfe\xba\xbe" and len(data) >= 8:
        return "macho" if struct.unpack_from(">I", data, 4)[0] < 40 else "class"
    if head == b"RIFF":
        return "webp" if data[8:12] == b"WEBP" else "audio" if data[8:12] == b"WAVE" else "video"
    if head[:1] == b"0" and b"\x2a\x86\x48\x86\xf7\x0d\x01\x07" in data[:40]:
        return "pkcs7"
    return _disk(data)


def _disk(data: bytes) -> str:
    tail = data[-512:]
    if len(tail) == 512 and tail.startswith(b"koly"):
        return "dmg"
    if len(tail) >= 511 and data[-512:-504] == b"conectix":
        return "vhd"
    is_boot = len(data) > 4096 and data[510:512] == b"\x55\xaa"
    if is_boot and (data[54:57] == b"FAT" or data[82:87] == b"FAT32" or data[3:7] == b"NTFS"):
        return "img"
    return "tar" if is_tar(data) else ""


def is_tar(data: bytes) -> bool:
    """By its mark, or in the old form without one by the checksum of its first header (octal, at 148)."""
    if data.startswith(b"ustar", 257):
        return True
    told = data[148:156].strip(b" \0")
    if len(data) < 512 or not data[0] or not re.fullmatch(rb"[0-7]{1,7}", told):
        return False
    return int(told, 8) == sum(data[:148]) + 8 * 32 + sum(data[156:512])


def _zipped(data: bytes) -> str:
    """What a zip is, by the names in its own directory (not those of zips stored within it)."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if end < 0 or len(data) < end + 22:
        return "zip"
    if data[30:38] == b"mimetype":
        return "odf" if b"opendocument" in data[38:120] else "epub" if b"epub" in data[38:80] else "zip"
    size, at = struct.unpack_from("<II", data, end + 12)
    names = data[max(0, end - size) : end][:500_000] if size else b""
    if not at and b"PK\x01\x02" not in names:
        return "zip"
    if b"[Content_Types].xml" not in names and b"META-INF/" not in names and b".xml" not in names:
        return "zip"
    is_office = b"[Content_Types].xml" in names
    for name, kind in _ZIPPED:
        if name in names and (is_office or kind in {"apk", "jar", "msix"}):
            return kind
    return "zip"


def _compound(data: bytes) -> str:
    """The kind of a compound file, by the names of its streams (MS-CFB 2.6.1: UTF-16)."""
    if _MSI in data[:200_000]:
        return "msi"
    return next((kind for name, kind in _STREAMS if name in data), "ole")


def decode(data: bytes) -> str:
    """Bytes as text, by their mark of order or as UTF-8, else as Windows-1252. Never raises."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _textual(data: bytes) -> str:
    has_mark = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not has_mark and b"\x00" in data[:4096]:
        return "unknown"
    if sum(byte < 9 or 13 < byte < 27 for byte in data[:512]) > 8 and not has_mark:
        return "unknown"
    text = decode(data[:8192]).lstrip("\ufeff \t\r\n\x00")
    low = text[:4096].lower()
    return _marked_up(low) if low.startswith("<") else _plain(low, text)


def _marked_up(low: str) -> str:
    if "<?mso-application" in low or "<w:worddocument" in low or "pkg:package" in low:
        return "wordml"
    if "<hta:application" in low:
        return "hta"
    svg, page = low.find("<svg"), _PAGE.search(low)
    if svg >= 0 and (page is None or svg < page.start()):
        return "svg"
    for mark, kind in (
        ("<librarydescription", "library"),
        ("<persistedquery", "search"),
        ("<searchconnectordescription", "search"),
        ("<pcsettings", "settings"),
        ("<job", "wsf"),
        ("<package>", "wsf"),
        ("<scriptlet", "wsf"),
    ):
        if mark in low:
            return kind
    if page is not None:
        return "html"
    return "xml" if low.startswith("<?xml") else "text"


def _plain(low: str, text: str) -> str:
    for start, kind in (
        ("{\\rt", "rtf"),
        ("begin:vcalendar", "ics"),
        ("begin:vcard", "vcf"),
        ("[internetshortcut", "url"),
        ("[desktop entry", "desktop"),
        ("[theme]", "theme"),
        ("#!", "script"),
        ("id;p", "slk"),
    ):
        if low.startswith(start):
            return kind
    head = text.partition("\n\n")[0] if "\n\n" in text else text.partition("\r\n\r\n")[0]
    headers = {found.lower() for found in _HEADER.findall(head)}
    if "mime-version:" in headers and "multipart/related" in low and "message-id:" not in headers:
        return "mht"
    if len(headers) >= 3 and _HEADER.match(text):
        return "eml"
    return "html" if _PAGE.search(low) and "</" in low else "text"
