"""What somebody writes is read strictly: each fault is named with file, key and remedy."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from hustings.foundation.legal import BadPack, read

GOOD = """
schema = 1
country = "XX"
name.en = "Xanadu"
name.fr = "Xanadou"
[zones]
says.en = "One clock."
says.fr = "Une heure."
article = "a"
source = "https://example.org"
checked_on = 2026-11-26
confirmed = true
home = ["Europe/Brussels"]
home_is.en = "all"
home_is.fr = "tout"
entry = [{ codes = ["I"], clocks = ["Atlantic/Azores"], why = { en = "isles", fr = "îles" } }]
[election.council]
says.en = "One round."
says.fr = "Un tour."
article = "a"
source = "https://example.org"
checked_on = 2026-11-26
confirmed = true
values = [{ rounds = 1, weekday = "sunday", whole_country = true }]
[vote.isles]
says.en = "The isles vote before."
says.fr = "Les îles votent avant."
article = "a"
source = "https://example.org"
checked_on = 2026-11-26
confirmed = true
values = [{ kinds = ["council"], zones = ["I"], days = -1 }]
[closing.latest]
says.en = "At four."
says.fr = "À quatre heures."
article = "a"
source = "https://example.org"
checked_on = 2026-11-26
confirmed = true
values = [{ at = 16:00:00 }]
[silence.eve]
says.en = "Hush."
says.fr = "Chut."
article = "art. 1"
source = "https://example.org"
checked_on = 2026-11-26
confirmed = false
doubt.en = "Not read."
doubt.fr = "Pas lu."
values = [
  { until = 2019-12-31, contents = ["campaign"], channels = ["email"], days_before = 1, at = 00:00:00 },
  { from = 2020-01-01, contents = ["campaign"], channels = ["email", "sms"], days_before = 2, at = 12:00:00 },
]
[quiet.sms]
says.en = "By day."
says.fr = "De jour."
article = "a"
source = "https://example.org"
checked_on = 2026-11-26
confirmed = true
basis = "practice"
values = [{ channel = "sms", weekdays = ["08:00-20:00"], holiday = [] }]
[holiday.feast]
says.en = "Feasts."
says.fr = "Fêtes."
article = "a"
source = "https://example.org"
checked_on = 2026-11-26
confirmed = true
values = [{ days = ["02-29", "easter+39", "last monday of 05"] }]
[consent.sms]
says.en = "Ask."
says.fr = "Demander."
article = "a"
source = "https://example.org"
checked_on = 2026-11-26
confirmed = true
values = [{ purpose = "sms", channels = ["sms"], grounds = ["consent"] }]
[demand.imprint]
says.en = "Who."
says.fr = "Qui."
article = "a"
source = "https://example.org"
checked_on = 2026-11-26
confirmed = true
values = [{ element = "imprint", channels = ["email"], when = "always" }]
[gift.cap]
says.en = "Cap."
says.fr = "Plafond."
article = "a"
source = "https://example.org"
checked_on = 2026-11-26
confirmed = true
values = [{ value = 12.5, unit = "EUR" }]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "xx.toml"
    path.write_text(text)
    return path


def test_a_pack_of_another_country_is_read(tmp_path):
    pack = read(written(tmp_path, GOOD))
    assert pack.place("I2").clocks == ("Atlantic/Azores",) and pack.place("A").clocks == ("Europe/Brussels",)
    assert pack.silence["eve"].on(date(2019, 1, 1)).days_before == 1
    assert pack.silence["eve"].on(date(2021, 1, 1)).days_before == 2
    assert [rule.key for rule in pack.unconfirmed()] == ["silence.eve"]


# What is changed, into what, and what is said of it.
CUTS = [
    ("schema = 1", "schema = 2", "xx.toml: schema: This version reads schema 1, but the file uses schema 2."),
    ("schema = 1", "", "xx.toml: schema: Missing. Write schema = 1."),
    ("schema = 1", "schema = true", "xx.toml: schema: “True” is the wrong type of value. Write schema = 1."),
    ('country = "XX"', 'country = "xx"', "xx.toml: country: “xx” is not a country code. Write FR."),
    ('name.fr = "Xanadou"', "", 'xx.toml: name.fr: Missing. Write fr = "…".'),
    ('name.fr = "Xanadou"', 'name.fr = " "', "xx.toml: name.fr: Empty. Enter a value."),
    (
        'name.fr = "Xanadou"',
        'name.fr = "X"\nname.de = "X"',
        "xx.toml: name.de: Unknown key. Use one of: en, fr.",
    ),
    ("[gift.cap]", "[gifts.cap]", "xx.toml: gifts: Unknown key. Did you mean “gift”?"),
    (
        "[gift.cap]",
        "[gift.Cap]",
        "xx.toml: gift.Cap: Use only lowercase letters, digits and underscores in a name.",
    ),
    ('article = "art. 1"', "", 'xx.toml: silence.eve.article: Missing. Write article = "…".'),
    (
        'article = "art. 1"',
        'article = "1"\nsorce = "x"',
        "xx.toml: silence.eve.sorce: Unknown key. Did you mean “source”?",
    ),
    (
        '"art. 1"\nsource = "https://example.org"',
        '"1"\nsource = "a book"',
        "silence.eve.source: “a book” is not a web address. Write https://…",
    ),
    (
        'doubt.en = "Not read."\ndoubt.fr = "Pas lu."',
        "",
        "xx.toml: silence.eve.doubt: Missing. Say what is not confirmed.",
    ),
    (
        "until = 2019-12-31",
        "until = 2020-01-01",
        "silence.eve.values: Two values apply on the same day. Add “until” to the older one.",
    ),
    (
        "until = 2019-12-31",
        "from = 2020-01-01, until = 2019-01-01",
        "silence.eve.values[1].until: It ends before it starts.",
    ),
    (
        "from = 2020-01-01",
        'from = "2020-01-01"',
        "silence.eve.values[2].from: “2020-01-01” is the wrong type of value. Write from = 2026-11-26.",
    ),
    (
        "from = 2020-01-01",
        "from = 2020-01-01T12:00:00",
        "silence.eve.values[2].from: Enter a date without a time, like 2026-11-26.",
    ),
    (
        "from = 2020-01-01",
        "form = 2020-01-01",
        "silence.eve.values[2].form: Unknown key. Did you mean “from”?",
    ),
    (
        '["email", "sms"]',
        '["email", "smss"]',
        "silence.eve.values[2].channels: “smss” is unknown. Did you mean “sms”?",
    ),
    ('["email", "sms"]', "[]", "silence.eve.values[2].channels: Empty. Enter a value."),
    (
        '["email", "sms"]',
        '"email"',
        'silence.eve.values[2].channels: “email” is the wrong type of value. Write channels = ["…"].',
    ),
    (
        '["email", "sms"]',
        "[1]",
        'silence.eve.values[2].channels: Enter a list of texts, like channels = ["…"].',
    ),
    (
        "days_before = 2",
        "days_before = 200",
        "silence.eve.values[2].days_before: 200 days is out of range.",
    ),
    (
        "at = 12:00:00 },\n]",
        'at = "noon" },\n]',
        "silence.eve.values[2].at: “noon” is the wrong type of value. Write at = 20:00:00.",
    ),
    (
        "at = 12:00:00 },\n]",
        'at = 12:00:00, kinds = ["counsil"] },\n]',
        "silence.eve.values.kinds: “counsil” is unknown. Did you mean “council”?",
    ),
    (
        'kinds = ["council"]',
        'kinds = ["mayor"]',
        "vote.isles.values.kinds: “mayor” is unknown. Use one of: council.",
    ),
    (
        'zones = ["I"]',
        'zones = ["Z"]',
        "vote.isles.values.zones: The territory “Z” votes on another day. Add it to zones.entry.",
    ),
    (
        "days = -1",
        "days = 0.5",
        "vote.isles.values[1].days: “0.5” is the wrong type of value. Write days = 1.",
    ),
    (
        "days = -1",
        "days = -1, rounds = [0]",
        "vote.isles.values[1].rounds: Enter a list of numbers, like rounds = [1].",
    ),
    ("rounds = 1", "rounds = 0", "election.council.values[1].rounds: Enter 1 to 9 rounds, not 0."),
    ('"sunday", whole', '"sonntag", whole', "election.council.values[1].weekday: “sonntag” is unknown."),
    (
        'home = ["Europe/Brussels"]',
        'home = ["Europe/Xanadu"]',
        "zones.home: “Europe/Xanadu” is not a time zone. Write a name such as Europe/Paris.",
    ),
    (
        'clocks = ["Atlantic/Azores"], ',
        "",
        "zones.entry: “I” has no time zone and contains no territory that has one.",
    ),
    ('codes = ["I"]', 'codes = ["I", "I"]', "zones.entry[1].codes: “I” already has a time zone."),
    (
        '["08:00-20:00"]',
        '["8-20"]',
        "quiet.sms.values[1].weekdays: “8-20” is not a time range. Write it like 08:00-20:30.",
    ),
    (
        '["08:00-20:00"]',
        '["20:00-08:00"]',
        "quiet.sms.values[1].weekdays: “20:00-08:00” ends before it starts. Enter two time ranges to cover a"
        " night.",
    ),
    (
        '["08:00-20:00"]',
        '["08:00-13:00", "12:00-20:00"]',
        "quiet.sms.values[1].weekdays: Two time ranges overlap",
    ),
    (
        'basis = "practice"',
        'basis = "rumour"',
        "quiet.sms.basis: “rumour” is unknown. Use one of: law, authority, analogy, practice.",
    ),
    ('"02-29"', '"02-30"', "holiday.feast.values[1].days: The day “02-30” doesn’t exist in any year."),
    (
        '"02-29"',
        '"pentecost"',
        "holiday.feast.values[1].days: “pentecost” is not a public holiday. Write 05-01, easter+39, or",
    ),
    (
        '"last monday of 05"',
        '"last monday of 13"',
        "holiday.feast.values[1].days: “last monday of 13” is not a public holiday.",
    ),
    ('grounds = ["consent"]', 'grounds = ["whim"]', "consent.sms.values[1].grounds: “whim” is unknown."),
    (
        'when = "always"',
        'when = "paid_for"',
        "demand.imprint.values[1].when: “paid_for” is unknown. Did you mean “paid”?",
    ),
    ('unit = "EUR"', 'unit = "ECU"', "gift.cap.values[1].unit: “ECU” is unknown."),
    ("value = 12.5", "value = -1", "gift.cap.values[1].value: Enter a number that isn’t negative."),
    (
        "value = 12.5",
        'value = "12"',
        "gift.cap.values[1].value: “12” is the wrong type of value. Write value = 4600.",
    ),
    (
        "values = [{ value = 12.5",
        "values = []\nmore = [{ value = 12.5",
        "gift.cap.values: Empty. Enter a value.",
    ),
    (
        "values = [{ value = 12.5",
        "values = 5\nmore = [{ value = 12.5",
        "gift.cap.values: “5” is the wrong type of value. Write [[gift.cap.values]].",
    ),
    ("[silence.eve]", "[[silence.eve]]", "silence.eve: “[{"),
    ("schema = 1", 'schema = 1\nincludes = ["xx"]', "xx.toml: includes: A rule pack can’t include itself."),
    (
        "schema = 1",
        'schema = 1\nincludes = ["fr"]',
        "xx.toml: includes: “fr” includes other packs, so it can’t be included.",
    ),
    (
        "schema = 1",
        'schema = 1\nincludes = ["mu"]',
        "xx.toml: includes: There is no file mu.toml in the same folder.",
    ),
    ("schema = 1", "schema = = 1", "xx.toml: Not a valid TOML file:"),
]


@pytest.mark.parametrize(
    ("old", "new", "says"), CUTS, ids=[says.partition(": ")[2][:60] for _, _, says in CUTS]
)
def test_what_is_wrong_is_named_with_file_key_and_remedy(tmp_path, old, new, says):
    assert GOOD.count(old) >= 1
    with pytest.raises(BadPack) as caught:
        read(written(tmp_path, GOOD.replace(old, new, 1)))
    assert says in str(caught.value)
    assert str(caught.value).startswith("xx.toml: ")
    assert caught.value.say("fr") != str(caught.value)


def test_silence_without_a_closing_has_no_end(tmp_path):
    tables = tomllib.loads(GOOD)
    assert "closing" in tables
    start, end = GOOD.index("[closing"), GOOD.index("[silence")
    with pytest.raises(BadPack, match=r"closing: Missing\. Silence ends when the polls close"):
        read(written(tmp_path, GOOD[:start] + GOOD[end:]))


def test_a_file_that_is_no_text_is_refused_in_words(tmp_path):
    path = tmp_path / "xx.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadPack, match=r"xx\.toml: Not a valid TOML file"):
        read(path)
    with pytest.raises(BadPack, match=r"yy\.toml: Can’t be read"):
        read(tmp_path / "yy.toml")


def test_a_pack_may_include_one_beside_it_and_say_better(tmp_path):
    other = (
        GOOD.replace('"XX"', '"YY"')
        .replace("value = 12.5", "value = 99")
        .replace("[gift.cap]", "[gift.other]")
    )
    (tmp_path / "yy.toml").write_text(other)
    pack = read(written(tmp_path, GOOD.replace("schema = 1", 'schema = 1\nincludes = ["yy"]')))
    assert [(rule.key, rule.country) for rule in pack.gift.values()] == [
        ("gift.other", "YY"),
        ("gift.cap", "XX"),
    ]
    assert pack.silence["eve"].country == "XX"
