"""577 candidacies with their pages in two languages from a CSV file, beside as many bare rows by bulk_create.

    python -m benchmarks candidates

Also Wagtail's own way for some of the pages, one ``add_child`` and one revision each, to say what writing
them together gains.
"""

import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]
from benchmarks import report  # noqa: E402

HEAD = "circonscription;nom;prénom;étiquette;suppléant;courriel;site;biographie\n"
SOME = 20  # pages made in Wagtail's own way
WITHIN = 60.0  # seconds for all of it


def main() -> None:
    """Measure."""
    from wagtail.models import Page

    from hustings.candidates import actions, running
    from hustings.candidates.models import Candidacy, CandidateImport, CandidatePage

    content, election, user = _prepare()
    n = content.count(b"\n") - 1
    report.header("Candidates", candidates=n, languages=2, pages=2 * n)
    bare = _bare(n)
    began = time.perf_counter()
    imported = actions.bring(
        election=election, kind="constituency", file_name="c.csv", content=content, with_pages=True, user=user
    )
    checked = time.perf_counter() - began
    CandidateImport.objects.filter(pk=imported.pk).update(state=CandidateImport.State.WAITING)
    running.run(imported.pk)
    took = time.perf_counter() - began
    pages = CandidatePage.objects.count()
    assert Candidacy.objects.count() == n and pages == 2 * n and not any(Page.find_problems())
    again = actions.bring(
        election=election, kind="constituency", file_name="c.csv", content=content, with_pages=True, user=user
    )
    assert again.report["same"] == n
    report.figure("check of the file", checked, "s")
    report.figure(f"{n} candidates and {pages} pages, check and all", took, "s")
    report.ratio("candidates with their pages", n / took, bare, "rows/s")
    report.ratio("pages, beside Wagtail's own saving", pages / took, _by_wagtail(), "pages/s")
    if took > WITHIN:
        raise SystemExit(f"it should take less than {WITHIN:.0f} s")


def _prepare():
    """A site, the country, an election, a director and a file with a line for each constituency."""
    import datetime as dt

    from hustings.accounts.models import User
    from hustings.elections import actions as elections
    from hustings.territories import actions as territories
    from hustings.territories.models import Kind, Zone
    from hustings.website import actions as website

    territories.load_country(code="FR")
    website.found_site()
    election = elections.save_election(name="E", kind="legislative", days=[dt.date(2099, 6, 7)])
    user = User.objects.create_user("dora@example.org", "x")
    codes = Zone.objects.of_kind(Kind.CONSTITUENCY).order_by("code").values_list("code", flat=True)
    text = "Texte. " * 40
    lines = [
        f"{code};Nom{at};Prénom;Rives;Suppléante {at};c{at}@example.org;https://c{at}.example;{text}\n"
        for at, code in enumerate(codes)
    ]
    return (HEAD + "".join(lines)).encode(), election, user


def _bare(n: int) -> float:
    """Rows a second: as many rows of a plain table by bulk_create."""
    from hustings.territories.models import Postcode, Zone

    zone = Zone.objects.first()
    times = []
    for turn in range(3):
        began = time.perf_counter()
        Postcode.objects.bulk_create(Postcode(code=f"x{turn}-{at}", zone=zone) for at in range(n))
        times.append(time.perf_counter() - began)
    Postcode.objects.filter(code__startswith="x").delete()
    return n / sorted(times)[1]


def _by_wagtail() -> float:
    """Pages a second when each is added and published by Wagtail."""
    from hustings.candidates.models import Candidacy, CandidateIndexPage, CandidatePage

    index = CandidateIndexPage.objects.first()
    one = Candidacy.objects.first()
    began = time.perf_counter()
    for at in range(SOME):
        page = CandidatePage(title=f"T{at}", slug=f"t{at}", candidacy=one, locale=index.locale)
        index.add_child(instance=page)
        page.save_revision().publish()
    return SOME / (time.perf_counter() - began)


if __name__ == "__main__":
    report.on_each_database(main)
