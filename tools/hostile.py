"""Messages made to break or to slow a reader down. All invented."""

from collections.abc import Callable

_LINES = (
    "From: mallory@example.net",
    "To: alice@example.org",
    "Subject: hello",
    "Date: Tue, 2 Jan 2024 10:00:00 +0100",
)
HEAD = "".join(f"{line}\n" for line in _LINES).encode()
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"

HTML = HEAD + b"Content-Type: text/html; charset=utf-8\n\n"
MEGABYTE = 1_000_000

SMALL: tuple[bytes, ...] = (
    HEAD + b"\nHello Alice, see https://example.org/a?u=https%3A%2F%2Fexample.net%2F or www.example.com.\n",
    HTML + b"<p style='color:#fff'>hidden</p><a href='http:\\\\example.net'>https://example.org</a>"
    b"<form action=x><input type=password name=p></form><style>.a{display:none}</style><b class=a>x</b>",
    HEAD
    + b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n\ntext\n--b\n'
    + b"Content-Type: message/rfc822\n\n"
    + HEAD
    + b"\ninner\n--b\nContent-Type: application/pdf; name*0*=utf-8''a%20; name*1=b.pdf\n"
    + b"Content-Transfer-Encoding: base64\n\nJVBERi0xLjQK\n--b--\n",
    b"Received: from a (b [192.0.2.1]) by c with ESMTP; Tue, 2 Jan 2024 10:00:00 +0100\n"
    b"From: =?utf-8?q?Al=C3=A9?= =?utf-8?b?w6k=?= <alice@example.org>, (a (b) c) x@y.example\n"
    b'To: group: a@b.example, "c, d" <e@f.example>;\n'
    b"Subject: =?x?y?z?=\n\n> quoted\nOn Monday X wrote:\n> y\n",
)


def _tags(tag: bytes, n: int, end: bytes = b"") -> bytes:
    return HTML + tag * n + end


def _nested(n: int) -> bytes:
    return b"".join(HEAD + b"Content-Type: message/rfc822\n\n" for _ in range(n)) + HEAD + b"\nend\n"


def _deep(n: int) -> bytes:
    out = [HEAD]
    for number in range(n):
        out.append(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number))
    return b"".join(out) + b"\nend\n"


def _numbered(shape: bytes, n: int) -> bytes:
    return b"".join(shape % number for number in range(n))


# Each is made when it is wanted, for some are large.
LARGE: dict[str, Callable[[], bytes]] = {
    "100,000 headers": lambda: HEAD + b"X-A: b\n" * 100_000 + b"\ntext",
    "a header of 1 MB": lambda: HEAD + b"X-A: " + b"a" * MEGABYTE + b"\n\ntext",
    "a header of encoded words": lambda: HEAD + b"X-A: " + b"=?utf-8?q?a?= " * 80_000 + b"\n\ntext",
    "many encoded words begun": lambda: HEAD + b"X-A: " + b"=?u?q?" * 150_000 + b"?=\n" * 2 + b"\ntext",
    "many recipients": lambda: HEAD + b"Cc: " + b"a@b.example,<" * 80_000 + b"\n\ntext",
    "open comments": lambda: HEAD + b"Cc: " + b"(" * MEGABYTE + b"\n\ntext",
    "Received of spaces": lambda: (b"Received: from " + b" " * 30_000 + b"\n") * 60 + HEAD + b"\ntext",
    "Received of Received": lambda: (b"Received: from " + b"by by " * 500 + b"\n") * 60 + HEAD + b"\ntext",
    "parameters of semicolons": lambda: HEAD + b"Content-Type: text/plain" + b";" * MEGABYTE + b"\n\ntext",
    "continued parameters": lambda: HEAD
    + b"Content-Type: text/plain"
    + _numbered(b"; name*%d*=a%%41", 50_000)
    + b"\n\ntext",
    "colon-less lines": lambda: HEAD + b"x\n" * 300_000 + b"\ntext",
    "only line feeds": lambda: b"\n" * 5 * MEGABYTE,
    "only carriage returns": lambda: b"\r" * 5 * MEGABYTE,
    "folded blanks": lambda: HEAD + b"X-A: b\n" + b" \n" * 400_000 + b"\ntext",
    "a storm of boundaries": lambda: MIXED + b"--b\n" * 300_000,
    "near boundaries": lambda: MIXED + b"--b.\n" * 300_000,
    "a boundary of dashes": lambda: HEAD
    + b'Content-Type: multipart/mixed; boundary="--"\n\n'
    + b"-" * MEGABYTE,
    "multiparts in each other": lambda: _deep(5_000),
    "messages in each other": lambda: _nested(5_000),
    "many messages": lambda: HEAD
    + b"Content-Type: multipart/digest; boundary=b\n\n"
    + (b"--b\n\n" + HEAD + b"X: =?utf-8?q?a?=\n" * 400 + b"\ntext\n") * 300,
    "a large message in messages": lambda: _nested(10) + b"a" * 20 * MEGABYTE,
    "many pages": lambda: HEAD
    + b"Content-Type: multipart/alternative; boundary=b\n\n"
    + b"--b\nContent-Type: text/html\n\n%s\n--b\n\n%s\n"
    % (b"<a href=//x.example>y</a> " * 300, b"word " * 900)
    * 150,
    "base64 of 30 MB": lambda: HEAD
    + b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
    + b"QUFB" * (30 * MEGABYTE // 4),
    "padded base64": lambda: HEAD
    + b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
    + b"QQ==" * (20 * MEGABYTE // 4),
    "quoted-printable of equal signs": lambda: HEAD
    + b"Content-Transfer-Encoding: quoted-printable\n\n"
    + b"=" * 5 * MEGABYTE,
    "soft breaks": lambda: HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=\n" * 5 * MEGABYTE,
    "utf-7": lambda: HEAD + b"Content-Type: text/plain; charset=utf-7\n\n" + b"+AGE-" * 200_000,
    "utf-16": lambda: HEAD + b"Content-Type: text/html; charset=utf-16\n\n" + b"<\0a\0>\0" * 150_000,
    "20 MB of text": lambda: HEAD + b"\n" + b"Hello Alice, how are you? " * 800_000,
    "a text of links": lambda: HEAD + b"\n" + b"http://a.example/" * 60_000,
    "a text of wrapped links": lambda: HEAD
    + b"\n"
    + _numbered(b"https://x.example/%d?u=" + b"https%%3A%%2F%%2Fa.example%%2F" * 100 + b"\n", 300),
    "a text of brackets": lambda: HEAD + b"\n" + (b"http://a.example/" + b")" * 3_000 + b"\n") * 300,
    "a text of endings": lambda: HEAD + b"\n" + b".com," * 200_000,
    "a text of bare hosts": lambda: HEAD + b"\n" + b"a.b.example.com " * 60_000,
    "a text of empty lines": lambda: HEAD + b"\nx" + b"\n \t" * 300_000,
    "a text of begins": lambda: HEAD + b"\n" + b"begin 644 a\n" * 80_000,
    "a text of dots": lambda: HEAD + b"\n" + b"a." * 500_000,
    "a text of quotes": lambda: HEAD + b"\n" + b"From: a\n" * 120_000,
    "a text of introductions": lambda: HEAD + b"\n" + (b"On " + b"a " * 150 + b":\n") * 3_000,
    "nested div": lambda: _tags(b"<div>", 200_000),
    "nested div and p": lambda: _tags(b"<div>", 100_000, b"<p>" * 150_000),
    "open letters": lambda: HTML + _numbered(b"<b id=%d>", 5_000) + b"<p>x" * 200_000,
    "end tags of nothing": lambda: _tags(b"<x><table>" + b"<b>" * 150, 1, b"</x>" * 200_000),
    "nested tables": lambda: _tags(b"<table><tr><td>", 70_000),
    "nested links": lambda: _tags(b"<a href=//a.example>", 50_000),
    "many attributes": lambda: HTML + b"<a " + _numbered(b"a%d=b ", 100_000) + b">x</a>",
    "an attribute of 1 MB": lambda: HTML + b"<p style='" + b"color:red;" * 100_000 + b"'>x",
    "styles": lambda: HTML + _numbered(b"<p style='color:#%06x;font-size:0'>x</p>", 25_000),
    "a style sheet": lambda: HTML
    + b"<style>"
    + _numbered(b".a%d{display:none}", 50_000)
    + b"</style><p class=a1>x",
    "a style sheet of at-rules": lambda: HTML + b"<style>" + b"@media " * 140_000 + b"</style>x",
    "an open quotation mark": lambda: HTML + b"<a href=\"" * 100_000,
    "open tags": lambda: HTML + b"<a " * 300_000,
    "open comments in a page": lambda: HTML + b"<!--" * 250_000,
    "titles": lambda: _tags(b"<title>", 140_000),
    "character references": lambda: HTML + b"&#x41;&lt;&amp" * 70_000,
    "pictures": lambda: HTML + _numbered(b"<img src=http://a.example/%d>", 33_000),
    "forms": lambda: _tags(b"<form action=//a.example><input type=password name=p>", 18_000),
    "zero-width letters": lambda: HTML + "a\u200bb".encode() * 200_000,
    "NUL": lambda: b"\0" * 5 * MEGABYTE,
}  # fmt: skip
