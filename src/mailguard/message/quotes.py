"""Where the writer's own words end and quoted mail begins."""

import re

_INTRODUCTION = re.compile(
    r"(?:On|Am|Le|El|Il|Op|Em|A) .{6,200}?"
    r"(?:wrote|schrieb.{0,80}|a écrit|escribió|ha scritto|schreef.{0,80}|escreveu)\s?:?"
    r"|.{2,120} (?:wrote|a écrit|writes|écrivait|schrieb|escribió)\s?:",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"-{2,}\s*(?:"
    r"Original Message|Forwarded message|Forwarded by .{0,80}|Message d['’]origine|Message original"
    r"|Message transféré|Message transmis|Ursprüngliche Nachricht|Weitergeleitete Nachricht|Mensaje original"
    r"|Mensaje reenviado|Messaggio originale|Messaggio inoltrato|Oorspronkelijk bericht|Mensagem original)"
    r"\s*-{2,}"
    r"|(?:Begin forwarded message|Début du message (?:transféré|réexpédié)"
    r"|Anfang der weitergeleiteten Nachricht)\s?:"
    r"|_{20,}",
    re.IGNORECASE,
)
_FROM = re.compile(r"\*?(?:From|De|Von|Da|Van|Expéditeur)\s?:\*?\s*\S", re.IGNORECASE)
_FIELD = re.compile(
    r"\*?(?:Sent|Date|To|Cc|Subject|Envoyé|Envoyé le|À|A|Objet|Gesendet|An|Betreff|Datum|Enviado(?: el)?|Para"
    r"|Asunto|Fecha|Inviato|Oggetto|Verzonden|Aan|Onderwerp|Assunto|Destinataire)\s?:",
    re.IGNORECASE,
)
# A text without any of these quotes nothing. Both begin with what is quick to find.
_BEGINS = re.compile(r"\n(?:[ \t]*(?:\|?>|--|__)|\*?(?:From|De|Von|Da|Van|Exp))", re.IGNORECASE)
_LEADS = re.compile(r":[ \t]*$", re.MULTILINE)
_WROTE = re.compile(r"(?:wrote|écrit)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_LOOK = 5  # lines of a header block


def cut(text: str) -> tuple[str, str]:
    """(own words, quoted words) of plain text: lines with ">" wherever, as people answer between.

    What an Outlook header block, a banner or a signature mark starts goes there to the end.
    """
    if not _may_quote(text):
        return text.strip(), ""
    lines = text.split("\n")
    own: list[str] = []
    quoted: list[str] = []
    for number, line in enumerate(lines):
        stripped = line.strip()
        if stripped.startswith((">", "|>")) and not stripped.startswith(">From "):
            quoted.append(stripped)
        elif _ends(lines, number, stripped, bool(own)):
            quoted.extend(lines[number:])
            break
        elif stripped and _introduces(lines, number, stripped):
            quoted.append(stripped)
        else:
            own.append(line)
    return "\n".join(own).strip(), "\n".join(quoted).strip()


def _may_quote(text: str) -> bool:
    if _BEGINS.search(f"\n{text}") or _LEADS.search(text):
        return True
    lower = text.lower()
    return ("wrote" in lower or "écrit" in lower) and _WROTE.search(text) is not None


def _ends(lines: list[str], number: int, line: str, has_own: bool) -> bool:
    """Everything from here on is not the writer's."""
    first = line[:1]
    if first in {"-", "_", "B", "b", "D", "d", "A", "a"} and _BANNER.match(line):
        return True
    if line in {"--", "-- "} and has_own:
        return True
    if ":" in line[:14] and _FROM.match(line):
        following = [each.strip() for each in lines[number + 1 : number + 1 + _LOOK]]
        return sum(bool(_FIELD.match(each)) for each in following) >= 2
    return False


def _introduces(lines: list[str], number: int, line: str) -> bool:
    """ "On … wrote:" with quoted lines, or the end of the text, behind it; it may be broken in two lines."""
    if len(line) > 320:
        return False
    if line.endswith(":") or line.endswith(("wrote", "écrit")):
        if _INTRODUCTION.fullmatch(line):
            return True
    elif number + 1 < len(lines) and line.startswith(("On ", "Le ", "Am ", "El ", "Il ")):
        following = lines[number + 1].strip()
        if following.endswith(":") and _INTRODUCTION.fullmatch(f"{line} {following}"):
            lines[number + 1] = f"> {following}"
            return True
    return False
