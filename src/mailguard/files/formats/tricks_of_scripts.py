"""Scripts in pages: do they build a file, lead elsewhere, or hide what they do? Nothing is run."""

import re

from mailguard.files.finding import Finding

_SCRIPT = re.compile(
    r"<(?:\w+:)?script\b|\bon(?:load|error|click|mouseover|focus|begin|pageshow|animationstart|toggle)\s*="
    r"|(?:href|src|action)\s{0,20}=\s{0,20}[\"']?\s{0,20}(?:javascript|vbscript):",
    re.IGNORECASE,
)
_BUILDS = re.compile(
    r"new\s+(?:window\.|self\.)?(?:Blob|File)\s*\(|\[[\"']Blob[\"']\]|createObjectURL|msSave(?:OrOpen)?Blob|"
    r"navigator\.msSave|\.download\s*=|setAttribute\(\s*[\"']download[\"']|\bdownload\s*=\s*[\"'][^\"']+[\"']",
    re.IGNORECASE,
)
_DECODES = re.compile(
    r"\batob\b|fromCharCode|base64ToArrayBuffer|Uint8Array|charCodeAt|\bunescape\s*\(|decodeURIComponent\s*\(",
    re.IGNORECASE,
)
_DATA_LINK = re.compile(
    r"href\s{0,20}=\s{0,20}[\"']?\s{0,20}data:(?:application|text/html|image/svg)[^\"'>]{0,80};base64,",
    re.IGNORECASE,
)
# A name, words without one of which the pattern can't match, and the pattern.
_HIDES = (
    (
        "eval",
        ("eval", "function"),
        re.compile(r"\beval\s*\(|\bFunction\s*\(\s*[\"'a-z_$][^)]{0,200}\)\s*\(|\[[\"']eval[\"']\]"),
    ),
    (
        "document.write of decoded text",
        ("write",),
        re.compile(
            r"document(?:\.write(?:ln)?|\[[\"']write[\"']\])\s*\(\s*(?:window\.)?(?:unescape|atob|decodeURI)"
        ),
    ),
    (
        "characters as numbers",
        ("fromcharcode", "\\x"),
        re.compile(r"fromCharCode[^;]{0,40}\(|(?:\\x[0-9a-f]{2}){12,}", re.IGNORECASE),
    ),
    ("names without meaning", ("_0x",), re.compile(r"\b_0x[0-9a-f]{3,}")),
    (
        "an address put together first",
        ("location",),
        re.compile(
            r"location(?:\.href|\.replace|\.assign)?\s{0,9}(?:=|\()\s{0,9}(?:window\.)?"
            r"(?:atob|unescape|decodeURI(?:Component)?|String\.fromCharCode)\s{0,9}\(",
            re.IGNORECASE,
        ),
    ),
    ("brackets and signs only", ("[]",), re.compile(r"(?<![\[\]()!+])[\[\]()!+]{60,}")),
)
_LEADS = re.compile(
    r"(?:window\.|document\.|top\.|self\.|parent\.)?location(?:\.href|\.replace|\.assign)?\s*(?:=|\()\s*"
    r"[\"'`](https?://[^\"'`\s]{4,1500})",
    re.IGNORECASE,
)
_SENDS = re.compile(
    r"(?:fetch|\.open|\.ajax|\.post|url\s*:|action\s*=)\s*\(?[^;\n]{0,60}?[\"'`](https?://[^\"'`\s]{4,500})"
)


def judge(text: str, found: Finding) -> bool:
    """Note what the scripts in ``text`` (a page and its decoded layers) do; False where there is none."""
    if not _SCRIPT.search(text):
        if _DATA_LINK.search(text):
            found.note("smuggling", "link to data")
        return False
    low = text.lower()
    builds = _BUILDS.search(text) if any(word in low for word in ("blob", "download", "file(")) else None
    if builds and (decodes := _DECODES.search(text)):
        found.note("smuggling", f"{builds[0][:60]} with {decodes[0]}")
    elif _DATA_LINK.search(text):
        found.note("smuggling", "link to data")
    for name, needles, pattern in _HIDES:
        if any(needle in low for needle in needles) and pattern.search(text):
            found.note("obfuscated", name)
    for url in redirects(text):
        found.note("redirect", url)
        found.link(url, where="script")
    for url in _SENDS.findall(text)[:20]:
        found.link(url, where="script")
    if re.search(r"type\s*=\s*[\"']?password", text, re.IGNORECASE):
        found.note("asks_password")
    return True


def redirects(text: str) -> list[str]:
    """Addresses that scripts lead the browser to, at most ten."""
    return _LEADS.findall(text)[:10] if "ocation" in text else []
