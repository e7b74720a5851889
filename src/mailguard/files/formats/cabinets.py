"""Microsoft cabinets (MS-CAB 2): the names in them, and files kept without compression or deflated."""

import struct
import zlib

from mailguard.files import bounds, names
from mailguard.files.finding import Case, Finding, Member

_FOLDER, _FILE = 8, 16


def read(data: bytes, case: Case) -> Finding:
    """Members; without bytes where they are packed by a method that we don't know (LZX, Quantum)."""
    found = Finding()
    try:
        folders, files = _directory(data)
        contents = [_unpacked(data, *folder) for folder in folders[:8]]
    except (struct.error, IndexError):
        found.note("unread", "its directory is broken")
        return found
    files.sort(key=lambda file: names.urgency(file[3]))
    found.leave((name for *_, name in files[bounds.MOST_MEMBERS :]), len(files))
    for size, at, folder, name in files[: bounds.MOST_MEMBERS]:
        content = contents[folder] if folder < len(contents) else None
        piece = None if content is None else content[at : at + min(size, bounds.MOST_READ)]
        found.members.append(Member(name, piece, size=size))
    if any(member.data is None for member in found.members):
        found.note("partial", "names only")
    return found


def _directory(data: bytes) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int, str]]]:
    """Folders as (offset of data, blocks, method) and files as (size, offset, folder, name)."""
    at_files, n_folders, n_files, flags = struct.unpack_from("<I", data, 16) + struct.unpack_from(
        "<HHH", data, 26
    )
    at, extra_folder, extra_block = 36, 0, 0
    if flags & 4:
        n_head, extra_folder, extra_block = struct.unpack_from("<HBB", data, 36)
        at += 4 + n_head
    for _ in range(2 * bool(flags & 1) + 2 * bool(flags & 2)):
        at = data.index(b"\x00", at) + 1 if b"\x00" in data[at : at + 256] else at
    folders = []
    for number in range(min(n_folders, 100)):
        start, n_blocks, method = struct.unpack_from("<IHH", data, at + number * (_FOLDER + extra_folder))
        folders.append((start, n_blocks, method | extra_block << 16))
    files, at = [], at_files
    for _ in range(min(n_files, bounds.MOST_NAMES)):
        size, start, folder = struct.unpack_from("<IIH", data, at)
        end = data.find(b"\x00", at + _FILE, at + _FILE + 260)
        if end < 0:
            raise IndexError("a name has no end")
        files.append((size, start, folder, data[at + _FILE : end].decode("utf-8", "replace")))
        at = end + 1
    return folders, files


def _unpacked(data: bytes, at: int, n_blocks: int, method: int) -> bytes | None:
    """A folder's bytes: stored (0) or MSZIP (1), each block deflated with the one before as dictionary."""
    kind, extra = method & 0xF, method >> 16
    if kind > 1:
        return None
    whole = bytearray()
    for _ in range(n_blocks):
        n_packed, _size = struct.unpack_from("<HH", data, at + 4)
        block = data[at + 8 + extra : at + 8 + extra + n_packed]
        at += 8 + extra + n_packed
        if kind:
            try:
                unpacker = zlib.decompressobj(-15, zdict=bytes(whole[-32_768:]))
                block = unpacker.decompress(block[2:], 40_000)
            except zlib.error:
                break
        whole += block
        if len(whole) > bounds.MOST_READ:
            break
    return bytes(whole)
