"""From the founder's first click to a project that reported: English at 360 pixels, French at 1,280."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from hustings.foundation.accounts.models import User
from hustings.networks.initiatives.models import Application
from hustings.networks.projects.models import Project
from tests.browser import Axe, look, profile
from tests.cast.field.events.fixtures import site
from tests.cast.site.website.fixtures import patient

__all__ = ["patient", "site"]  # fixtures
pytestmark = pytest.mark.browser
Run = Callable[[], int]
DAY = timedelta(days=1)


def send(page: Page, form: Locator) -> None:
    """Press the form's last button, and wait for the answer and its page."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        form.locator("button").last.click()
    page.wait_for_load_state()


class Walk:
    """Pages of the team, of an applicant and of a juror, each audited as it is left."""

    def __init__(self, page: Page, run_tasks: Run, language: str) -> None:
        self.page, self.run_tasks, self.language = page, run_tasks, language
        self.faults: list[str] = []

    def go(self, path: str) -> None:
        self.page.goto(path)
        if (over := self.page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            self.faults.append(f"{path} is {over} pixels too wide")

    def press(self, action: str, **values: str) -> None:
        """Fill in the form of this action, and send it."""
        self.page.set_default_timeout(15_000)
        form = self.page.locator(f"form[action*='{action}']" if action else "main form[method=post]").first
        for name, value in values.items():
            field = form.locator(f"[name={name}]")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        send(self.page, form)

    def audit(self) -> None:
        fading = self.page.locator(".messages li")
        fading.evaluate_all("rows => rows.forEach((row) => row.remove())")
        for each in Axe().run(self.page).response["violations"]:
            nodes = [node["html"][:120] for node in each["nodes"]]
            self.faults.append(f"{self.page.url}: {each['id']} {nodes}")

    def follow(self, part: str, to: str) -> None:
        """Open the newest mail's link to this part, of those to one address."""
        self.run_tasks()
        for letter in reversed(mail.outbox):
            found = re.search(rf"https?://[^/]+(/\S*{part}\S+)", str(letter.body))
            if found and letter.to == [to]:
                return self.go(found[1])
        raise AssertionError([(each.to, each.subject) for each in mail.outbox])


def of_team(context: BrowserContext, user: User, server: str) -> Page:
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])
    return context.new_page()


def publish(team: Walk) -> str:
    """Write the call, its days and rules; the key of its round."""
    team.go("/hq/calls/new/")
    titles = {f"title_{code}": f"Gardens {code}" for code, _name in settings.LANGUAGES}
    team.press("", slug="gardens", **titles)
    round_ = re.findall(r"\d+", team.page.url)[-1]
    team.audit()
    now = timezone.localtime()
    days = {"opens_at": now - DAY, "closes_at": now + 9 * DAY}
    values = {name: f"{at:%Y-%m-%dT%H:%M}" for name, at in days.items()}
    form = team.page.locator("form:has([name=opens_at])")
    for name, value in (values | {"n_reviews": "1", "n_needed": "1"}).items():
        form.locator(f"[name={name}]").fill(value)
    send(team.page, form)
    team.page.locator(".hq-note a").first.click()
    team.press("/showing/")
    return round_


def apply(ada: Walk) -> None:
    ada.go(f"/{ada.language}/calls/gardens/")
    ada.audit()
    ada.press("/applications/", given_name="Ada", email="ada@example.org", title="A school garden")
    ada.follow("calls/links/", "ada@example.org")
    if "/calls/links/" in ada.page.url:
        ada.page.locator("main form button, form[method=post] button").first.click()
        ada.page.wait_for_url("**/calls/applications/**")
    ada.page.locator("[name=summary]").fill("Beds, bees and children.")
    for field in ada.page.locator("[name^=q]").all():
        field.fill("We dig with the school.")
    ada.audit()
    ada.page.locator("button[value=send]").click()
    ada.page.wait_for_load_state()


def read(jo: Walk) -> None:
    jo.follow("calls/jury/", "jo@jury.example")
    jo.audit()
    jo.page.locator("button[name=is_yes][value=yes]").click()
    jo.page.wait_for_load_state()


def mark(jo: Walk) -> None:
    jo.follow("calls/jury/", "jo@jury.example")
    jo.page.locator("main a[href*='/calls/jury/']").filter(has_text="1").first.click()
    jo.page.wait_for_load_state()
    jo.audit()
    if jo.language == "en":
        look(jo.page, "jury-phone")
    for field in {one.get_attribute("name") for one in jo.page.locator("[name^=c][value='4']").all()}:
        jo.page.locator(f"[name={field}][value='4']").check(force=True)
    jo.page.locator("button[value=done]").click()
    jo.page.wait_for_load_state()


def decide(team: Walk, round_: str, user: User) -> None:
    row = Application.objects.get()
    team.go(f"/hq/calls/juries/rounds/{round_}/decision/")
    team.press("/decision/members/", user=str(user.pk))
    team.press("/decision/count/")
    team.run_tasks()
    team.go(f"/hq/calls/applications/{row.pk}/")
    team.page.locator("button[name=is_yes][value=yes]").click()
    team.page.wait_for_load_state()
    team.go(f"/hq/calls/juries/rounds/{round_}/decision/")
    team.audit()
    team.press("/decision/letters/")


@pytest.mark.usefixtures("site", "patient")
@pytest.mark.parametrize(("language", "width"), [("en", 360), ("fr", 1280)])
def test_from_the_founders_first_click_to_a_project_that_reported(
    chromium: Browser, server: str, dora: User, run_tasks: Run, language: str, width: int
) -> None:
    with (
        profile(chromium, server, width=width, locale=language) as one,
        profile(chromium, server, width=width, locale=language) as two,
    ):
        team = Walk(of_team(one, dora, server), run_tasks, language)
        ada, jo = (Walk(two.new_page(), run_tasks, language) for _who in range(2))
        round_ = publish(team)
        apply(ada)
        row = Application.objects.get()
        team.go(f"/hq/calls/applications/{row.pk}/")
        team.press("/screening/")
        jury = f"/hq/calls/juries/rounds/{round_}/jury/"
        team.go(jury)
        form = team.page.locator("form:has([name=email])")
        form.locator("[name=email]").fill("jo@jury.example")
        form.locator("[name=given_name]").fill("Jo")
        form.locator("button").last.click()
        team.page.wait_for_load_state()
        read(jo)
        team.go(jury)
        team.press("/jury/assignment/")
        run_tasks()
        team.go(jury)
        team.audit()
        mark(jo)
        decide(team, round_, dora)
        project = Project.objects.get()
        team.go(f"/hq/projects/{project.pk}/edit/")
        team.press("", agreement="You dig, we pay.")
        team.go(f"/hq/projects/{project.pk}/")
        team.page.locator("details:has(form[action*='/additions/due/']) summary").click()
        due = {"due-due_on": f"{timezone.localdate() + 30 * DAY}"}
        team.press("/additions/due/", **due)
        ada.follow("calls/applications/", "ada@example.org")
        ada.press("/project/agreement/", name="Ada Durand")
        ada.audit()
        ada.page.locator("a[href*='/project/reports/']").click()
        ada.press("", text="Forty beds are dug.")
        team.go(f"/hq/projects/{project.pk}/")
        team.press("/reports/")
        team.audit()
    report = project.reports.get()
    assert report.text == "Forty beds are dug." and report.accepted_at
    faults = team.faults + ada.faults + jo.faults
    assert not faults, "\n".join(faults)
