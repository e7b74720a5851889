"""Honest letters to a campaign's team: from colleagues, partners, journalists, strangers and services."""

import io
from collections.abc import Callable
from datetime import datetime
from random import Random

import PIL.Image

from mailguard.corpus import clients
from mailguard.corpus.campaign import Campaign, Firm, Person
from mailguard.corpus.phrases import pools
from mailguard.corpus.posts import Route
from mailguard.corpus.scenes import Scene, contact, target
from mailguard.corpus.writers import calendars, formats, papers


def photograph(random: Random, size: int = 48) -> bytes:
    squares = bytes(random.randrange(256) for _ in range(8 * 8 * 3))
    picture = PIL.Image.frombytes("RGB", (8, 8), squares).resize((size, size))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=60)
    return out.getvalue()


Kind = Callable[[Scene], None]
KINDS: dict[str, Kind] = {}
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OFFICES = {"en": "elections.gov.uk", "fr": "elections.interieur.gouv.fr"}
_SHARES = (
    ("Google Drive", "drive-shares-noreply@google.com", "https://docs.google.com/document/d/{t}/edit"),
    ("SharePoint", "no-reply@sharepointonline.com", "https://team-my.sharepoint.com/:w:/g/personal/{t}"),
    ("Dropbox", "no-reply@dropbox.com", "https://www.dropbox.com/scl/fo/{t}?dl=0"),
    ("WeTransfer", "noreply@wetransfer.com", "https://wetransfer.com/downloads/{t}"),
)
_ACCOUNTS = (
    ("Google", "no-reply@accounts.google.com", "https://accounts.google.com/AccountChooser?continue={t}"),
    (
        "Microsoft account team",
        "account-security-noreply@accountprotection.microsoft.com",
        "https://account.live.com/activity?{t}",
    ),
    ("Apple", "noreply@email.apple.com", "https://appleid.apple.com/account/{t}"),
    ("Dropbox", "no-reply@dropbox.com", "https://www.dropbox.com/account/security?{t}"),
)
_MEETINGS = (
    "https://zoom.us/j/{n}?pwd={t}",
    "https://meet.google.com/{t}",
    "https://teams.microsoft.com/l/meetup-join/{t}",
)


def make(kind: str, language: str, seed: int, campaign: Campaign) -> bytes:
    """One letter of a kind to this campaign after its history; the same arguments give the same bytes."""
    if campaign.language != language:
        raise ValueError(f"the campaign speaks {campaign.language}, not {language}")
    made = scene(kind, Random(f"honest {kind} {language} {seed} {campaign.seed}"), campaign)
    return made.bytes()


def scene(kind: str, random: Random, campaign: Campaign, sent_at: datetime | None = None) -> Scene:
    words = pools(f"honest_{campaign.language}")
    made = Scene(random, campaign, {**_common(words), **words[kind]}, target(random, campaign))
    made.sent_at = sent_at
    KINDS[kind](made)
    return made


def _common(words: dict[str, object]) -> dict[str, object]:
    return {"opening": words["openings"], "closing": words["closings"]}


def kind(build: Kind) -> Kind:
    KINDS[build.__name__] = build
    return build


def _token(random: Random) -> str:
    return f"{random.getrandbits(100):x}"


def _colleague(made: Scene, *roles: str) -> None:
    if roles:
        made.target = target(made.random, made.campaign, *roles)
    person = made.other("staff")
    made.write_as_person(person)
    made.signature = made.random.choice([person.first, person.name, f"{person.name}\n{person.title}"])


def _partner(made: Scene, *kinds: str) -> Firm:
    firm = made.campaign.firm(made.random.choice(kinds))
    person = contact(firm, made.random)
    made.write_as_person(person)
    made.signature = f"{person.name}\n{person.title}, {firm.name}"
    made.values |= {"iban": firm.iban, "author": firm.name}
    return firm


def _stranger(made: Scene, person: Person) -> None:
    made.write_as_person(person)
    made.style = "plain" if person.client is clients.PHONE else person.client.style
    made.signature = person.name


def _service(made: Scene, name: str, address: str, url: str) -> None:
    domain = address.rpartition("@")[2]
    made.author = (name, address)
    ip = f"66.{made.random.randint(1, 250)}.7.9"
    made.route = Route(ip, f"out.{domain}", f"bounce@{domain}", domain, domain)
    made.client, made.style, made.is_notice = clients.SENDER, made.random.choice(["framed", "simple"]), True
    number = made.random.randint(10**9, 10**10)
    made.urls = [url.format(t=_token(made.random), n=number)]


@kind
def staff_note(made: Scene) -> None:
    _colleague(made)


@kind
def staff_money(made: Scene) -> None:
    _colleague(made, "treasurer", "treasurer", "staff")


@kind
def staff_share(made: Scene) -> None:
    _colleague(made)
    made.urls = [f"https://cloud.{made.campaign.domain}/s/{_token(made.random)}"]


@kind
def staff_files(made: Scene) -> None:
    _colleague(made)
    name = made.random.choice(["notes", "minutes", "budget", "speech", "rota", "compte-rendu", "tract"])
    if made.random.random() < 0.5:
        made.files.append((f"{name}.docx", _DOCUMENT, formats.document(text=f"{name} {made.campaign.town}")))
    else:
        made.files.append((f"{name}.pdf", "application/pdf", papers.pdf([name, made.campaign.name])))


@kind
def staff_photos(made: Scene) -> None:
    _colleague(made)
    names = {f"IMG_{made.random.randint(1000, 9999)}.jpg": photograph(made.random) for _ in range(3)}
    made.files.append(("photos.zip", "application/zip", formats.zipped(names)))


@kind
def quote(made: Scene) -> None:
    made.target = target(made.random, made.campaign, "staff", "treasurer")
    firm = _partner(made, "printer", "agency", "venue")
    made.files.append((f"quote-{_token(made.random)[:5]}.pdf", "application/pdf", papers.pdf([firm.name])))


@kind
def invoice(made: Scene) -> None:
    made.target = made.campaign.who("treasurer")
    firm = _partner(made, "printer", "venue", "agency", "hosting")
    words = [firm.name, f"IBAN {firm.iban}", made.campaign.name]
    made.files.append((f"{made.random.randint(2000, 9999)}.pdf", "application/pdf", papers.pdf(words)))


@kind
def reminder(made: Scene) -> None:
    made.target = made.campaign.who("treasurer")
    _partner(made, "printer", "venue", "agency")


@kind
def venue(made: Scene) -> None:
    firm = _partner(made, "venue")
    if made.random.random() < 0.5:
        made.files.append(("contract.pdf", "application/pdf", papers.pdf([firm.name, made.campaign.name])))


@kind
def agency(made: Scene) -> None:
    firm = _partner(made, "agency")
    host = made.random.choice([f"files.{firm.domain}/", "we.tl/t-", f"{firm.domain}/p/"])
    made.urls = [f"https://{host}{_token(made.random)[:12]}"]


@kind
def hosting(made: Scene) -> None:
    firm = made.campaign.firm("hosting")
    made.target = target(made.random, made.campaign, "it", "treasurer")
    _service(made, firm.name, f"support@{firm.domain}", f"https://my.{firm.domain}/tickets/{{n}}")


@kind
def accountant(made: Scene) -> None:
    made.target = made.campaign.who("treasurer")
    _partner(made, "accountant")


@kind
def lawyer(made: Scene) -> None:
    _partner(made, "lawyer")
    if made.random.random() < 0.6:
        made.files.append(("note.docx", _DOCUMENT, formats.document(text="Note")))


@kind
def bank(made: Scene) -> None:
    """The bank, without links."""
    made.target = target(made.random, made.campaign, "treasurer", "director")
    _partner(made, "bank")


@kind
def journalist(made: Scene) -> None:
    made.target = target(made.random, made.campaign, "press", "press", "director", "candidate")
    if made.random.random() < 0.7:
        _partner(made, "newspaper")
    else:
        _stranger(made, made.random.choice(made.campaign.strangers))


def _public(made: Scene) -> None:
    _stranger(made, made.random.choice(made.campaign.strangers))


@kind
def volunteer(made: Scene) -> None:
    _public(made)


@kind
def application(made: Scene) -> None:
    _public(made)
    made.files.append(("CV.pdf", "application/pdf", papers.pdf([made.author[0], "Curriculum vitae"])))


@kind
def voter(made: Scene) -> None:
    _public(made)


@kind
def donor(made: Scene) -> None:
    _public(made)


@kind
def authority(made: Scene) -> None:
    domain = _OFFICES[made.language]
    name = {"en": "Elections office", "fr": "Bureau des élections"}[made.language]
    made.author = (name, f"contact@{domain}")
    made.route = Route("185.24.184.9", f"mx.{domain}", f"contact@{domain}", domain, domain)
    made.client, made.style = clients.OUTLOOK, "simple"
    made.signature = name


@kind
def shared_document(made: Scene) -> None:
    """A true share from a provider's true domain."""
    made.values["sharer"] = made.other("staff").name
    name, address, url = made.random.choice(_SHARES)
    _service(made, f"{made.values['sharer']} ({name})", address, url)


@kind
def sign_in(made: Scene) -> None:
    _service(made, *made.random.choice(_ACCOUNTS))


@kind
def reset(made: Scene) -> None:
    _service(made, *made.random.choice(_ACCOUNTS))


@kind
def gift_notice(made: Scene) -> None:
    service = made.campaign.services[-1]
    made.target = target(made.random, made.campaign, "treasurer", "staff")
    host = service.domains[0]
    _service(made, service.name, f"notifications@{host}", f"https://{host}/dashboard/{{n}}")


@kind
def meeting(made: Scene) -> None:
    """A colleague's invitation with a link to a true meeting."""
    _colleague(made)
    number = made.random.randint(10**9, 10**10)
    made.urls = [made.random.choice(_MEETINGS).format(t=_token(made.random)[:12], n=number)]
    at = made.sent_at or made.campaign.today_at
    made.calendar = calendars.invitation(
        made.author, made.target.mailbox, at, made.campaign.name, made.urls[0]
    )


@kind
def signature(made: Scene) -> None:
    """A true request to sign."""
    made.values["sharer"] = made.other("staff").name
    name = f"{made.values['sharer']} via DocuSign"
    _service(made, name, "dse@eumail.docusign.net", "https://eu.docusign.net/Signing/{t}")
