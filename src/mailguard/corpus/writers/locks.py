"""Locked zips with one program in them: the standard library reads the old cipher, and writes none."""

import hashlib
import hmac
import struct
import zlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

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
