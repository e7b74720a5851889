"""Render the demo's drawings (SVG) to WebP pictures beside them, which Wagtail takes.

Run it as `python tools/render_art.py`.
Needs Chromium and Pillow; the results are committed, so nobody needs this to run the demo.
"""

import io
import re
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ART = Path(__file__).resolve().parent.parent / "src/hustings/shells/demo/art"
LIMIT = 120_000


def main() -> None:
    """Render each drawing and say how large it became."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for drawing in sorted(ART.glob("*.svg")):
            svg = drawing.read_text()
            width, height = (round(float(n)) for n in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
            page = browser.new_page(viewport={"width": width, "height": height})
            page.set_content(
                f"<style>*{{margin:0}}svg{{width:100vw;height:100vh;display:block}}</style>{svg}"
            )
            shot = page.screenshot(omit_background=True)
            page.close()
            picture = drawing.with_suffix(".webp")
            Image.open(io.BytesIO(shot)).save(picture, quality=86, method=6)
            size = picture.stat().st_size
            print(f"{picture.name}: {width}x{height}, {size} bytes")
            assert size < LIMIT, picture.name
        browser.close()


if __name__ == "__main__":
    main()
