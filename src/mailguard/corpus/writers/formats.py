"""Small files of many formats, written here byte by byte or with the standard library."""

import io
import struct
import zipfile
from typing import Any

import qrcode

PROGRAM = b"MZ" + b"\x90\x00" * 60 + b"PE\x00\x00" + b"\x00" * 200
_MOMENT = (2025, 1, 6, 9, 30, 0)  # files of the same bytes every time


def zipped(files: dict[str, bytes], **values: Any) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **values) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def document(kind: str = "word", pieces: dict[str, bytes] | None = None, text: str = "Hello") -> bytes:
    """An Office document of ``kind`` word, xl or ppt with more pieces."""
    main = {"word": "word/document.xml", "xl": "xl/workbook.xml", "ppt": "ppt/presentation.xml"}[kind]
    body = f"<w:document><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:document>".encode()
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return zipped({"[Content_Types].xml": types, main: body, **(pieces or {})})


def picture(text: str, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    qrcode.make(text, box_size=5).convert("RGB").save(out, form)
    return out.getvalue()


# --- Compound files ------------------------------------------------------------------------------
_SECTOR, _END, _FREE, _FAT = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """An MS-CFB file (version 3). Names are paths; small streams live in the mini stream, as they must."""
    entries = _tree(streams)
    empty: tuple[bytes, list[Any], bytes, list[Any]] = (b"", [], b"", [])
    body, chains, mini, mini_chains = empty

    def keep(data: bytes) -> int:
        nonlocal body
        at, n = len(chains), -(-len(data) // _SECTOR)
        chains.extend([*range(at + 1, at + n), _END])
        body += data.ljust(n * _SECTOR, b"\x00")
        return at

    for entry in entries[1:]:
        data = entry["data"]
        if len(data) >= 4096:
            entry["start"] = keep(data)
        elif data:
            at, n = len(mini_chains), -(-len(data) // 64)
            entry["start"] = at
            mini_chains += [*range(at + 1, at + n), _END]
            mini += data.ljust(n * 64, b"\x00")
    entries[0].update(start=keep(mini) if mini else _END, size=len(mini))
    mini_chains += [_FREE] * (-len(mini_chains) % 128)
    mini_at = keep(struct.pack(f"<{len(mini_chains)}I", *mini_chains)) if mini else _END
    n_directory = -(-len(entries) // 4)
    directory_at = keep(
        b"".join(_entry(each, entries) for each in entries).ljust(n_directory * _SECTOR, b"\x00")
    )
    n_fat = 1
    while len(chains) + n_fat > n_fat * 128:
        n_fat += 1
    at = len(chains)
    fat = chains + [_FAT] * n_fat
    fat += [_FREE] * (n_fat * 128 - len(fat))
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, n_fat, directory_at, 0, 4096, mini_at, len(mini_chains) // 128, _END, 0,
    )  # fmt: skip
    places = struct.pack("<109I", *range(at, at + n_fat), *[_FREE] * (109 - n_fat))
    return head + places + body + struct.pack(f"<{len(fat)}I", *fat)


def _tree(streams: dict[str, bytes]) -> list[dict[str, Any]]:
    """Directory entries: the root, storages and streams."""
    entries: list[dict[str, Any]] = [{"name": "Root Entry", "kind": 5, "children": [], "data": b""}]
    index = {"": 0}
    for path, data in streams.items():
        above = ""
        for step in path.split("/"):
            here = f"{above}/{step}" if above else step
            if here not in index:
                index[here] = len(entries)
                entries.append({"name": step, "kind": 1, "children": [], "data": b""})
                entries[index[above]]["children"].append(index[here])
            above = here
        entries[index[path]].update(kind=2, data=data, size=len(data))
    return entries


def _entry(entry: dict[str, Any], entries: list[dict[str, Any]]) -> bytes:
    """A directory entry; siblings hang in a list to the right, ordered as MS-CFB 2.6.4 asks."""
    name = entry["name"].encode("utf-16-le")
    order = sorted(entry["children"], key=lambda n: (len(entries[n]["name"]), entries[n]["name"].upper()))
    for this, following in zip(order, [*order, _FREE][1:], strict=True):
        entries[this]["right"] = following
    child = order[0] if order else _FREE
    return struct.pack(
        "<64sHBBIII16xI16xIQ",
        name, len(name) + 2, entry["kind"], 1, _FREE, entry.get("right", _FREE), child, 0,
        entry.get("start", _END if entry["kind"] == 5 else 0), entry.get("size", 0),
    )  # fmt: skip


def macro_project(source: str) -> bytes:
    """A vbaProject.bin with one module (MS-OVBA), enough for a reader of its source."""
    module = _compressed(source.encode("cp1252"))
    streams = {"PROJECT": b"Module=ThisDocument", "VBA/_VBA_PROJECT": b"\xcc\x61\xff\xff\x00\x00\x00"}
    return compound(streams | {"VBA/dir": _compressed(_directory()), "VBA/ThisDocument": module})


def _directory() -> bytes:
    """MS-OVBA 2.3.4.2: the records of a project with one module."""
    name, wide = b"ThisDocument", "ThisDocument".encode("utf-16-le")

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HI", kind, len(data)) + data

    return b"".join(
        [
            record(0x01, struct.pack("<I", 1)),
            record(0x02, struct.pack("<I", 0x409)),
            record(0x14, struct.pack("<I", 0x409)),
            record(0x03, struct.pack("<H", 1252)),
            record(0x04, b"Project"),
            record(0x05, b"") + record(0x40, b""),
            record(0x06, b"") + record(0x3D, b""),
            record(0x07, struct.pack("<I", 0)),
            record(0x08, struct.pack("<I", 0)),
            struct.pack("<HIIH", 0x09, 4, 1, 1),
            record(0x0C, b"") + record(0x3C, b""),
            record(0x0F, struct.pack("<H", 1)),
            record(0x13, struct.pack("<H", 0xFFFF)),
            record(0x19, name) + record(0x47, wide),
            record(0x1A, name) + record(0x32, wide),
            record(0x1C, b"") + record(0x48, b""),
            record(0x31, struct.pack("<I", 0)),
            record(0x1E, struct.pack("<I", 0)),
            record(0x2C, struct.pack("<H", 0xFFFF)),
            record(0x22, b""),
            record(0x2B, b""),
            record(0x10, b""),
        ]
    )


def _compressed(data: bytes) -> bytes:
    """MS-OVBA 2.4.1 with literals only, in chunks of 4,096 bytes."""
    out = b"\x01"
    for at in range(0, len(data), 3_600):
        piece = data[at : at + 3_600]
        tokens = b"".join(b"\x00" + piece[n : n + 8] for n in range(0, len(piece), 8))
        out += struct.pack("<H", (len(tokens) + 2 - 3) | 0x3000 | 0x8000) + tokens
    return out


# --- Others --------------------------------------------------------------------------------------
def shortcut(path: str, arguments: str) -> bytes:
    """A Windows shortcut (MS-SHLLINK) with a relative path and arguments."""
    head = struct.pack(
        "<I16sII", 0x4C, bytes.fromhex("0114020000000000c000000000000046"), 0x08 | 0x20 | 0x80, 0x20
    )
    head = head.ljust(60, b"\x00") + struct.pack("<I", 1) + b"\x00" * 12
    texts = b"".join(struct.pack("<H", len(text)) + text.encode("utf-16-le") for text in (path, arguments))
    return head + texts + b"\x00\x00\x00\x00"


_DAY = bytes([125, 1, 6, 9, 30, 0, 0])


def disk(files: dict[str, bytes]) -> bytes:
    """An ISO 9660 image with Joliet names."""
    import pycdlib

    image = pycdlib.PyCdlib()
    image.new(joliet=3)
    for number, (name, data) in enumerate(files.items()):
        image.add_fp(io.BytesIO(data), len(data), f"/F{number}.BIN;1", joliet_path=f"/{name}")
    out = io.BytesIO()
    image.write_fp(out)
    image.close()
    return _undated(bytearray(out.getvalue()))


def _undated(image: bytearray) -> bytes:
    """Put the same dates into volume descriptors and directories (ECMA-119 8.4 and 9.1)."""
    for at in range(16 * 2_048, len(image), 2_048):
        kind = image[at]
        if kind == 255 or image[at + 1 : at + 6] != b"CD001":
            break
        if kind in (1, 2):
            image[at + 813 : at + 881] = b"2025010609300000\x00" * 4
            image[at + 174 : at + 181] = _DAY
            start, size = (
                struct.unpack_from("<I", image, at + 158)[0],
                struct.unpack_from("<I", image, at + 166)[0],
            )
            place, end = start * 2_048, start * 2_048 + size
            while place < end and image[place]:
                image[place + 18 : place + 25] = _DAY
                place += image[place]
    return bytes(image)
