"""Decoy documents: each copy is known again, whole, altered, pasted or in part."""

import io
import re
import zipfile

import docx
import openpyxl
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hustings.security.decoys import actions, register
from hustings.security.decoys.actions import documents
from hustings.security.decoys.documents import attribution, reader, text
from hustings.security.decoys.models import Copy, Link, Login
from mailguard.files.examining import examine

pytestmark = pytest.mark.django_db
VALUES = {"log-in": "x", "password": "x", "link": "x"}


@pytest.fixture
def understood(monkeypatch):
    """Read in this process: the other way has a test of its own, and starts a program each time."""
    monkeypatch.setattr(reader, "read", reader.understand)


def copies_of(erin, kind: str, n: int, **more) -> list[Copy]:
    document = actions.write_document(
        title="Notes for Monday", language="en", text_=actions.ready(kind, "en"), user=erin
    )
    formats = ["docx", "xlsx", "pdf"]
    return [
        actions.make_copy(document=document, format_=formats[i % 3], place=f"place {i}", user=erin, **more)
        for i in range(n)
    ]


def again(data: bytes) -> bytes:
    """Opened and saved by another program, with all metadata gone."""
    out = io.BytesIO()
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            del pdf.docinfo
            pdf.save(out)
        return out.getvalue()
    if "word/document.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist():
        document = docx.Document(io.BytesIO(data))
        said = document.core_properties
        said.identifier = said.title = said.author = said.last_modified_by = ""
        document.save(out)
        return out.getvalue()
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.properties = openpyxl.packaging.core.DocumentProperties()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["access", "budget"])
def test_each_copy_is_named_whole_saved_anew_pasted_and_in_part(erin, kind, understood):
    copies = copies_of(erin, kind, 9)
    for copy in copies:
        data, stripped = bytes(copy.content), again(bytes(copy.content))
        assert copy.mark.encode() not in stripped
        said = reader.understand(data).text
        pasted = " ".join(said.replace("\t", "   ").split())  # a mail program makes one space of two
        lines = said.splitlines()
        part = "\n".join(lines[len(lines) // 3 :])
        for found in (data, stripped, pasted.encode(), said.upper().encode("utf-16"), part.encode()):
            first, *rest = actions.identify(data=found)
            assert first.copy == copy
            assert first.match.sure > 0.99
            assert not rest
        (whole,) = actions.identify(data=data)
        assert (whole.match.is_same_file, whole.match.has_mark, whole.match.has_measures) == (True,) * 3
        assert whole.says == "certain"
        (bare,) = actions.identify(data=stripped)
        assert (bare.match.is_same_file, bare.match.has_mark, bare.match.has_measures) == (False, False, True)
    assert register.prove().is_whole


def test_what_is_not_ours_is_no_copy(erin, understood):
    copies_of(erin, "access", 3)
    for other in ["Please bring the posters on Monday. Thank you.", "", "x" * 10_000]:
        assert actions.identify(data=other.encode()) == []
    generic = "Hello everyone, please close your session. Have a good week."
    assert all(found.match.sure < 0.9 for found in actions.identify(data=generic.encode()))


def test_a_mix_of_two_copies_names_neither_for_sure(erin, understood):
    copies = copies_of(erin, "budget", 4)[::3]  # of one format, so that their lines are alike
    one, two = (reader.understand(bytes(copy.content)).text.splitlines() for copy in copies)
    mixed, taken = [], [0, 0]
    for lines in zip(one, two, strict=True):  # by turns where they differ: chance may give one nearly all
        side = taken[0] > taken[1]
        taken[side] += lines[0] != lines[1]
        mixed.append(lines[side])
    found = actions.identify(data="\n".join(mixed).encode())
    assert all(each.match.sure < attribution.SURE for each in found)


@pytest.mark.parametrize(("n_slips", "is_sure"), [(0, True), (1, True), (4, False), (5, False)])
def test_words_that_only_another_copy_has_make_a_mix_likely(n_slips, is_sure):
    paper = text.Paper(actions.ready("budget", "en"))
    words = [[n % 2 * side for n in range(len(paper.places))] for side in (0, 1)]
    differing = [n for n in range(len(paper.places)) if n % 2]
    seen = list(words[0])
    for n in differing[:n_slips]:
        seen[n] = words[1][n]
    said = "\n".join(" ".join(block.cells) for block in paper.filled(seen, "", VALUES))
    copies = [attribution.Known(n, paper, words[n], None, f"m{n}", "", "docx") for n in (0, 1)]
    surely = [
        found.key
        for found in attribution.find(reader.Read(said), said.encode(), copies)
        if found.sure >= attribution.SURE
    ]
    assert surely == ([0] if is_sure else [])


def test_a_copy_carries_a_log_in_and_calls_home_where_wanted(erin, decoy, understood):
    with_all = copies_of(erin, "access", 3, decoy=decoy)
    assert [login.place for login in Login.objects.order_by("pk")] == ["place 0", "place 1", "place 2"]
    for copy in with_all:
        said = reader.understand(bytes(copy.content)).text
        assert decoy.address in said
        assert f"/shared/{copy.link.token}/" in "".join(said.split())
    package = zipfile.ZipFile(io.BytesIO(bytes(with_all[0].content)))
    outside = package.read("word/_rels/document.xml.rels").decode()
    assert re.search(
        rf'Target="[^"]*/shared/{with_all[0].link.token}/logo.png" TargetMode="External"', outside
    )
    workbook = zipfile.ZipFile(io.BytesIO(bytes(with_all[1].content)))
    assert workbook.testzip() is None
    outside = workbook.read("xl/drawings/_rels/drawing1.xml.rels").decode()
    (number,) = re.findall(r'<Relationship [^>]*Id="(\w+)"', outside)
    assert re.search(
        rf'Target="[^"]*/shared/{with_all[1].link.token}/logo.png" TargetMode="External"', outside
    )
    assert re.search(
        rf'<(\w+:)?blip [^>]*\w+:link="{number}"', workbook.read("xl/drawings/drawing1.xml").decode()
    )
    assert not [name for name in workbook.namelist() if "media" in name], "it is fetched, never in the file"
    told = [
        one.detail
        for one in examine("1", "a.xlsx", "", bytes(with_all[1].content))[0].traits
        if one.name == "external"
    ]
    assert told == [documents.address_of(with_all[1].link, "logo.png")], "as our own guard reads it"
    with pikepdf.open(io.BytesIO(bytes(with_all[2].content))) as pdf:
        leads = [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", [])]
        assert leads == [documents.address_of(with_all[2].link)], "a line to click"
        assert not {"/OpenAction", "/AA", "/Names"} & set(pdf.Root.keys()), "nothing goes out by itself"
    n = Link.objects.count()
    (quiet,) = copies_of(erin, "access", 1, calls_home=False)
    assert Link.objects.count() == n
    said = reader.understand(bytes(quiet.content)).text
    assert "shared/" not in said
    assert "Password" not in said


def test_a_text_with_too_few_places_or_copies_too_alike_is_refused(erin):
    with pytest.raises(actions.NotMarkable, match="1 places where copies can differ; at least 8"):
        actions.write_document(title="t", language="en", text_="One {a|b} line.", user=erin)
    few = " ".join(f"Line {n} {{a|b}} end." for n in range(8))
    document = actions.write_document(title="t", language="en", text_=few, user=erin)
    seen = set()
    with pytest.raises(actions.NoMoreCopies):
        for n in range(300):
            copy = actions.make_copy(
                document=document, format_="xlsx", place=str(n), user=erin, calls_home=False
            )
            assert tuple(copy.choices["words"]) not in seen
            seen.add(tuple(copy.choices["words"]))
            if n == 2:
                document.copies.filter(pk=copy.pk).update(number=documents.MOST_COPIES)


def test_the_reader_is_a_process_of_its_own_that_ends(erin, monkeypatch):
    assert reader.read("Grüße".encode()).text == "Grüße"
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"\0" * 70_000_000)
    for bad in (bomb.getvalue(), b"%PDF-1.7 broken", b"x" * (reader.LARGEST + 1)):
        with pytest.raises(reader.Unreadable):
            reader.read(bad)


def test_pages_write_copy_and_find(client, erin, decoy, understood):
    client.force_login(erin)
    assert "None yet" in client.get("/hq/decoys/documents/").text
    sent = {"title": "Planning", "kind": "own", "language": "en", "text": "{a|b}"}
    assert "at least 8" in client.post("/hq/decoys/documents/", sent).text
    where = client.post("/hq/decoys/documents/", sent | {"kind": "access", "language": "fr"}).url
    assert "No copy yet" in client.get(where).text
    made = {"place": "Disque partagé", "format": "docx", "decoy": decoy.pk, "calls_home": "on"}
    assert client.post(where, made).status_code == 302
    copy = Copy.objects.get()
    got = client.get(f"/hq/decoys/copies/{copy.pk}/file/")
    assert got.content == bytes(copy.content)
    assert 'filename="Planning.docx"' in got["Content-Disposition"]
    found = "/hq/decoys/documents/found/"
    assert "Choose a file" in client.post(found, {}).text
    page = client.post(found, {"file": SimpleUploadedFile("leak.docx", got.content)}).text
    assert "Disque partagé" in page
    assert "certain" in page
    assert "No match with any of our copies" in client.post(found, {"text": "nothing of ours"}).text


def test_places_are_read_from_excerpts_and_never_guessed():
    paper = text.checked("One two {three|four} five six {seven|eight} nine. " + "{a|b} " * 6)
    read = attribution.observed(paper, text.normal("… two FOUR  five six eight nine"))
    assert read[:2] == [1, 1]
    both = attribution.observed(paper, text.normal("one two three five six, one two four five six"))
    assert both[0] is None, "both stand there"
