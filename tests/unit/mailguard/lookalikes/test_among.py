"""Long lists: nothing is missed, and most lines cost next to nothing."""

import gzip
import io

import pytest

from mailguard.identifiers import lists
from mailguard.lookalikes import Watch, generate
from mailguard.lookalikes.among import Sieve, among, opened, unpacked


def _found(text, *names, **options):
    return [each.match.host for each in among(io.BytesIO(text.encode()), Watch(names), **options)]


def test_domains_are_found_in_logs_certificates_and_tables():
    text = (
        "12,portal-office.fr\n"
        '{"cn": "*.onedrive-en-avant.fr", "issuer": "Someone"}\n'
        "2027-03-01T10:00:00 query: mail.login-en-avant-fr.com IN A\n"
        "harmless.example\n"
        "EN-AVVANT.FR.\n"
    )
    found = list(among(io.BytesIO(text.encode()), Watch(["en-avant.fr"])))
    assert [(each.line, each.match.host) for each in found] == [
        (1, "portal-office.fr"),
        (2, "onedrive-en-avant.fr"),
        (3, "mail.login-en-avant-fr.com"),
        (5, "en-avvant.fr"),
    ]


@pytest.mark.parametrize(
    "domain", ["en-avant.fr", "valbrune2027.fr", "modernes.example", "elans.fr", "lvcf.org"]
)
def test_the_sieve_lets_every_variant_through(domain):
    hosts = [variant.host for variant in generate(domain)]
    assert _found("\n".join(hosts), domain) == hosts


def test_the_sieve_passes_over_most_of_what_people_visit():
    hosts = list(lists.ranks())
    passed = Sieve(Watch(["en-avant.fr", "valbrune2027.fr"])).lines("\n".join(hosts).encode())
    assert len(passed) < len(hosts) / 10


def test_a_registered_domain_is_told_once():
    assert _found("a.en-avvant.fr\nb.en-avvant.fr\nen-avvant.fr", "en-avant.fr") == ["a.en-avvant.fr"]


def test_an_endless_line_and_broken_text_are_read_in_bounds():
    data = b"x" * 9_000_000 + b"\n\xff\xfe en-avvant.fr \xff"
    found = [each.match.host for each in among(io.BytesIO(data), Watch(["en-avant.fr"]))]
    assert found == ["en-avvant.fr"]


def test_certificates_in_one_endless_line_are_read_to_its_end():
    one = '{"id":%d,"common_name":"www.harmless%d.example","name_value":"a.example\\nb.example"},'
    many = "".join(one % (n, n) for n in range(60_000))
    text = "[" + many + '{"name_value":"en-avvant.fr"},' + many + '{"name_value":"login-en-avant.fr"}]'
    assert len(text) > 9_000_000 and "\n" not in text
    assert _found(text, "en-avant.fr") == ["en-avvant.fr", "login-en-avant.fr"]


@pytest.mark.parametrize("shift", range(8))
def test_names_in_a_long_line_are_never_cut_in_two(shift):
    text = "x" * shift + "," + '"login-en-avant.fr","harmless.example",' * 9_000
    assert _found(text, "en-avant.fr") == ["login-en-avant.fr"]
    hosts = [f"login-en-avant.site{n}.example" for n in range(3_000)]
    found = _found("x" * shift + "," + ",".join(hosts), "en-avant.fr")
    assert found == _found("\n".join(hosts), "en-avant.fr") == hosts


def test_escapes_of_json_are_read_as_what_they_mean():
    text = r'{"name_value":"harmless.example\nvalbrune-login.fr\r\nwww.harmless.example\tportal-valbrune.fr"}'
    assert _found(text, "valbrune.fr") == ["valbrune-login.fr", "portal-valbrune.fr"]
    assert _found(r'{"cn":"v\u00e4lbrune.fr"}', "valbrune.fr") == _found("välbrune.fr", "valbrune.fr") != []


def test_packed_lists_are_unpacked_while_they_are_read(tmp_path):
    path = tmp_path / "list.gz"
    path.write_bytes(gzip.compress(b"one.example\nen-avvant.fr\n"))
    with opened(path) as file:
        assert [each.line for each in among(file, Watch(["en-avant.fr"]))] == [2]


def test_a_file_that_is_cut_at_its_beginning_is_closed():
    file = io.BytesIO(gzip.compress(b"x" * 99)[:12])
    with pytest.raises(EOFError):
        unpacked(file)
    assert file.closed
