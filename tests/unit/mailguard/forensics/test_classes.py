"""Each class, on generated mail and on mail that was made to be mistaken."""

import io
import json
import random
import zipfile
from collections import Counter
from contextlib import closing
from dataclasses import replace

import pytest

from benchmarks import leak_factory as factory
from benchmarks.leak_factory import Draft, signed
from mailguard.forensics import decoys, judging, proving
from mailguard.forensics.copies import Copies

DUMP = factory.Dump(240)
WORDING = factory.DECOY["wordings"][0].split()


def draft(number=0, **values):
    """A plain mail of ours that is in no archive."""
    made = Draft.of(50_000_000 + number, random.Random(number), 60)
    made.author = f"nora@{factory.OURS}"
    made.message_id = made.message_id.partition("@")[0] + f"@{factory.OURS}"
    made.page, made.files = "", []
    return replace(made, **values)


def first(way):
    """A generated mail of this class and way."""
    return next(made for made in map(DUMP.make, range(DUMP.n)) if f"{made.kind}/{made.how}" == way)


def test_each_generated_mail_is_of_its_class(leaked):
    said = {row.sha256: row.kind for row in leaked.rows("case")}
    wrong = Counter(way for sha256, way in leaked.truth.items() if said[sha256] != way.partition("/")[0])
    assert not wrong
    ways = set(leaked.truth.values())
    assert len(ways & {f"altered/{how}" for how in factory.ALTERED}) > 8
    assert {f"forged/{how}" for how in factory.FORGED} <= ways


@pytest.mark.parametrize("how", factory.DECOYS)
def test_a_decoy_is_found_by_each_of_its_signs(one, how):
    number = factory.DECOYS.index(how)
    made = factory._decoy(draft(number), random.Random(number), number)
    row, details = one(made.raw)
    assert row.kind == "decoy" and how in {hit["how"] for hit in details["hits"]}


def test_several_processes_find_the_same(leaked):
    leaked.read("two", jobs=2)
    assert leaked.rows("two") == leaked.rows("case")


def test_what_was_changed_is_shown_line_by_line(one):
    row, details = one(first("altered/number").raw)
    found = details["differences"]
    assert row.kind == "altered" and row.n_differences == len(found) > 0 and details["copy_path"]
    assert {each["place"] for each in found} <= {"text", "page"}
    assert found[0]["theirs"] == found[0]["ours"].rstrip(".") + "000."
    subject = one(first("altered/subject").raw)[1]["differences"]
    assert [(each["name"], each["theirs"].startswith("Urgent: ")) for each in subject] == [("subject", True)]
    file = one(first("altered/file_changed").raw)[1]["differences"]
    assert [(each["place"], each["name"]) for each in file] == [("file", "plan.pdf")]
    assert file[0]["ours"] != file[0]["theirs"]


def test_where_our_mail_is_gone_the_index_alone_tells_what_was_changed(leaked, one):
    archive = leaked.folder / "ours" / "archive.mbox"
    hidden = archive.rename(archive.with_suffix(".away"))
    try:
        row, details = one(first("altered/number").raw)
    finally:
        hidden.rename(archive)
    found = details["differences"]
    assert row.kind == "altered" and found[-1]["ours"] == "\ufffc"
    assert any(each.get("theirs", "").endswith("000.") for each in found)


def test_a_signature_with_a_key_that_was_used_before_proves(leaked, one):
    raw = signed(draft(1).whole(), 1)
    row, details = one(raw)
    assert row.kind == "proven" and details["proof"]["by"] == factory.OURS
    assert one(raw, keys=())[0].kind == "unknown"


@pytest.mark.parametrize("way", ["doubled", "body", "header", "cut"])
def test_what_a_signature_does_not_cover_proves_nothing(one, way):
    raw = signed(draft(2).whole())
    raw = {
        "doubled": b"Subject: Pay at once\r\n" + raw,
        "body": raw + b"And pay.\r\n",
        "header": raw.replace(b"To: ", b"To: mallory@elsewhere.example, ", 2),
        "cut": raw.replace(b"h=from:to:subject", b"h=from:to"),
    }[way]
    row, details = one(raw)
    assert row.kind != "proven" and details["proof"]["result"] in {"weak", "fail"}


def test_a_copy_that_came_another_way_is_the_same(one):
    lines = first("same/received").raw.replace(b"\r\n", b"\n").split(b"\n")
    at = next(nth for nth, line in enumerate(lines) if line.startswith(b"From:"))
    way = b"Received: from a by b; Mon, 1 Feb 2027 10:00:00 +0000"
    raw = b"\n".join([b"X-Mozilla-Status: 0001", way, *lines[at:]])
    assert one(raw)[0].kind == "same"
    assert one(raw.replace(b"\n", b"\r\n") + b"\r\n\r\n")[0].kind == "same"


def test_another_mail_that_only_looks_alike_is_no_changed_one(leaked):
    said = {row.sha256: row.kind for row in leaked.rows("case")}
    alike = [each for each, way in leaked.truth.items() if way in {"unknown/weekly", "unknown/answer"}]
    assert len(alike) > 10 and {said[each] for each in alike} == {"unknown"}


def docx(text, title):
    """A document whose mark is split, as word processors do."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f"<w:p><w:t>{text[:9]}</w:t><w:t>{text[9:]}</w:t></w:p>")
        archive.writestr("docProps/core.xml", f"<dc:title>{title}</dc:title>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("text", "title", "how"),
    [
        ("The VB-7F31-C2 list", "x", "mark"),
        ("Nothing", "vb-7f31-c2", "mark"),
        (" ".join(WORDING[3:19]), "x", "wording"),
    ],
)
def test_a_decoy_is_found_in_documents_and_in_their_properties(one, text, title, how):
    row, details = one(draft(3, files=[("annex.docx", docx(text, title))]).whole())
    found = [(hit["name"], hit["how"], hit["where"]) for hit in details["hits"]]
    assert row.kind == "decoy" and found == [("budget annex", how, "annex.docx")]


def test_a_few_words_of_a_decoy_are_no_decoy(one):
    few = docx(" ".join(WORDING[3:12]), "x")
    assert one(draft(3, files=[("annex.docx", few)]).whole())[0].kind != "decoy"


@pytest.mark.parametrize(
    "text", ["mr.lesage@valbrune.example", "r.lesage@valbrune.example.org", "VB-7F31-D2"]
)
def test_what_only_contains_a_sign_is_no_decoy(one, text):
    assert one(draft(4, lines=[f"Ask {text} for it."]).whole())[0].kind != "decoy"


def test_forgery_needs_signs_and_a_list_or_a_pst_may_break_signatures(leaked, one):
    broken = signed(draft(5).whole()).replace(b"\r\n\r\n", b"\r\n\r\nAdded.\r\n\r\n", 1)
    row, details = one(broken)
    assert row.kind == "forged" and [sign["code"] for sign in details["signs"]] == ["signature_wrong"]
    assert one(b"List-Id: <talk.valbrune.example>\r\n" + broken)[0].kind == "unknown"
    archive = proving.Archive(proving.load(leaked.order.keys))
    with closing(Copies(leaked.order.index)) as copies:
        judge = judging.Judge(leaked.order, copies, archive, decoys.Register())
        assert judge.judge(broken).kind == "forged"
        assert judge.judge(broken, is_rewritten=True).kind == "unknown"


def test_mail_of_others_is_never_forged_in_our_name(one):
    raw = draft(6, author="ada@bank.example", date="Mon, 1 Jan 2024 10:00:00 +2300").whole()
    assert one(raw)[0].kind == "unknown"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[]", "has no list “decoys”"),
        ("{", "isn't JSON"),
        (json.dumps({"decoys": [{"marks": "x"}]}), "decoy 1 is not as it should be"),
        (json.dumps({"decoys": [{"marks": ["the"]}]}), "too short to be sure"),
    ],
)
def test_a_register_of_decoys_that_can_not_be_used_is_told(tmp_path, text, says):
    path = tmp_path / "decoys.json"
    path.write_text(text)
    with pytest.raises(decoys.BadDecoys) as told:
        decoys.load(path)
    assert says in str(told.value)


def test_a_file_without_keys_is_told(tmp_path):
    path = tmp_path / "keys"
    path.write_text("hello\n")
    with pytest.raises(proving.BadKeys) as told:
        proving.load([path])
    assert "holds no keys" in str(told.value)
    path.write_text(json.dumps({"a._domainkey.b.example": ["v=DKIM1; p=AA==", "v=DKIM1; p=BB=="]}))
    assert proving.load([path]) == {"a._domainkey.b.example": [b"v=DKIM1; p=AA==", b"v=DKIM1; p=BB=="]}
