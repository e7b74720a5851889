"""Attachments of whole messages, through the front door."""

import base64

from mailguard.gather import gather
from tests.cast.mailguard.detectors.files import CODE
from tests.cast.mailguard.maker import fires

HEAD = (
    b"From: Mallory <mallory@evil.example>\r\nTo: bob@example.org\r\nSubject: Hello\r\nMIME-Version: 1.0\r\n"
)


def test_a_code_in_a_picture_within_the_body_is_found():
    page = b'<p>Scan me</p><img src="data:image/png;base64,' + base64.b64encode(CODE) + b'">'
    facts = gather(HEAD.replace(b"evil", b"other") + b"Content-Type: text/html\r\n\r\n" + page)
    assert facts.files[0].is_inline
    assert facts.files[0].path == "1/1"
    assert fires("file_qr", facts) == ["The QR code in picture leads to evil.example."]


def test_the_text_tells_the_password_of_a_locked_file():
    from mailguard.corpus.writers import locks as lockers

    raw = (
        HEAD + b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n'
        b"Le mot de passe est Valbrune7.\r\n--x\r\n"
        b'Content-Type: application/zip; name="plan.zip"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + base64.encodebytes(lockers.old(b"Valbrune7"))
        + b"--x--\r\n"
    )
    facts = gather(raw)
    assert [file.path for file in facts.files] == ["2", "2/setup.exe"]
    assert fires("file_encrypted_with_password", facts)
    assert fires("file_executable", facts)
