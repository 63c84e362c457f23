"""Pictures of the sample site for the documents: `python -m tests.browser.screenshots FOLDER`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.browser.chromium import Look
from tests.browser.serving import SEEDS, build_index, serving

PICTURES = {
    "home": "/",
    "results": "/search?q=%22axis+of+evil%22",
    "article": f"/article/{min(SEEDS.glob('*.txt')).stem}",
}
LOOKS = {
    "1280": Look(height=960),
    "390": Look(width=390, height=844),
}


def main(folder: Path) -> None:
    if chromium.path() is None:
        sys.exit("Pictures need Chromium: apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        index = Path(temporary) / "index"
        build_index(index)
        with serving(index) as site, chromium.launch(playwright) as browser:
            for mark, look in LOOKS.items():
                page = chromium.context(browser, look, site=site).new_page()
                for name, address in PICTURES.items():
                    page.goto(address)
                    page.screenshot(path=folder / f"{name}-{mark}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
