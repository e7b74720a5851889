"""The scripts of a door hold to the tables that the rules in Python hold to."""

import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hustings.field.checkins import door_lists, tickets
from hustings.field.checkins.tickets import Ticket
from tests.cast.field.checkins import cases

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[4] / "src" / "hustings" / "static" / "hustings" / "checkins"
JUDGE = """(lines) => lines.map((line) => Rules.judge(
  line.reading, line.people, line.row && { shift: null, is_revoked: false, ...line.row }, line.ops,
  { reentry: line.reentry, windows: line.windows }, line.now,
))"""
DERIVE = """(lines) => lines.map((line) => {
  const { enters, doubles, ...state } = Rules.derive(line.ops, line.people, { reentry: line.reentry });
  return { ...state, enters: enters.length, doubles: doubles.map((op) => op.id) };
})"""
READ = """async ([texts, list, now]) => Promise.all(texts.map(async (text) => {
  const { code, number, people } = await Tickets.read(text, list, now);
  return [code, number ? await Tickets.key(number, list.salt) : "", people || 0];
}))"""


@pytest.fixture
def scripted(page, server):
    """A page of a secure origin with the scripts."""
    page.goto(f"{server}/phone/")
    for name in ("tickets.js", "rules.js"):
        text = (ROOT / name).read_text()
        page.evaluate(f"(0, eval)({text!r}.replace(/^const (\\w+) = /m, 'self.$1 = '))")
    return page


def _plain(said: dict[str, object]) -> dict[str, object]:
    return {"people": 0, "door": "", "at": None} | said


@pytest.mark.django_db(transaction=True)
def test_the_scripts_say_what_the_tables_say(scripted):
    found = scripted.evaluate(JUDGE, cases.JUDGED)
    for line, said in zip(cases.JUDGED, found, strict=True):
        assert _plain(said) == _plain(line["says"]), line["name"]
    found = scripted.evaluate(DERIVE, cases.DERIVED)
    for line, said in zip(cases.DERIVED, found, strict=True):
        assert said == line["says"], line["name"]


@pytest.mark.django_db(transaction=True)
def test_the_scripts_read_tickets_as_they_are_written(scripted):
    key, other = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2))
    now, salt = 1_800_000_000, bytes(range(16))
    keys = {1: key.public_key()}
    made = [Ticket(7, number, 2, now + 600) for number in (0, 1, 2**35 - 1, 0x123456789)]
    texts = [tickets.encoded(each, 1, key) for each in made]
    texts += [tickets.short(each.number).lower().replace("1", "l").replace("0", "o") for each in made]
    texts += [
        texts[0][:-1] + ("0" if texts[0][-1] != "0" else "2"), tickets.encoded(made[1], 2, other),
        tickets.encoded(made[1], 1, other), tickets.encoded(Ticket(8, 1, 1, now + 600), 1, key),
        tickets.encoded(Ticket(7, 9, 1, now - 60), 1, key), "0000-0002", "https://example.org", "é",
        "HT" * 65,
    ]  # fmt: skip
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    listed = {"event": 7, "keys": {"1": public}, "salt": base64.b64encode(salt).decode()}
    for text, said in zip(texts, scripted.evaluate(READ, [texts, listed, now]), strict=True):
        reading = tickets.read(text, event=7, keys=keys, now=now)
        has_number = reading.code in {"ok", "typed", "lapsed"}
        assert said == [
            reading.code, door_lists.key_of(reading.number, salt) if has_number else "", reading.people
        ], text  # fmt: skip
