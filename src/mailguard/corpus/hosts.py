"""Hosts that attackers register, break into or borrow. Names are made, not looked up."""

from random import Random

from mailguard.corpus import people

_SERVICES = (
    *("onedrive", "mail", "webmail", "portal", "login", "account", "cloud", "drive", "secure", "sso", "docs"),
    *("sharepoint", "office", "outlook", "connect", "share", "files", "gmail", "teams"),
)
_WORDS_OF_FRANCE = ("compte", "portail", "messagerie", "fichiers", "partage", "connexion", "espace", "acces")
_PROVIDERS = (
    *("office", "onedrive", "sharepoint", "outlook", "microsoft", "google", "gdrive", "office365", "icloud"),
    *("microsoftonline", "dropbox", "docusign", "wetransfer"),
)
_SUFFIXES = ("com", "net", "org", "fr", "eu", "info", "online", "site", "top", "co", "cloud", "live", "app")
_PAGES = (
    *("pages.dev", "workers.dev", "web.app", "firebaseapp.com", "vercel.app", "netlify.app", "weebly.com"),
    *("github.io", "azurewebsites.net", "blob.core.windows.net", "r2.dev", "wixsite.com", "glitch.me"),
)
_SHORT = ("bit.ly", "tinyurl.com", "is.gd", "cutt.ly", "t.ly", "rb.gy", "urlz.fr")
_FREE = (
    "gmail.com",
    "outlook.com",
    "yahoo.com",
    "proton.me",
    "gmx.com",
    "hotmail.com",
    "mail.com",
    "aol.com",
)
_TURNED = {"o": "0", "l": "1", "i": "l", "m": "rn", "e": "3", "s": "5", "w": "vv", "d": "cl"}


def near(random: Random, domain: str) -> str:
    """A domain that a reader takes for this one: one sign off, another suffix, a hyphen, a word beside it."""
    label, _, suffix = domain.partition(".")
    draw = random.randrange(6)
    if draw == 0:
        return f"{_slip(random, label)}.{suffix}"
    if draw == 1:
        return f"{label}.{random.choice([each for each in _SUFFIXES if each != suffix])}"
    if draw == 2:
        flat = label.replace("-", "") if "-" in label else _hyphen(random, label)
        return f"{flat}.{suffix}"
    if draw == 3:
        return f"{label}-{random.choice(['team', 'hq', 'office', 'group', 'finance', 'contact'])}.{suffix}"
    if draw == 4:
        more, end = (
            random.choice(["s", "hq", f"-{suffix.replace('.', '-')}"]),
            random.choice(["com", "net", "org"]),
        )
        return f"{label}{more}.{end}"
    return f"{_slip(random, label)}.{random.choice(_SUFFIXES)}"


def service(random: Random, domain: str, language: str) -> str:
    """A service's word joined to the campaign's name, such as ``onedrive-our-name.net``."""
    label, _, suffix = domain.partition(".")
    words = _SERVICES + (_WORDS_OF_FRANCE if language == "fr" else ())
    word = random.choice(words)
    suffix = random.choice([suffix, *_SUFFIXES])
    return random.choice([f"{word}-{label}.{suffix}", f"{label}-{word}.{suffix}", f"{word}{label}.{suffix}"])


def provider(random: Random, language: str) -> str:
    """A provider's word without the campaign's name, such as ``portal-office.net``."""
    word = random.choice(_PROVIDERS)
    others = ("portal", "accounts", "login", "secure", "auth", "verify", "id", "access", "online", "shared")
    other = random.choice(others + (_WORDS_OF_FRANCE if language == "fr" else ()))
    suffix = random.choice(_SUFFIXES)
    shape = random.choice(["{o}-{w}.{s}", "{w}-{o}.{s}", "{o}.{w}-{s}.com", "{w}.{o}-id.{s}"])
    return shape.format(o=other, w=word, s=suffix)


def hacked(random: Random, language: str) -> str:
    last, town = people.last(random, language), random.choice(people.names(language)["towns"])
    trade = random.choice(
        ["plumbing", "bakery", "garage", "dental", "flowers", "yoga", "hotel", "tennis", "immo"]
    )
    name = random.choice([f"{last}-{trade}", f"{trade}-{town}", f"{last}{trade}"])
    return f"{people.slug(name)}.{random.choice(['com', 'fr', 'co.uk', 'it', 'com.br', 'in', 'pl', 'net'])}"


def page(random: Random) -> str:
    word = random.choice(["docs", "view", "share", "auth", "mail", "file", "inbox", "web", "app"])
    return f"{word}-{random.getrandbits(24):x}.{random.choice(_PAGES)}"


def short(random: Random) -> str:
    return f"https://{random.choice(_SHORT)}/{_token(random, 7)}"


def free_mailbox(random: Random, name: str) -> str:
    first, last = people.slug(name.split()[0]), people.slug(name.split()[-1])
    words = ("office", "campaign", "pro", "private", "direct", "desk", "mail", "perso")
    local = random.choice(
        [
            f"{first}.{last}{random.randint(1, 999)}",
            f"{first}{last}.{random.choice(words)}",
            f"{random.choice(words)}{random.randint(10, 9999)}",
            f"{last}.{first}.{random.choice(words)}",
        ]
    )
    return f"{local}@{random.choice(_FREE)}"


def url(random: Random, host: str, reader: str) -> str:
    """A page on such a host where somebody is to sign in or fetch something; at times it names the reader."""
    path = random.choice(
        [
            "login/{t}",
            "{t}",
            "s/{t}",
            "auth/signin?id={t}",
            "wp-content/plugins/{s}/index.php?e={t}",
            "view/document/{t}",
            "owa/auth/logon.aspx?r={t}",
            "common/oauth2/authorize?session={t}",
            "?u={m}",
            "#{m}",
            "portal/{s}/{t}.html",
        ]
    )
    token = _token(random, random.randint(6, 24))
    return f"https://{host}/" + path.format(t=token, s=_token(random, 5), m=reader)


def _slip(random: Random, label: str) -> str:
    at = random.randrange(1, max(2, len(label) - 1))
    draw = random.randrange(4)
    turned = [each for each in range(1, len(label)) if label[each] in _TURNED]
    if draw == 0 and turned:
        at = random.choice(turned)
        return label[:at] + _TURNED[label[at]] + label[at + 1 :]
    if draw == 1:
        return label[:at] + label[at] + label[at:]
    if draw == 2 and len(label) > 5 and label[at] != "-":
        return label[:at] + label[at + 1 :]
    for first in range(at, len(label) - 1):
        if label[first] != label[first + 1]:
            return label[:first] + label[first + 1] + label[first] + label[first + 2 :]
    return label + label[-1]


def _hyphen(random: Random, label: str) -> str:
    at = random.randrange(2, max(3, len(label) - 2))
    return f"{label[:at]}-{label[at:]}"


def _token(random: Random, n: int) -> str:
    return "".join(random.choice("abcdefghijkmnpqrstuvwxyz23456789ABCDEFGHKLMNPQRSTUVWXYZ") for _ in range(n))
