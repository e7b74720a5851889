"""Small files of the formats that only tests need, written byte by byte or with the standard library."""

import gzip
import hashlib
import hmac
import io
import struct
import tarfile
import zlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from mailguard.corpus.writers import formats

PAGE = b"<!doctype html><html><body><p>Hello</p></body></html>"


def tarred(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0)


def relations(*rows: tuple[str, str]) -> bytes:
    """External relationships as (type, target)."""
    start = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    lines = "".join(
        f'<Relationship Id="r{number}" Type="{start}{kind}" Target="{target}" TargetMode="External"/>'
        for number, (kind, target) in enumerate(rows)
    )
    return f"<Relationships>{lines}</Relationships>".encode()


def pdf(*objects: bytes, root: bytes = b"", page: bytes = b"", words: bytes = b"Hello") -> bytes:
    """One page; ``objects`` are numbered from 5, ``root`` and ``page`` add entries to those dictionaries."""
    content = b"BT /F1 12 Tf 50 800 Td (" + words.replace(b"\n", b") Tj 0 -14 Td (") + b") Tj ET"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R " + root + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 "
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> " + page + b" >>",
        b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
        *objects,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    )


def pdf_link(url: bytes) -> bytes:
    """An annotation that leads to ``url``."""
    return (
        b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 500 500] /A << /S /URI /URI ("
        + url
        + b") >> >>]"
    )


def pdf_of_pictures(*pictures: bytes) -> bytes:
    from PIL import Image

    first, *rest = [Image.open(io.BytesIO(each)) for each in pictures]
    out = io.BytesIO()
    first.save(out, "PDF", save_all=True, append_images=rest)
    return out.getvalue()


def package(name: str, data: bytes) -> bytes:
    """An Ole10Native stream (the Packager's layout)."""
    label, source = name.encode() + b"\x00", b"C:\\" + name.encode() + b"\x00"
    body = b"\x02\x00" + label + source + b"\x00\x00\x03\x00" + struct.pack("<I", len(source)) + source
    body += struct.pack("<I", len(data)) + data
    return struct.pack("<I", len(body)) + body


def notebook(name: str, data: bytes) -> bytes:
    """A OneNote section with one embedded file."""
    return (
        bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3")
        + b"\x00" * 1000
        + name.encode("utf-16-le")
        + b"\x00" * 40
        + bytes.fromhex("e716e3bd65261145a4c48d4d0b7a9eac")
        + struct.pack("<QIQ", len(data), 0, 0)
        + data
        + b"\x00" * 64
    )


def winmail(name: str, data: bytes) -> bytes:
    def attribute(level: int, kind: int, value: bytes) -> bytes:
        return struct.pack("<BII", level, kind, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)

    return (
        b"\x78\x9f\x3e\x22\x01\x00"
        + attribute(1, 0x0002800C, b"See https://evil.example/winmail now\x00")
        + attribute(2, 0x00069002, b"\x00" * 14)
        + attribute(2, 0x00018010, name[:8].encode() + b"\x00")
        + attribute(2, 0x0006800F, data)
        + attribute(2, 0x00069005, _properties(name))
    )


def _properties(name: str) -> bytes:
    wide = name.encode("utf-16-le") + b"\x00\x00"
    padded = wide + b"\x00" * (-len(wide) % 4)
    number = struct.pack("<HHI", 3, 0x3705, 1)
    return struct.pack("<I", 2) + number + struct.pack("<HHII", 0x1F, 0x3707, 1, len(wide)) + padded


def sevenzipped(files: dict[str, bytes], password: str | None = None) -> bytes:
    """A 7z archive."""
    import py7zr

    out = io.BytesIO()
    filters = [{"id": py7zr.FILTER_LZMA2, "dict_size": 1 << 16}]
    if password:
        filters.append({"id": py7zr.FILTER_CRYPTO_AES256_SHA256})
    with py7zr.SevenZipFile(out, "w", filters=filters, password=password) as archive:
        for name, data in files.items():
            archive.writestr(data, name)
    return out.getvalue()


def cabinet(name: str, data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b"CK" + packer.compress(data) + packer.flush()
    file = struct.pack("<IIHHHH", len(data), 0, 0, 0, 0, 0x20) + name.encode() + b"\x00"
    folder_at, files_at = 36, 44
    block_at = files_at + len(file)
    head = struct.pack(
        "<4sIIIIIBBHHHHH", b"MSCF", 0, block_at + 8 + len(block), 0, files_at, 0, 3, 1, 1, 1, 0, 0, 0
    )
    assert len(head) == folder_at
    return (
        head
        + struct.pack("<IHH", block_at, 1, 1)
        + file
        + struct.pack("<IHH", 0, len(block), len(data))
        + block
    )


def aes(password: bytes) -> bytes:
    """WinZip's AE-2 with AES-256, stored."""
    salt = bytes(range(16))
    made = hashlib.pbkdf2_hmac("sha1", password, salt, 1000, 66)
    plain = formats.PROGRAM
    n = -(-len(plain) // 16)
    counters = b"".join(k.to_bytes(16, "little") for k in range(1, n + 1))
    stream = Cipher(algorithms.AES(made[:32]), modes.ECB()).encryptor().update(counters)
    locked = bytes(a ^ b for a, b in zip(plain, stream, strict=False))
    body = salt + made[64:] + locked + hmac.new(made[32:64], locked, "sha1").digest()[:10]
    name, extra = b"setup.exe", struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, 0)
    values = (51, 1, 99, 0, 0, 0, len(body), len(plain), len(name), len(extra))
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", *values) + name + extra + body
    central = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 51, *values, 0, 0, 0, 0, 0) + name + extra
    return local + central + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)
