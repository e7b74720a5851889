"""Traits of files: names and meanings; ``detail`` is for people, cut at 200 characters."""

from mailguard.facts import Trait

NAMES = {
    # What its name tries
    "double_extension": "the name ends like a program behind the ending of a document; detail: both endings",
    "right_to_left": "control characters in the name turn part of it around",
    "padded_name": "many spaces or dots push the true ending out of sight",
    "hidden_ending": "the ending that runs is written so that programs may miss it; detail: the ending",
    "homoglyph_name": "letters of another alphabet stand for Latin ones in the name",
    "traversal": "a member's name leads out of the folder where it would be unpacked; detail: the name",
    "mismatch": "the bytes are of another kind than the name says; detail: ending and true kind",
    # What runs
    "executable": "the operating system runs it; detail: kind",
    "script": "an interpreter of the operating system runs it; detail: ending or kind",
    "script_suspicious": "a script that downloads, decodes or runs something; detail: the word",
    "shortcut": "opening it opens something else; detail: target",
    "shortcut_command": "a shortcut that runs a command; detail: the command",
    "shortcut_remote": "a shortcut or setting that leads to a folder or program elsewhere; detail: address",
    "disk_image": "opening it mounts a disk, whose files lose the mark of the Internet; detail: kind",
    "onenote": "a OneNote notebook",
    "embedded": "a file lies inside a notebook or document; detail: its name",
    # Office
    "macro": "it holds macros; detail: vba or xlm",
    "macro_auto": "a macro starts by itself; detail: its trigger",
    "macro_suspicious": "a macro calls what malware calls; detail: the words",
    "remote_template": "opening it loads a template or object from elsewhere; detail: address",
    "external": "it refers to a picture or sheet elsewhere that loads on opening; detail: address",
    "dde": "a field or formula starts a program; detail: what it starts",
    "ole_object": "an object is embedded; detail: its class",
    "ole_package": "a file is packed as an object to be double-clicked; detail: its name",
    "activex": "it holds ActiveX controls",
    "equation": "an object of the old equation editor, which opens only as an exploit",
    "objupdate": "an embedded object is made to load without a click",
    "lure": "a document that is little more than one link; detail: address",
    # Locks
    "encrypted": "it opens with a password only, in whole or in part; detail: what is locked",
    "opened": "we opened it with a password; detail: the password",
    "password_told": "the message tells a password",
    # Pages
    "html": "a page that a browser opens",
    "scripted": "the page has scripts",
    "smuggling": "the page builds a file to save from its own text; detail: how",
    "obfuscated": "its script is made unreadable; detail: how",
    "redirect": "it leads the reader elsewhere at once; detail: address",
    "asks_password": "it has a field for a password",
    "svg_active": "a picture with scripts or frames in it; detail: what",
    # PDF
    "pdf_auto": "opening it starts an action; detail: the kind of action",
    "pdf_script": "it holds JavaScript",
    "pdf_launch": "a click or opening it starts a program; detail: which",
    "pdf_form": "it has a form to fill",
    "pdf_submit": "its form sends what was filled in; detail: address",
    # Pictures
    "qr": "a QR code; detail: what it says",
    # Limits
    "archive": "other files lie in it",
    "nested_archive": "an archive inside an archive",
    "bomb": "unpacking it would fill memory or disk; detail: why we stopped",
    "partial": "only a part of it was read; detail: which bound was met",
    "cut": "a part of it that may run or show something was not read; detail: which",
    "unread": "it could not be read; detail: why",
    # Calendar and contacts
    "calendar_method": "what an invitation asks for; detail: its METHOD",
    "calendar_organiser": "who an invitation says it is from; detail: address",
    "calendar_attachment": "an invitation refers to a file elsewhere; detail: address",
    "contact_name": "whose card it is; detail: name",
    "contact_address": "an address on a card; detail: address",
    "contact_phone": "a telephone number on a card; detail: number",
}


def meaning(name: str) -> str:
    """What a trait means, without what its detail is."""
    return NAMES[name].partition("; detail:")[0]


def trait(name: str, detail: str = "") -> Trait:
    """A trait of the list; KeyError for another name. White space in ``detail`` is collapsed."""
    if name not in NAMES:
        raise KeyError(name)
    return Trait(name, " ".join(detail.split())[:200])
