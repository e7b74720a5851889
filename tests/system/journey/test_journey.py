"""The first journey, walked by a real browser through the real demo: every process, every page, every mail.

With ``HUSTINGS_PICTURES=FOLDER`` it also keeps the pictures that the README shows.
"""

import os
import re
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import ready
from tests.browser import look, profile
from tests.cast.cluster import processes
from tests.cast.people import nationbuilder

pytestmark = [pytest.mark.browser, pytest.mark.slow]
N = 10_000 if os.environ.get("HUSTINGS_PICTURES") else 2_000
ZOE = "zoe.journey@example.org"


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Address and folder of a demo with few people of its own; the file brings the many.

    It starts from an empty folder, with no setting that says where things are kept.
    """
    var = tmp_path / "var" / "demo"
    var.mkdir(parents=True)
    ready.fresh(str(var / "hustings.sqlite3"))
    ready.collected(var)
    port, calls, log = processes.port(), tmp_path / "calls", tmp_path / "log"
    environment = processes.alone(var, calls, HUSTINGS_INBOX_PORT=str(processes.port()))
    del environment["HUSTINGS_VAR"]
    bind = ["--bind", f"127.0.0.1:{port}"]
    words = ["demo", *bind, "--language", "en", "--people", os.environ.get("HUSTINGS_PEOPLE", "40")]
    process = processes.hustings(words, environment, log, tmp_path)
    try:
        started = _until_it_serves(process, port)
        assert started, log.read_text()[-3000:]
        greeting = "Press Ctrl-C to stop. Your data is kept."
        processes.until(lambda: log.read_text().rstrip().endswith(greeting), 60, "the greeting")
        processes.until(lambda: is_indexed(var), 120, "the index of the site's pages")
        lines = re.findall(r".*\d\d:\d\d:\d\d,\d{3} [A-Z]+ .*|Traceback.*", log.read_text())
        assert not lines, "the words of the start hold lines of the log"
        yield f"http://127.0.0.1:{port}", var
        assert greeting in log.read_text() and " INFO " not in log.read_text()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(40)
    assert not calls.exists(), f"another machine was asked: {calls.read_text()}"
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["demo"]
    up = processes.hustings(["up", *bind], environment | {"HUSTINGS_VAR": "var/demo"}, log, tmp_path)
    assert up.wait(60) == 1
    assert "contains the demo" in log.read_text()


def _until_it_serves(process: "subprocess.Popen[bytes]", port: int) -> bool:
    processes.until(lambda: processes.serves(port) or process.poll() is not None, 240, "the demo's start")
    return process.poll() is None


@pytest.fixture
def walk(chromium: Browser, demo: tuple[str, Path]) -> Iterator[Callable[..., Page]]:
    """``walk()`` opens a visitor of their own: no cookie of another, and no breach of the content policy."""
    with ExitStack() as opened:

        def visitor(width: int = 1280) -> Page:
            made = opened.enter_context(profile(chromium, demo[0], seconds=60, width=width))
            return made.new_page()

        yield visitor


def test_a_list_comes_in_somebody_joins_gets_a_mail_and_leaves(
    demo: tuple[str, Path], walk: Callable[..., Page]
) -> None:
    _, var = demo
    hq = walk()
    sign_in(hq, (var / "demo-logins.txt").read_text().strip())
    see_what_goes_on(hq)
    bad = bring_in(hq, var)
    visitor = walk(360)
    join(visitor)
    confirm(hq, visitor)
    build_segment(hq)
    settle_what_keeps_mailings_back(hq)
    sent = send(hq)
    assert sent > N / 4, bad
    read_and_leave(hq)
    see_it_on_the_timeline(hq)
    send_again_without_zoe(hq, sent)
    what_children_say_is_kept(var)


def what_children_say_is_kept(var: Path) -> None:
    """In a file, for its owner alone."""
    log = var / "up.log"
    assert re.search(r"INFO hustings.foundation.jobs .*: done after", log.read_text())
    assert log.stat().st_mode & 0o077 == 0
    assert "decoy alarm=" in log.read_text(), "which its file keeps"


def is_indexed(var: Path) -> bool:
    """Whether the search index is up to date: several workers make it at the start."""
    waiting = (
        "SELECT 1 FROM django_tasks_database_dbtaskresult WHERE status <> 'SUCCESSFUL' AND task_path LIKE ?"
    )
    with closing(sqlite3.connect(f"file:{var / 'hustings.sqlite3'}?mode=ro", uri=True)) as db:
        return not db.execute(waiting, ["modelsearch.%"]).fetchall()


def sign_in(hq: Page, password: str) -> None:
    hq.goto("/hq/")
    hq.locator("input[name=login]").fill("dora@rives-communes.example")
    hq.locator("input[name=password]").fill(password)
    look(hq, "sign-in")
    hq.get_by_role("button", name="Sign in with e-mail and password").click()
    expect(hq.get_by_role("heading", name="Rives Communes")).to_be_visible()
    look(hq, "dashboard")


def see_what_goes_on(hq: Page) -> None:
    """A sequence that runs, a test of versions that is not settled, addresses that bounce."""
    usual = hq.viewport_size
    assert usual
    hq.set_viewport_size({"width": 1280, "height": 1300})
    hq.goto("/hq/sequences/")
    hq.get_by_role("link", name="Welcome for volunteers").first.click()
    expect(hq.get_by_role("heading", name="Steps")).to_be_visible()
    look(hq, "sequence")
    hq.goto("/hq/mailings/")
    hq.get_by_role("link", name="Lyon meeting").first.click()
    chosen = hq.get_by_role("button", name="Send B to the others")
    expect(chosen).to_be_visible()
    chosen.scroll_into_view_if_needed()
    look(hq, "versions")
    hq.set_viewport_size(usual)
    hq.goto("/hq/bouncing/")
    expect(hq.get_by_role("button", name="Try again").first).to_be_visible()
    look(hq, "bouncing")


def bring_in(hq: Page, var: Path) -> int:
    """A NationBuilder export, 3 lines in 100 of them bad: looked at, checked, imported."""
    made = nationbuilder.make(N)
    file = var / "nationbuilder-export.csv"
    file.write_bytes(made.data)
    hq.goto("/hq/people/imports/")
    hq.locator("input[type=file]").set_input_files(file)
    hq.get_by_role("button", name="Upload").click()
    hq.get_by_text("NationBuilder export").click()  # unfolds the columns
    hq.locator("[name=consent-email-how]").select_option("column")
    hq.locator("[name=consent-email-wording]").fill("Yes, write to me about the campaign.")
    hq.locator("[name=consent-email-where]").fill("The old site’s form")
    hq.locator("[name=consent-sms-how]").select_option("none")
    look(hq, "import-columns")
    hq.get_by_role("button", name="Check the file").click()
    hq.get_by_role("button", name="Import", exact=True).wait_for(timeout=120_000)
    refused = lines(hq, "Rejected", 0)
    look(hq, "import-check")
    with hq.expect_download() as report:
        hq.get_by_role("link", name="Export all lines").click()
    assert len(report.value.path().read_text(encoding="utf-8-sig").splitlines()) > N
    hq.get_by_role("button", name="Import", exact=True).click()
    hq.get_by_role("button", name="Delete the file").wait_for(timeout=120_000)
    assert lines(hq, "Rejected", 1) == refused > 0
    assert lines(hq, "New", 1) == lines(hq, "New", 0) > N * 0.9
    look(hq, "import-done")
    return refused


def lines(hq: Page, outcome: str, column: int) -> int:
    row = hq.get_by_role("row").filter(has=hq.get_by_role("rowheader", name=outcome, exact=True))
    return number(row.get_by_role("cell").nth(column).inner_text())


def join(visitor: Page) -> None:
    """On a phone; the box is empty until Zoé ticks it."""
    visitor.goto("/en/")
    look(visitor, "home-phone")
    visitor.get_by_label("Given name").fill("Zoé")
    visitor.get_by_label(re.compile("^E-mail")).fill(ZOE)
    visitor.get_by_label("Postcode").fill("30000")
    visitor.get_by_label(re.compile("^E-mail")).focus()  # Nîmes votes in two constituencies: the form asks
    visitor.get_by_label("Nîmes – 1re circonscription").check()
    box = visitor.get_by_role("checkbox").first
    assert not box.is_checked()
    box.check()
    visitor.wait_for_timeout(3_500)  # nobody fills a form in within three seconds: the time trap
    visitor.get_by_role("button", name="Join us").click()
    expect(visitor.get_by_text("Check your inbox")).to_be_visible()
    look(visitor, "joined-phone")


def confirm(hq: Page, visitor: Page) -> None:
    """The link in the mail leads to a page with one button: scanners open links, people press buttons."""
    open_mail(hq, ZOE)
    look(hq, "confirmation-mail")
    hq.get_by_text("Plain text").click()
    link = hq.locator("pre.hq-text a").first.get_attribute("href")
    assert link
    visitor.goto(link)
    visitor.locator("main form button").first.click()
    expect(visitor.get_by_role("heading", name=re.compile("Thank you"))).to_be_visible()
    look(visitor, "welcome-phone")


def open_mail(hq: Page, address: str) -> None:
    """The newest mail to an address, waited for: a worker sends it."""
    hq.goto(f"/hq/inbox/?q={address}")
    for _ in range(60):
        if hq.locator("tbody .title a").count():
            break
        hq.wait_for_timeout(500)
        hq.reload()
    hq.locator("tbody .title a").first.click()


def build_segment(hq: Page) -> None:
    """Everyone who agreed to mails and comes from somewhere we know."""
    hq.goto("/hq/people/segments/add/")
    hq.get_by_label("Name", exact=True).fill("Agreed to mails")
    with hq.expect_response("**/segments/add/"):  # the fields of the criterion come from the server
        hq.locator("select[name$=-criterion]").first.select_option("consent")
    hq.locator("select[name$=-value]").wait_for()
    hq.wait_for_load_state("networkidle")
    hq.locator("select[name$=-value]").select_option("email")
    count = hq.locator("#preview .hq-count strong")
    count.wait_for()
    look(hq, "segment")
    assert number(count.inner_text()) > N / 4
    hq.get_by_role("button", name="Save", exact=True).click()
    hq.wait_for_url("**/segments/**")


def number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def settle_what_keeps_mailings_back(hq: Page) -> None:
    hq.goto("/hq/sending/")
    hq.locator("a[href$='/precautions/']").click()
    hq.locator("#id_above").fill("100000")  # else somebody else has to look at it first
    hq.locator("#id_grace").fill("3")
    look(hq, "precautions")
    hq.get_by_role("button", name="Save").click()
    expect(hq.get_by_text("Sending can be undone for 3 seconds.")).to_be_visible()
    hq.goto("/hq/elections/exceptions/")  # whatever the hour at which this runs
    hq.locator("#id_why").fill("The last evening before the deadline")
    until = datetime.now(ZoneInfo("Europe/Paris")) + timedelta(days=1)
    hq.locator("#id_until").fill(f"{until:%Y-%m-%d %H:%M}")
    hq.keyboard.press("Tab")
    hq.get_by_role("button", name="Add exception").click()
    expect(hq.get_by_text("The last evening before the deadline").first).to_be_visible()


def send(hq: Page, name: str = "First letter") -> int:
    """Written, previewed, tested, sent; returns how many were handed over."""
    hq.goto("/hq/mailings/writing/add/")
    hq.locator("#id_name").fill(name)
    hq.locator("[name='content-0-value-subject']").fill('Good morning, {{ given_name|"friend" }}')
    hq.locator(".public-DraftEditor-content").first.click()
    hq.keyboard.type('Hello {{ given_name|"friend" }}, the first train runs tomorrow. Come along!')
    expect(hq.locator("[name='content-0-value-body-0-value']")).to_have_value(re.compile("Come along!"))
    hq.locator("select[name=segment]").select_option(label="Agreed to mails")
    look(hq, "compose")
    hq.get_by_role("button", name="Review and send").click()
    hq.get_by_role("button", name=re.compile("Send a test")).click()
    look(hq, "send")
    button = hq.get_by_role("button", name="Send now")
    for _try in range(3):  # what is looked at outside may find more in the meantime, and ask again
        for word in hq.locator("[name=nevertheless]").all():  # where the checks warn
            word.check()
        button.click()
        hq.wait_for_load_state()
        if not button.count():
            break
    expect(hq.locator(".hq-status .hq-state")).to_have_text(
        re.compile("sending|sent", re.IGNORECASE), timeout=15_000
    )
    for _ in range(120):
        if hq.locator(".hq-status .hq-state").inner_text().lower() == "sent":
            break
        hq.wait_for_timeout(1_000)
        hq.reload()
    expect(hq.locator(".hq-status .hq-state")).to_have_text("sent", ignore_case=True)
    look(hq, "sent")
    hq.get_by_text("Delivery details").click()
    return number(hq.locator(".hq-figures__main dd").inner_text())


def read_and_leave(hq: Page) -> None:
    """The letter greets Zoé by name and carries the one click of RFC 8058."""
    open_mail(hq, ZOE)
    expect(hq.get_by_role("heading", name="Good morning, Zoé")).to_be_visible()
    hq.get_by_text("Headers", exact=True).click()
    expect(hq.get_by_text("List-Unsubscribe=One-Click")).to_be_visible()
    look(hq, "letter")
    hq.get_by_role("button", name="Unsubscribe").click()


def see_it_on_the_timeline(hq: Page) -> None:
    hq.goto(f"/hq/people/?q={ZOE}")
    hq.get_by_role("link", name="Zoé").first.click()
    timeline = hq.locator(".hq-timeline")
    expect(timeline.get_by_text("Got the mailing “First letter”")).to_be_visible()
    expect(timeline.get_by_text(re.compile("Unsubscribed through the link in the mailing “"))).to_be_visible()
    look(hq, "person")


def send_again_without_zoe(hq: Page, before: int) -> None:
    """She is left out of the next one."""
    assert send(hq, "Second letter") == before - 1
    hq.goto(f"/hq/inbox/?q={ZOE}")
    expect(hq.locator("tbody .title a")).to_have_count(2)  # the confirmation and the first letter
