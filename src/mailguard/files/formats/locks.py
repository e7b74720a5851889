"""Zip members locked with AES (WinZip AE-1 and AE-2): the standard library knows only the old cipher."""

import hashlib
import struct
import zipfile
import zlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_FIELD = 0x9901
_SALTS = {1: 8, 2: 12, 3: 16}  # bytes of salt, by the strength in the extra field; keys are twice as long


def _strength(entry: zipfile.ZipInfo) -> tuple[int, int]:
    """Strength and true compression method, or ValueError where the extra field is broken."""
    extra = entry.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == _FIELD and size >= 7 and len(extra) >= 11:
            strength, method = extra[8], struct.unpack_from("<H", extra, 9)[0]
            if strength in _SALTS:
                return strength, method
        extra = extra[4 + size :]
    raise ValueError("its lock is of an unknown kind")


def _locked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The member as it lies in the archive: salt, check, cipher text, authentication code."""
    file = archive.fp
    if file is None:
        raise ValueError("the archive is closed")
    file.seek(entry.header_offset)
    head = file.read(30)
    if len(head) < 30 or not head.startswith(b"PK\x03\x04"):
        raise ValueError("its head is broken")
    n_name, n_extra = struct.unpack_from("<HH", head, 26)
    file.seek(entry.header_offset + 30 + n_name + n_extra)
    return file.read(min(entry.compress_size, 30_000_000))


def _keys(strength: int, password: bytes, data: bytes) -> tuple[bytes, bool]:
    """The cipher key, and whether the check bytes agree with the password."""
    n_salt, n_key = _SALTS[strength], 2 * _SALTS[strength]
    made = hashlib.pbkdf2_hmac("sha1", password, data[:n_salt], 1_000, 2 * n_key + 2)
    return made[:n_key], made[-2:] == data[n_salt : n_salt + 2]


def is_right(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, password: bytes) -> bool:
    """Whether the password opens the member; by two check bytes, so it errs one time in 65,536."""
    strength, _ = _strength(entry)
    return _keys(strength, password, _locked(archive, entry))[1]


def open_aes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, password: bytes, most: int) -> bytes:
    """At most ``most`` bytes of the member; ValueError where the password is wrong or the data broken."""
    strength, method = _strength(entry)
    data = _locked(archive, entry)
    key, is_right = _keys(strength, password, data)
    if not is_right:
        raise ValueError("the password is wrong")
    locked = data[_SALTS[strength] + 2 : -10][: most + 1_000]
    plain = _counted(key, locked)
    if method == zipfile.ZIP_DEFLATED:
        return zlib.decompressobj(-15).decompress(plain, most)
    if method == zipfile.ZIP_STORED:
        return plain[:most]
    raise ValueError("it is packed by an unknown method")


def _counted(key: bytes, locked: bytes) -> bytes:
    """Counter mode with a counter that starts at 1 and has its lowest byte first, unlike others."""
    n_blocks = (len(locked) + 15) // 16
    counters = b"".join(number.to_bytes(16, "little") for number in range(1, n_blocks + 1))
    # ECB on counters *is* counter mode; the library's own has the other byte order.
    cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305
    stream = cipher.update(counters)[: len(locked)]
    size = len(locked)
    return (int.from_bytes(locked, "big") ^ int.from_bytes(stream, "big")).to_bytes(size, "big")
