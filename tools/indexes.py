"""Write the index of each folder of docs/: its pages by their titles. Run by ``make docs``."""

from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"
HEADS = {
    "how-to": "# How-to guides\n\nOne task per page, grouped by what you want to do.\n",
    "reference": "# Reference\n\nFacts to look up.\n",
    "explanation": "# Explanation\n\nHow things work, and why.\n",
}
# The groups of how-to guides, with their pages in reading order; a page of none stands under "More".
GUIDES = {
    "Start and run your campaign": """run-on-one-machine run-on-several-machines
        back-up-and-restore close-the-site build-your-team sign-in-safely search-hq notify-other-tools""",
    "People": """import-people find-people do-something-with-many-people merge-duplicates export-people
        keep-fields-of-your-own see-contact-data give-people-their-page let-people-bring-friends
        forget-people-in-time""",
    "E-mail": """write-a-mailing send-a-mailing schedule-a-mailing require-approval comment-on-a-mailing
        run-an-ab-test read-mailing-results track-opens-and-clicks create-a-sequence let-people-choose-topics
        limit-e-mails-per-person keep-silence know-when-to-be-silent set-sending-limits set-the-e-mail-design
        publish-mailings-on-the-site send-through-a-provider sign-your-mail handle-bounces""",
    "Actions: petitions, forms, letters": """run-a-petition ask-with-a-form run-a-survey
        have-people-write-to-representatives share-a-page show-forms-on-other-sites""",
    "Consultations": """run-a-consultation take-part-in-a-consultation moderate-a-consultation
        ask-for-opinions amend-a-text write-a-synthesis hold-local-debates answer-a-consultation""",
    "Networks": "run-a-call run-an-exchange run-a-buying-group",
    "Money": """take-donations take-payments match-bank-statements keep-donations-legal keep-to-the-budget
        keep-the-books""",
    "Events, groups and candidates": """keep-the-agenda repeat-an-event plan-shifts
        paste-the-weeks-agenda subscribe-to-a-calendar take-registrations see-who-will-come
        invite-people-to-an-event report-after-an-event ask-for-a-speaker check-people-in list-local-groups
        found-a-group run-your-group hand-over-a-group moderate-conversations approve-messages-to-members
        certify-groups read-group-statistics reorganise-groups find-volunteers share-out-tasks
        bring-candidates-in give-a-candidate-a-domain list-representatives
        load-territories""",
    "From door to door": """import-addresses import-results choose-where-to-knock cut-turfs
        go-from-door-to-door print-walk-sheets read-what-was-said-at-the-doors""",
    "Website": "edit-the-site give-the-site-its-look move-pages read-the-audience-figures",
    "Security": """guard-the-teams-mail watch-mailboxes connect-a-mail-server guard-your-domains
        watch-for-look-alikes lay-out-decoys face-a-leak""",
    "mailguard on the command line": """scan-mail check-a-domain write-a-profile set-a-policy
        put-mailguard-in-postfix put-mailguard-beside-a-mail-server""",
    "For developers": """add-an-app add-a-list take-something-in-by-a-form import-a-new-kind keep-a-record
        make-a-change-undoable make-it-provable keep-a-process-running write-a-rule-pack""",
}


def index(folder: str) -> str:
    """The page that lists a folder's pages."""
    pages = sorted(page for page in (DOCS / folder).glob("*.md") if page.name != "index.md")
    titles = {page.stem: page.read_text().partition("\n")[0].lstrip("# ") for page in pages}
    if folder != "how-to":
        return HEADS[folder] + "\n" + _lines(titles, list(titles))
    parts = [(name, stems.split()) for name, stems in GUIDES.items()]
    grouped = {stem for _name, stems in parts for stem in stems}
    parts.append(("More", [stem for stem in titles if stem not in grouped]))
    written = [f"\n## {name}\n\n{_lines(titles, stems)}" for name, stems in parts if stems]
    return HEADS[folder] + "".join(written)


def _lines(titles: dict[str, str], stems: list[str]) -> str:
    return "".join(f"- [{titles[stem]}]({stem}.md)\n" for stem in stems)


if __name__ == "__main__":
    for each in HEADS:
        (DOCS / each / "index.md").write_text(index(each))
