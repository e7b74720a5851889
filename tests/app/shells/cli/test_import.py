"""``hustings import`` and ``hustings export``, with every wrong word."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.automations.actions import sequences, steps
from hustings.people.imports.actions import imports
from hustings.people.imports.columns.options import Options
from hustings.people.imports.models import Import
from hustings.people.persons.models import Consent, Person, Tag
from hustings.people.privacy.models import Export
from hustings.people.segments.models import Segment
from hustings.shells.cli import exporting, importing
from tests.cast.outreach.fixtures import campaign, days
from tests.cast.outreach.sequences import Clock, add, run
from tests.cast.people import nationbuilder, workbooks

__all__ = ["campaign", "days"]  # fixtures

pytestmark = pytest.mark.django_db
LIST = "prénom;courriel;ok\nZoé;zoe@example.org;oui\nIris;iris@example.org;non\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "liste.csv"
    path.write_bytes(LIST.encode("cp1252"))
    return path


def bring(*words: object, typed: str | None = None) -> tuple[int, str]:
    done = CliRunner().invoke(importing.command, [str(word) for word in words], input=typed)
    return done.exit_code, done.output


def take_out(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(exporting.command, [str(word) for word in words])
    return done.exit_code, done.output


def test_an_export_to_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    done = CliRunner().invoke(exporting.command, [str(tmp_path / "none" / "people.csv")])
    assert done.exit_code == 1 and "Create it first" in done.output


def test_a_list_comes_in_with_its_consents(file: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    code, said = bring(
        file, "--yes", "--tag", "marché", "--mapping", "ok=consent.email", "--consent", "email",
        "--wording", "Écrivez-moi.", "--consent-source", "Stand", "--consent-date", "2026-01-02",
        "--report", report,
    )  # fmt: skip
    assert code == 0, said
    assert "2 new" in said
    assert Tag.objects.get().people.count() == 2
    stands = {c.person.given_name: c.is_given for c in Consent.objects.all()}
    assert stands == {"Zoé": True, "Iris": False}
    assert len(report.read_text().splitlines()) == 3


def test_choices_for_columns_are_told_and_saved_for_the_next_file(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    head = ["prénom", "courriel", "avis"]
    people = [head, ["Zoé", "zoe@example.org", "bof"], ["Iris", "iris@example.org", "ok"]]
    path.write_bytes(workbooks.make(("Cover", [["x"]]), ("People", people)))
    told = ["--mapping", "avis=tags", "--value", "avis:bof=unsure", "--value", "avis:ok=", "--match", "email"]
    code, said = bring(path, "--yes", "--save-plan", "Ours", "--wins", "prénom=empty", *told)
    assert (code, "sheet “People”" in said) == (0, True), said
    assert [tag.name for tag in Tag.objects.all()] == ["unsure"]
    people[1][0], people[1][2] = "Zoe", "BOF"
    path.write_bytes(workbooks.make(("People", [[], ["Members"], *people])))
    code, said = bring(path, "--yes", "--plan", "Ours", "--sheet", "People", "--above", "1")
    assert (code, "2 unchanged" in said) == (0, True), said
    assert Person.objects.get(emails__key="zoe@example.org").given_name == "Zoé"


def test_refused_lines_end_with_three_and_are_named(tmp_path: Path) -> None:
    path = tmp_path / "nb.csv"
    made = nationbuilder.make(200, bad=0.1)
    path.write_bytes(made.data)
    code, said = bring(path, "--yes")
    assert code == 3
    assert "an export of NationBuilder" in said
    assert f"{made.refused} rejected" in said
    assert "nb.csv:" in said
    assert Person.objects.count() == made.created


def test_a_dry_run_writes_nobody_and_a_no_neither(file: Path) -> None:
    assert bring(file, "--dry-run")[0] == 0
    assert bring(file, typed="n\n")[0] == 1
    assert not Person.objects.exists()
    assert {i.state for i in Import.objects.all()} == {"cancelled"}
    assert {i.path for i in Import.objects.all()} == {""}


def test_a_stopped_import_is_resumed(file: Path) -> None:
    bring(file, "--yes")
    Import.objects.update(state="paused", n_done=1)
    Person.objects.filter(given_name="Iris").delete()
    number = Import.objects.get().pk
    assert bring("--resume", number)[0] == 0
    assert Person.objects.count() == 2
    code, said = bring("--resume", number)
    assert (code, "isn't possible" in said) == (1, True)
    assert "No import 999" in bring("--resume", 999)[1]


def test_an_import_that_was_killed_while_it_was_checked_goes_on(file: Path) -> None:
    with file.open("rb") as opened:
        imported = imports.take_file(file=opened, name=file.name, user=None)
    options = Options.read(imported.options)
    imports.check(imported=imported, mapping=imported.mapping, options=options, in_background=False)
    code, said = bring("--resume", imported.pk, "--yes")
    assert (code, "2 new" in said) == (0, True), said
    assert Person.objects.count() == 2


def test_its_number_is_known_before_the_check_begins(file: Path) -> None:
    said = bring(file, "--yes")[1]
    assert 0 < said.index(f"--resume {Import.objects.get().pk}") < said.index("2 new")


def test_a_report_that_can_not_be_written_is_refused_before_the_file_is_read(file: Path) -> None:
    code, said = bring(file, "--yes", "--report", file / "report.csv")
    assert (code, "Nothing was imported" in said) == (1, True)
    assert not Import.objects.exists()


def test_a_report_that_breaks_off_leaves_nothing_of_the_import(file: Path) -> None:
    done = CliRunner().invoke(importing.command, [str(file), "--yes", "--report", "/dev/full"])
    assert isinstance(done.exception, OSError)
    assert [(each.state, each.path) for each in Import.objects.all()] == [("cancelled", "")]
    assert not Person.objects.exists()


def test_a_dry_run_ends_as_the_import_would(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("email,name\nzoe@example.org,Zoe\nnot an address,\n")
    assert bring(path, "--dry-run")[0] == 3
    path.write_text("email,name\nnot an address,\n")
    assert bring(path, "--dry-run")[0] == 1
    assert bring(path, "--yes")[0] == 1


def test_dates_that_read_both_ways_are_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_text("email,ne_le\na@example.org,03/04/1980\n")
    code, said = bring(path, "--yes")
    assert (code, "--dates day" in said) == (1, True)
    assert bring(path, "--yes", "--dates", "month")[0] == 0
    assert str(Person.objects.get().born_on) == "1980-03-04"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Give the FILE"),
        (["--mapping", "nope=email"], "no column “nope”"),
        (["--mapping", "ok=shoe"], "no field “shoe”"),
        (["--mapping", "ok"], "no column “ok”"),
        (["--consent", "email"], "needs --wording"),
        (["--consent-all", "email", "--wording", "x"], "needs --wording"),
        (["--consent", "fax"], "Invalid value"),
        (["--consent", "sms", "--wording", "x", "--consent-source", "y"], "No column says who agreed"),
        (["--consent-date", "2999-01-01"], "is in the future"),
        (["--consent-date", "tomorrow"], "Invalid value"),
        (["--encoding", "klingon"], "Unknown encoding klingon"),
        (["--encoding", "base64"], "Unknown encoding base64"),
        (["--encoding", "utf-16"], "not in utf-16"),
        (["--report", "/nowhere/report.csv"], "can't be written"),
        (["--delimiter", ";;"], "one character"),
        (["--dialect", "vogon"], "Invalid value"),
        (["--dates", "year"], "Invalid value"),
        (["--resume", "x"], "Invalid value"),
        (["--match", "shoe"], "choose from uid"),
        (["--match", "phone"], "No column tells people apart"),
        (["--wins", "nope=file"], "no column “nope”"),
        (["--wins", "prénom=me"], "use file, empty, ours or newest"),
        (["--wins", "prénom=newest"], "needs --as-of"),
        (["--value", "ok:oui"], "COLUMN:VALUE=TEXT"),
        (["--plan", "none"], "No mapping called “none”"),
        (["--sheet", "B"], "sheet “B” was not found"),
        (["--above", "99"], "Invalid value"),
    ],
)
def test_wrong_words_are_answered_in_words(file: Path, words: list[str], said: str) -> None:
    code, output = bring(*([file] if words else []), *words)
    assert code in {1, 2}
    assert said in output
    assert not Person.objects.exists()


def test_what_is_no_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"%PDF-1.4 zzz")
    code, said = bring(path)
    assert (code, "PDF" in said) == (1, True)
    assert bring(tmp_path / "none.csv")[0] == 2
    assert bring(tmp_path)[0] == 2


def test_the_targets_are_listed() -> None:
    code, said = bring("--targets")
    assert code == 0
    assert "consent.email" in said


def test_everybody_or_a_segment_goes_out_and_comes_back(tmp_path: Path, file: Path) -> None:
    bring(file, "--yes", "--tag", "a", "--tag", "b")
    out = tmp_path / "out.csv"
    code, said = take_out(out)
    assert (code, "2 people" in said) == (0, True)
    assert out.stat().st_mode & 0o077 == 0
    assert Export.objects.get().n_people == 2
    code, said = bring(out, "--yes")
    assert "2 unchanged" in said
    assert take_out(out)[0] == 1
    leaf = {"criterion": "tag", "operator": "is", "value": Tag.objects.get(key="a").pk}
    Segment.objects.create(name="tagged", criteria={"match": "all", "criteria": [leaf]})
    assert take_out(out, "--force", "--segment", "tagged", "--columns", "person,emails")[0] == 0
    Segment.objects.create(name="bad", criteria={"match": "sideways", "criteria": []})
    assert take_out(out, "--force", "--segment", "bad")[0] == 1
    assert "No segment called “x”" in take_out(out, "--force", "--segment", "x")[1]
    assert "Unknown columns: shoe" in take_out(out, "--force", "--columns", "shoe")[1]
    assert "hustings_id" in take_out("-", "--columns", "tags")[1]


def test_a_sequence_starts_only_where_that_is_told(
    file: Path, campaign: Campaign, dora: User, days: Clock
) -> None:
    tag = Tag.objects.create(name="Fair", key="fair")
    sequence = sequences.make(name="Welcome", user=dora)
    add(sequence, "wait", value={"n": 1, "unit": "days"})
    steps.add_trigger(sequence=sequence, kind="tag", value={"of": str(tag.pk)})
    run(sequence, dora)
    told = [
        file, "--yes", "--tag", "Fair", "--consent-all", "email", "--wording", "Yes.",
        "--consent-source", "Fair",
    ]  # fmt: skip
    code, said = bring(*told, "--dry-run")
    assert code == 0 and "Not started, unless you add --start-sequences:" in said
    assert "Start the sequence “Welcome” for 2 people" in said
    code, said = bring(*told, "--start-sequences")
    assert code == 0 and "This import starts:" in said
    days.tick(minutes=1)
    assert sequence.enrolments.count() == 2
