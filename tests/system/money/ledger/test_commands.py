"""``hustings books``: listed, verified and written out from the shell."""

import pytest
from click.testing import CliRunner

from hustings.money.ledger import chains, proofs
from hustings.money.ledger.models import Books
from hustings.shells.cli.chains.books import books as command
from hustings.shells.cli.chains.proof import proof
from tests.cast.money.ledger.fixtures import books, gift

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(db):
    made = books()
    for n in range(3):
        gift(made, 100 + n)
    return made


def said(*words):
    return CliRunner().invoke(command, [str(word) for word in words])


def test_books_are_listed_and_verified(written):
    assert said("list").output == f"{written.pk}\t{written.name}\n"
    head = chains.of_entries(written).links().last().digest
    done = said("verify")
    assert (done.exit_code, head in done.output, written.proofs.count()) == (0, True, 1)
    assert said("verify", written.pk, "--head", head.upper()).exit_code == 0
    wrong = said("verify", written.pk, "--head", "f" * 64)
    assert (wrong.exit_code, written.proofs.count()) == (1, 1)
    assert said("verify", "--head", head).exit_code == 2
    assert said("verify", written.pk + 1).exit_code == 1


def test_books_are_written_out_and_their_chain_holds_elsewhere(written, tmp_path):
    for kind in ("fec", "ledger", "beancount", "chain"):
        file = tmp_path / kind
        assert said("export", written.pk, kind, file).exit_code == 0
        assert file.stat().st_mode & 0o077 == 0
        assert said("export", written.pk, kind, file).exit_code != 0, "never over another file"
    assert CliRunner().invoke(proof, ["--chain", str(tmp_path / "chain")]).exit_code == 0
    text = (tmp_path / "chain").read_text()
    (tmp_path / "chain").write_text(text.replace("101", "102", 1))
    assert CliRunner().invoke(proof, ["--chain", str(tmp_path / "chain")]).exit_code == 1
    some = tmp_path / "some"
    assert said("export", written.pk, "ledger", some, "--since", "2026-03-03").exit_code == 0
    assert "Donation" not in some.read_text()


@pytest.mark.parametrize("days", [("2026-06-01", "2026-05-31"), ("2026-02-30", "2026-05-31")])
def test_days_that_are_amiss_write_no_file(written, tmp_path, days):
    since, through = days
    done = said("export", written.pk, "fec", tmp_path / "fec", "--since", since, "--through", through)
    assert done.exit_code == 2 and not (tmp_path / "fec").exists()


def test_the_demonstrations_books_are_whole(db, france):
    from hustings.money.ledger import demo

    for _twice in range(2):
        demo.fill(print)
    assert Books.objects.count() == 2
    for each in Books.objects.all():
        assert proofs.prove(each).is_whole
        assert each.entries.count() > 20
        assert each.account("bank")
    assert Books.objects.get(kind="party").periods.count() == 1
