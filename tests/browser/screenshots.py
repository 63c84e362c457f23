"""Pictures of the pages for the documents: `python -m tests.browser.screenshots FOLDER`.

Of the sample articles among invented ones, in few colours, so that they stay small.
"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser import chromium, invented
from tests.browser.chromium import Look
from tests.browser.serving import SEEDS, build_index, serving

RETURN = max(SEEDS.glob("*.txt")).stem
PICTURES = {
    "home": "/",
    "results": "/search?q=ivanov+bushehr&-source=ap",
    "nothing": "/search?q=busheher&person=igor-ivanov&volume=8",
    "article": "/search?q=%22axis+of+evil%22+iran&sort=oldest&after=2002-03-15",
    "issue": "/issue/monitor/8/66",
    "person": "/person/igor-ivanov",
    "source": "/source/afp",
    "browse": "/browse?publication=monitor&year=2002",
    "people": "/people",
    "help": "/help/search",
}
LOOKS = {
    "1280": Look(height=960),
    "390": Look(width=390, height=844),
}
COLOURS = 64


def main(folder: Path) -> None:
    if chromium.path() is None:
        sys.exit("Pictures need Chromium: apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        texts, index = Path(temporary) / "texts", Path(temporary) / "index"
        invented.write(texts)
        build_index(index, SEEDS, texts)
        with serving(index) as site, chromium.launch(playwright) as browser:
            for mark, look in LOOKS.items():
                page = chromium.context(browser, look, site=site).new_page()
                for name, address in PICTURES.items():
                    page.goto(address)
                    if name == "article":
                        page.locator(f"h3 a[href*='{RETURN}']").click()
                    page.wait_for_function("document.documentElement.matches('.scripted')")
                    write(folder / f"{name}-{mark}.png", page.screenshot())


def write(path: Path, picture: bytes) -> None:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
