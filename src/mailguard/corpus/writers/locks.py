"""Locked zips with one program in them: the standard library reads the old cipher, and writes none."""

import struct
import zlib

from mailguard.corpus.writers import formats


def old(password: bytes, name: bytes = b"setup.exe", data: bytes = formats.PROGRAM) -> bytes:
    """The old cipher (APPNOTE 6.1), which the standard library reads but doesn't write."""
    table = []
    for n in range(256):
        value = n
        for _ in range(8):
            value = (value >> 1) ^ (0xEDB88320 if value & 1 else 0)
        table.append(value)
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte: int) -> None:
        keys[0] = (keys[0] >> 8) ^ table[(keys[0] ^ byte) & 0xFF]
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = (keys[2] >> 8) ^ table[(keys[2] ^ (keys[1] >> 24)) & 0xFF]

    for byte in password:
        update(byte)
    crc = zlib.crc32(data)
    out = bytearray()
    for byte in b"\x01" * 11 + bytes([crc >> 24]) + data:
        turn = keys[2] | 2
        out.append(byte ^ ((turn * (turn ^ 1)) >> 8 & 0xFF))
        update(byte)
    values = (20, 1, 0, 0, 0, crc, len(out), len(data), len(name), 0)
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", *values) + name + bytes(out)
    central = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, *values, 0, 0, 0, 0, 0) + name
    return local + central + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)
