"""Money that is meant for suppliers, and money that is to be given back."""

from mailguard.corpus import accounts, hosts, people
from mailguard.corpus.attacks.families import family
from mailguard.corpus.campaign import Firm
from mailguard.corpus.scenes import Scene, contact, target
from mailguard.corpus.writers import papers


def _account(scene: Scene) -> str:
    return accounts.iban(scene.random, scene.random.choice(["FR", "GB", "DE", "LT"]))


def _supplier(scene: Scene) -> Firm:
    scene.target = target(scene.random, scene.campaign, "treasurer", "treasurer", "staff")
    firm = scene.campaign.firm(scene.random.choice(["printer", "venue", "agency", "hosting"]))
    scene.values |= {
        "firm": firm.name,
        "iban": _account(scene),
        "bic": f"ZQ{scene.random.getrandbits(24):06X}",
    }
    return firm


def _letterhead(scene: Scene, kind: str) -> None:
    words = [f"{scene.values['firm']}", f"IBAN {scene.values['iban']}", f"BIC {scene.values['bic']}"]
    scene.files.append(
        (f"{kind}-{scene.random.randint(100, 9999)}.pdf", "application/pdf", papers.pdf(words))
    )


@family
def bank_change_lookalike(scene: Scene) -> None:
    firm = _supplier(scene)
    person = contact(firm, scene.random)
    local = person.address.partition("@")[0]
    scene.write_as(person.name, f"{local}@{hosts.near(scene.random, firm.domain)}")
    scene.signature = f"{person.name}\n{person.title}, {firm.name}"
    if scene.random.random() < 0.5:
        _letterhead(scene, {"en": "bank-details", "fr": "RIB"}[scene.language])


@family
def bank_change_compromised(scene: Scene) -> None:
    """A supplier's new account, from their true mailbox, which somebody has broken into."""
    firm = _supplier(scene)
    person = contact(firm, scene.random)
    scene.write_broken_in(person)
    scene.signature = f"{person.name}\n{person.title}, {firm.name}"
    if scene.random.random() < 0.5:
        near = hosts.near(scene.random, firm.domain)
        scene.extra["Reply-To"] = f"{person.address.partition('@')[0]}@{near}"
    if scene.random.random() < 0.5:
        _letterhead(scene, {"en": "bank-details", "fr": "RIB"}[scene.language])


@family
def invoice_lookalike(scene: Scene) -> None:
    """An invoice as if from a supplier, from a domain like theirs, with another account."""
    firm = _supplier(scene)
    person = contact(firm, scene.random)
    scene.write_as(
        scene.random.choice([person.name, firm.name]), f"accounts@{hosts.near(scene.random, firm.domain)}"
    )
    scene.signature = firm.name
    _letterhead(scene, {"en": "invoice", "fr": "facture"}[scene.language])


@family
def donation_refund(scene: Scene) -> None:
    """Somebody gave too much by mistake and wants it back, on another account."""
    scene.target = target(scene.random, scene.campaign, "treasurer", "staff")
    name = f"{people.first(scene.random, scene.language)} {people.last(scene.random, scene.language)}"
    scene.values |= {"iban": _account(scene)}
    scene.write_free(name)


@family
def authority_notice(scene: Scene) -> None:
    """An office writes: elections, taxes, data protection. It isn't the office."""
    offices = {
        "en": ("Electoral Commission", "Tax Office", "Data Protection Authority", "Campaign Finance Board"),
        "fr": (
            "Commission des comptes de campagne",
            "Direction des impôts",
            "Protection des données",
            "Préfecture",
        ),
    }
    office = scene.random.choice(offices[scene.language])
    scene.values["office"] = office
    scene.is_notice = True
    word = scene.random.choice(["gov", "gouv", "service", "online"])
    host = f"{people.slug(office)}-{word}.{scene.random.choice(['com', 'org', 'info', 'eu'])}"
    if scene.random.random() < 0.7:
        scene.write_as(
            office, f"{scene.random.choice(['notice', 'contact', 'compliance', 'no-reply'])}@{host}"
        )
    else:
        scene.write_hacked(office, "contact")
    scene.urls = [scene.random.choice([hosts.url(scene.random, host, scene.target.address), scene.portal()])]
