"""Write the index of each folder of docs/: its pages by their titles. Run by ``make docs``."""

from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"
HEADS = {
    "how-to": "# How-to guides\n\nOne task a page.\n",
    "reference": "# Reference\n\nWhat there is, to look up.\n",
    "explanation": "# Explanation\n\nWhy it is as it is.\n",
}


def index(folder: str) -> str:
    """The page that lists a folder's pages."""
    pages = sorted(page for page in (DOCS / folder).glob("*.md") if page.name != "index.md")
    titles = {page.name: page.read_text().partition("\n")[0].lstrip("# ") for page in pages}
    return HEADS[folder] + "\n" + "".join(f"- [{title}]({name})\n" for name, title in titles.items())


if __name__ == "__main__":
    for each in HEADS:
        (DOCS / each / "index.md").write_text(index(each))
