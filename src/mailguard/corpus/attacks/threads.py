"""Attacks inside a talk: a true one that was stolen, or one that never was."""

from mailguard.corpus import accounts, history, hosts, people
from mailguard.corpus.attacks.families import family
from mailguard.corpus.phrases import Phrases
from mailguard.corpus.scenes import Scene
from mailguard.corpus.writers import locks


def _steal(scene: Scene) -> history.Thread:
    thread = scene.random.choice(history.make(scene.campaign).threads)
    scene.target = thread.ours
    scene.subject = thread.subject
    scene.thread = thread.ids
    scene.quote = history.quoted(scene.language, thread.by, thread.said)
    return thread


@family
def thread_hijack_lookalike(scene: Scene) -> None:
    """A true talk goes on from a domain like the partner's."""
    thread = _steal(scene)
    scene.values["iban"] = accounts.iban(scene.random, scene.random.choice(["FR", "GB", "DE", "LT"]))
    local = thread.other.address.partition("@")[0]
    scene.write_as(thread.other.name, f"{local}@{hosts.near(scene.random, thread.other.domain)}")
    scene.signature = thread.other.name
    if scene.random.random() < 0.6:
        scene.urls = [scene.portal()]


@family
def thread_hijack_compromised(scene: Scene) -> None:
    """A true talk goes on from the partner's true mailbox, which somebody has broken into."""
    thread = _steal(scene)
    scene.write_broken_in(thread.other)
    scene.signature = thread.other.first
    password = f"{scene.random.choice(['doc', 'Q', 'file'])}{scene.random.randint(100, 9999)}"
    scene.values["password"] = password
    if scene.random.random() < 0.6:
        scene.urls = [scene.portal()]
    else:
        made = locks.old(password.encode(), b"document.exe")
        scene.files.append((f"{people.slug(scene.subject)[:30] or 'file'}.zip", "application/zip", made))


@family
def thread_forged(scene: Scene) -> None:
    """An answer to a talk that never was, with an approval quoted in it."""
    scene.target = scene.campaign.who("treasurer")
    scene.values["iban"] = accounts.iban(scene.random, scene.random.choice(["FR", "GB", "DE", "LT"]))
    draw = scene.random.random()
    person = scene.other(scene.random.choice(["candidate", "director"]))
    if draw < 0.5:
        scene.write_free(person.name)
    else:
        name = f"{people.first(scene.random, scene.language)} {people.last(scene.random, scene.language)}"
        scene.write_hacked(name, "accounts")
    values = scene.all_values()
    scene.values["sum"] = values["sum"]  # the same in the letter and in what it quotes
    scene.quote = Phrases(scene.random, values).one(scene.words["quote"])
    if scene.random.random() < 0.5:
        domain = scene.author[1].rpartition("@")[2]
        scene.thread = (f"{scene.random.getrandbits(64):x}@{domain}",)
