"""Debian's Chromium, driven by Playwright, and the looks a page can be opened in."""

import shutil
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Playwright

# Nothing leaves this machine; root may run it (no sandbox), as in a container.
ARGUMENTS = (
    "--no-sandbox",
    "--no-proxy-server",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a reader's browser is: its window, colours, language, and whether it runs scripts."""

    width: int = 1280
    height: int = 900
    scheme: Literal["light", "dark"] = "light"
    locale: str = "en-GB"
    javascript: bool = True
    forced_colors: bool = False
    reduced_motion: bool = False

    def __str__(self) -> str:
        marks = {"noscript": not self.javascript, "forced": self.forced_colors, "calm": self.reduced_motion}
        return "-".join([str(self.width), self.scheme, self.locale, *(mark for mark in marks if marks[mark])])


def path() -> str | None:
    """Where Chromium is, or None."""
    return shutil.which("chromium")


def launch(playwright: Playwright) -> Browser:
    """A headless Chromium; there must be one."""
    return playwright.chromium.launch(executable_path=path(), args=list(ARGUMENTS))


def context(
    browser: Browser, look: Look, *, site: str | None = None, bypass_csp: bool = False
) -> BrowserContext:
    """A profile of its own, without cookies; addresses are relative to the site."""
    return browser.new_context(
        base_url=site,
        bypass_csp=bypass_csp,
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.scheme,
        locale=look.locale,
        java_script_enabled=look.javascript,
        forced_colors="active" if look.forced_colors else "none",
        reduced_motion="reduce" if look.reduced_motion else "no-preference",
    )
