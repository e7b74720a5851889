"""False notices that lead to a page where a log-in, a code or a consent is taken."""

from mailguard.corpus import hosts
from mailguard.corpus.attacks.families import family
from mailguard.corpus.scenes import Scene

_BRANDS = ("Microsoft 365", "OneDrive", "SharePoint", "Google Drive", "Dropbox", "Outlook", "Microsoft Teams")


def _notice(scene: Scene, name: str, host: str) -> None:
    """From a service's name: the attacker's own host, our own domain forged, or a mailbox broken into."""
    scene.is_notice = True
    draw = scene.random.random()
    if draw < 0.5:
        scene.write_as(name, scene.services_mailbox(home=host))
    elif draw < 0.7:
        scene.write_spoofed(name, scene.services_mailbox(home=scene.campaign.domain))
    elif draw < 0.85:
        scene.write_hacked(name, scene.random.choice(["info", "contact", "admin", "sales"]))
    else:
        scene.write_as(name, scene.services_mailbox())
    scene.show = scene.random.random() < 0.25


@family
def storage_share(scene: Scene) -> None:
    """A colleague is said to have shared a file; the page is on a host that looks like our storage."""
    host = hosts.service(scene.random, scene.campaign.domain, scene.language)
    scene.values["sharer"] = scene.other("staff").name
    _notice(scene, scene.random.choice([scene.values["sharer"], *_BRANDS[1:5]]), host)
    scene.urls = [hosts.url(scene.random, host, scene.target.address)]


@family
def mail_portal(scene: Scene) -> None:
    """Our webmail is said to need a new log-in, on a host that joins our name to a word for mail."""
    host = hosts.service(scene.random, scene.campaign.domain, scene.language)
    name = scene.campaign.name
    _notice(scene, scene.random.choice([f"{name} Webmail", "Webmail", name]), host)
    scene.urls = [hosts.url(scene.random, host, scene.target.address)]


@family
def provider_portal(scene: Scene) -> None:
    """A provider is said to write, from a host that bears its name or a word of it, and not ours."""
    host = hosts.provider(scene.random, scene.language)
    scene.values["brand"] = scene.random.choice(_BRANDS)
    scene.write_as(scene.values["brand"], scene.services_mailbox(home=host))
    scene.is_notice = True
    scene.urls = [hosts.url(scene.random, host, scene.target.address)]


@family
def mailbox_full(scene: Scene) -> None:
    _notice(scene, scene.random.choice(["Mail Administrator", "IT Helpdesk", "Postmaster", "Support"]), "")
    scene.urls = [scene.portal()]


@family
def password_expiry(scene: Scene) -> None:
    """The password ends today and may be kept by a click."""
    _notice(scene, scene.random.choice(["IT Support", "Helpdesk", scene.campaign.who("it").name]), "")
    scene.urls = [scene.portal()]


@family
def mfa_reset(scene: Scene) -> None:
    _notice(scene, scene.random.choice(["IT Security", "Microsoft Authenticator", "Security Team"]), "")
    scene.urls = [scene.portal()]


@family
def login_relay(scene: Scene) -> None:
    """A page in between that passes log-in and code on to the true one and keeps the session."""
    label = scene.campaign.domain.partition(".")[0]
    host = scene.random.choice(
        [
            f"login.{hosts.provider(scene.random, scene.language)}",
            f"login.microsoftonline.com.{hosts.hacked(scene.random, scene.language)}",
            f"accounts.google.com-{label}.{hosts.hacked(scene.random, scene.language)}",
        ]
    )
    _notice(scene, scene.random.choice(_BRANDS), "")
    scene.urls = [
        f"https://{host}/common/oauth2/v2.0/authorize?login_hint={scene.target.address}"
        f"&nonce={scene.random.getrandbits(64):x}"
    ]


@family
def oauth_consent(scene: Scene) -> None:
    """The provider's true page, where a stranger's app is to be let into the mailbox."""
    bits = scene.random.getrandbits
    client = f"{bits(32):08x}-{bits(16):04x}-4a1b-9c2d-{bits(48):012x}"
    back = hosts.service(scene.random, scene.campaign.domain, scene.language)
    microsoft = (
        "https://login.microsoftonline.com/common/oauth2/v2.0/authorize"
        f"?client_id={client}&response_type=code&redirect_uri=https%3A%2F%2F{back}%2Fcb"
        "&scope=offline_access%20Mail.Read%20Mail.Send%20Contacts.Read%20Files.Read.All"
    )
    google = (
        f"https://accounts.google.com/o/oauth2/v2/auth?client_id={scene.random.getrandbits(40)}-x.apps."
        f"googleusercontent.com&redirect_uri=https%3A%2F%2F{back}%2Fcb&response_type=code&access_type=offline"
        "&scope=https%3A%2F%2Fmail.google.com%2F%20https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fdrive"
    )
    scene.values["sharer"] = scene.other("staff").name
    _notice(scene, scene.random.choice([*_BRANDS, scene.campaign.who("it").name]), back)
    scene.urls = [scene.random.choice([microsoft, google])]
    scene.show = False


@family
def device_code(scene: Scene) -> None:
    """A meeting that opens with a code typed on the provider's true page for devices."""
    random = scene.random
    code = "".join(random.choice("BCDFGHJKLMNPQRSTVWXZ23456789") for _ in range(9))
    scene.values |= {"code": code, "host": scene.other("press").name}
    name = random.choice([scene.values["host"], "Microsoft Teams", people_of_press(scene)])
    if random.random() < 0.5:
        scene.write_free(name)
    else:
        _notice(scene, name, "")
    scene.show = False
    scene.urls = [
        random.choice(
            [
                "https://microsoft.com/devicelogin",
                "https://login.microsoftonline.com/common/oauth2/deviceauth",
            ]
        )
    ]


def people_of_press(scene: Scene) -> str:
    return scene.campaign.firm("newspaper").people[0].name


@family
def gift_platform(scene: Scene) -> None:
    """The gift platform holds payouts back until somebody signs in."""
    service = scene.campaign.services[-1]
    host = scene.random.choice(
        [
            hosts.near(scene.random, service.domains[0]),
            hosts.service(scene.random, service.domains[0], scene.language),
        ]
    )
    scene.write_as(service.name, scene.services_mailbox(home=host))
    scene.is_notice = True
    scene.urls = [hosts.url(scene.random, host, scene.target.address)]


@family
def domain_renewal(scene: Scene) -> None:
    """The domain or the hosting ends unless it is paid today."""
    firm = scene.campaign.firm("hosting")
    host = scene.random.choice(
        [hosts.near(scene.random, firm.domain), hosts.hacked(scene.random, scene.language)]
    )
    scene.write_as(
        scene.random.choice([firm.name, "Domain Services", "Registrar"]), scene.services_mailbox(home=host)
    )
    scene.is_notice = True
    scene.urls = [hosts.url(scene.random, host, scene.target.address)]


@family
def voicemail(scene: Scene) -> None:
    _notice(scene, scene.random.choice(["Voicemail", "VoIP", "Fax", "Phone system"]), "")
    scene.urls = [scene.portal()]


@family
def esignature(scene: Scene) -> None:
    """A paper waits to be signed electronically, on somebody else's host."""
    scene.values["sharer"] = scene.other("director").name
    scene.write_as(
        scene.random.choice(["DocuSign", "eSign", "Yousign", scene.values["sharer"]]),
        scene.services_mailbox(),
    )
    scene.is_notice = True
    scene.urls = [scene.portal()]
