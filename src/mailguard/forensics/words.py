"""The words for classes, signs and differences."""

from mailguard.i18n import mark

KIND_WORDS = {
    "proven": mark("genuine (valid signature)"),
    "same": mark("genuine (same as ours)"),
    "altered": mark("altered"),
    "decoy": mark("our decoy"),
    "forged": mark("forged"),
    "unknown": mark("unknown"),
    "unread": mark("could not be read"),
}
PROOFS = {
    "pass": mark("Signed by {domain}, and unchanged since."),
    "weak": mark("Signed by {domain}, which proves little: {why}."),
    "fail": mark("Its signature of {domain} is wrong: {why}."),
    "unknown": mark("Its signature of {domain} can't be checked: {why}."),
}
HOW = {
    "address": mark("Decoy “{name}”: its address {what} ({where})."),
    "mark": mark("Decoy “{name}”: its mark {what} ({where})."),
    "file": mark("Decoy “{name}”: its file {what} ({where})."),
    "link": mark("Decoy “{name}”: its link {what} ({where})."),
    "wording": mark("Decoy “{name}”: {what} words of it in a row ({where})."),
}
SIGNS = {
    "signature_wrong": mark("It bears our signature, and that is wrong: {detail}."),
    "signature_missing": mark("All our mail of {detail} is signed, and this isn't."),
    "date_unreadable": mark("Its date makes no sense: {detail}."),
    "date_weekday": mark("The day of the week isn't that of the date: {detail}."),
    "date_zone": mark("There is no such time zone: {detail}."),
    "date_future": mark("It is dated in the future: {detail}."),
    "date_after_arrival": mark("It arrived before it was written: {detail}."),
    "date_long_before_arrival": mark("It arrived long after it was written: {detail}."),
    "received_backwards": mark("Servers say that it came before it left."),
    "message_id_missing": mark("Our mail has a Message-ID, and this has none."),
    "message_id_shape": mark("No mail of ours has such a Message-ID: {detail}."),
    "received_elsewhere": mark("No mail of ours left by these servers: {detail}."),
}
DIFFERENCES = {
    "header": mark("header"),
    "text": mark("text, line"),
    "page": mark("page, line"),
    "file": mark("file"),
}
