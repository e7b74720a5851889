"""Long letters of campaigns and associations about a cause: appeals, deadlines, polls, petitions, thanks."""

from random import Random

from mailguard.corpus import people, senders
from mailguard.corpus.letters import Letter
from mailguard.corpus.phrases import Phrases, pools

_FRAMES = {"en": "frame", "fr": "cadre"}
_PAC = (
    *(
        "actionnetwork.org",
        "ngpvan.com",
        "list-manage.com",
        "sendgrid.net",
        "nationbuilder.com",
        "winred.com",
    ),
    *("actblue.com", "everyaction.com", "brevo.com", "mailjet.com", "qomon.app", "helloasso.com"),
)
_LEAVE = {
    "en": ("Unsubscribe", "unsubscribe here", "Stop receiving emails", "Manage preferences"),
    "fr": ("Se désinscrire", "Me désabonner", "Gérer mes préférences", "Ne plus recevoir nos messages"),
}


def make(language: str, seed: int) -> bytes:
    """One letter of one sender who keeps to one side; the same arguments give the same bytes."""
    random = Random(f"cause {language} {seed}")
    return letter(random, language).render(random)


def letter(random: Random, language: str, org: str = "", domain: str = "") -> Letter:
    words = pools(f"causes_{language}")
    frame = words[_FRAMES[language]]
    org = org or people.organisation(random, language)
    values = people.values(random, language, org) | {"name": "membership" if language == "en" else "adhésion"}
    values |= {"he": "he", "she": "she"}
    phrases = Phrases(random, values)
    topic = random.choice([key for key in words if key != _FRAMES[language]])
    side = random.choice(["left", "right"])
    subject = phrases.one(random.choice([frame["subjects"], words[topic]["subjects"]]))
    domain = domain or senders.domain_of(random, org)
    host = random.choice(
        [senders.host_of(random, domain), domain, f"{people.slug(org)[:14]}.{random.choice(_PAC)}"]
    )
    paragraphs = _paragraphs(random, phrases, frame, words[topic][side], words, side)
    asks = [(phrases.one(frame["ask"]), senders.url_of(random, host)) for _ in range(random.randint(1, 6))]
    leave = f"https://{host}/unsubscribe/{random.getrandbits(48):x}"
    asks.append((random.choice(_LEAVE[language]), leave))
    author = values["first"] + " " + values["last"]
    name = random.choice([org, author, f"{author}, {org}", f"{author} ({org})", f"{values['first']} @ {org}"])
    local = random.choice(
        ["info", "contact", "news", "team", "hello", "equipe", "action", "campagne", "vote"]
    )
    return Letter(
        (name.replace(" @ ", " – "), f"{local}@{domain}"),
        senders.colleague(random, language, "example.org"),
        subject,
        [
            phrases.one(frame["opening"]),
            *paragraphs,
            phrases.one(frame["closing"]),
            random.choice([author, org]),
        ],
        asks,
        phrases.some(frame["footer"], 1, 4),
        [f"https://{host}/i/{random.getrandbits(32):x}.png" for _ in range(random.randint(0, 3))],
        random.choice(["framed", "framed", "simple", "plain", "designed", "bare"]),
        senders.headers_of(random, "campaign", domain, leave),
    )


def _paragraphs(
    random: Random,
    phrases: Phrases,
    frame: dict[str, list[str]],
    own: list[str],
    words: dict[str, dict[str, list[str]]],
    side: str,
) -> list[str]:
    """Hook, cause, appeal, news, appeal again, at times a second cause; joined into paragraphs."""
    causes = phrases.some(own, 3, 5)
    for _ in range(random.choice([0, 1, 1, 2])):
        topic = random.choice([key for key, value in words.items() if side in value])
        causes += [each for each in phrases.some(words[topic][side], 1, 4) if each not in causes]
    sentences = [
        *phrases.some(frame["hook"], 1, 3),
        *causes,
        *phrases.some(frame["appeal"], 1, 7),
        *phrases.some(frame["news"], 0, 6),
    ]
    middle = sentences[1:]
    if random.random() < 0.5:
        random.shuffle(middle)
    sentences[1:] = middle
    made, waiting = [], list(sentences)
    while waiting:
        n = random.choice([1, 1, 2, 3])
        made.append(" ".join(waiting[:n]))
        waiting = waiting[n:]
    return made + phrases.some(frame["postscript"], 0, 1)
