"""Somebody writes as one of ours, or as a person of standing, and asks for money, files, codes or secrecy."""

from mailguard.corpus import hosts, people
from mailguard.corpus.attacks.families import family
from mailguard.corpus.campaign import Person
from mailguard.corpus.scenes import Scene, target


def _pose(scene: Scene, person: Person) -> None:
    """As a colleague: a free mailbox, a near domain, or our own domain forged."""
    draw = scene.random.random()
    if draw < 0.6:
        scene.write_free(person.name)
    elif draw < 0.85:
        local = person.address.partition("@")[0]
        scene.write_as(person.name, f"{local}@{hosts.near(scene.random, scene.campaign.domain)}")
    else:
        scene.write_spoofed(person.name, person.address)
        scene.extra["Reply-To"] = hosts.free_mailbox(scene.random, person.name)
    scene.signature = scene.random.choice([person.name, person.first, f"{person.name}\n{person.title}"])


@family
def urgent_payment(scene: Scene) -> None:
    """The candidate asks the treasurer for a transfer, at once and quietly."""
    scene.target = scene.campaign.who("treasurer")
    _pose(scene, scene.other(scene.random.choice(["candidate", "candidate", "director"])))


@family
def gift_cards(scene: Scene) -> None:
    scene.target = target(scene.random, scene.campaign, "staff")
    _pose(scene, scene.other(scene.random.choice(["director", "candidate"])))


@family
def errand(scene: Scene) -> None:
    """A first short note that asks only whether one is there; the wish comes with the answer."""
    _pose(scene, scene.other(scene.random.choice(["director", "candidate", "treasurer"])))


@family
def payroll_change(scene: Scene) -> None:
    scene.target = scene.campaign.who("treasurer")
    _pose(scene, scene.other("staff"))


@family
def data_request(scene: Scene) -> None:
    _pose(scene, scene.other(scene.random.choice(["candidate", "director"])))


@family
def lawyer_request(scene: Scene) -> None:
    name = f"{people.first(scene.random, scene.language)} {people.last(scene.random, scene.language)}"
    title = {"en": "Solicitor", "fr": "Avocat à la Cour"}[scene.language]
    if scene.random.random() < 0.5:
        firm = scene.campaign.firm("lawyer")
        scene.write_as(name, f"{people.slug(name)}@{hosts.near(scene.random, firm.domain)}")
    else:
        scene.write_free(name)
    scene.signature = f"{name}\n{title}"


@family
def press_impersonation(scene: Scene) -> None:
    """As our press officer, the day after something happened, with lines to take behind a link."""
    _pose(scene, scene.other("press"))
    if scene.random.random() < 0.8:
        scene.urls = [scene.portal()]


@family
def other_channel(scene: Scene) -> None:
    _pose(scene, scene.other(scene.random.choice(["candidate", "director", "press"])))


@family
def code_request(scene: Scene) -> None:
    _pose(scene, scene.other("it") if scene.random.random() < 0.6 else scene.other("staff"))


@family
def reply_to_swap(scene: Scene) -> None:
    """Our own address in From, so that it looks like a colleague; answers go elsewhere."""
    person = scene.other(scene.random.choice(["candidate", "director", "staff"]))
    scene.write_spoofed(person.name, person.address)
    scene.extra["Reply-To"] = f"{person.name} <{hosts.free_mailbox(scene.random, person.name)}>"
    scene.signature = person.first


@family
def scandal_link(scene: Scene) -> None:
    """A rumour: a resignation, a leak, a photograph. The proof is behind a link."""
    if scene.random.random() < 0.5:
        _pose(scene, scene.other("staff"))
    else:
        scene.write_free(
            f"{people.first(scene.random, scene.language)} {people.last(scene.random, scene.language)}"
        )
    scene.urls = [scene.portal()]


@family
def decoy_touched(scene: Scene) -> None:
    """Comes to an address that only somebody who stole or guessed it can know."""
    decoy = scene.random.choice(scene.campaign.decoys)
    scene.to = ("", decoy)
    name = f"{people.first(scene.random, scene.language)} {people.last(scene.random, scene.language)}"
    if scene.random.random() < 0.5:
        scene.write_free(name)
    else:
        _pose(scene, scene.other("director"))
    scene.greeting = {"en": "Hello,", "fr": "Bonjour,"}[scene.language]
    if scene.random.random() < 0.5:
        scene.urls = [scene.portal()]


@family
def journalist_interview(scene: Scene) -> None:
    """A journalist, as if of a paper we know, sends questions behind a link or in a file."""
    scene.target = target(scene.random, scene.campaign, "press", "candidate", "director", "staff")
    firm = scene.campaign.firm("newspaper")
    person = scene.random.choice(firm.people)
    scene.values["paper"] = firm.name
    if scene.random.random() < 0.6:
        local = person.address.partition("@")[0]
        scene.write_as(person.name, f"{local}@{hosts.near(scene.random, firm.domain)}")
    else:
        scene.write_free(person.name)
    scene.signature = f"{person.name}\n{firm.name}"
    scene.urls = [scene.portal()]
