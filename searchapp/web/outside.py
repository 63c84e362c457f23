"""What lies between the site and the world: the hosts it answers to, and the proxies it believes."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from searchapp.settings import Settings


def install(app: Flask, settings: Settings) -> None:
    """Believe as many proxies as are set, and answer to the hosts that are set."""
    app.config["TRUSTED_HOSTS"] = list(settings.trusted_hosts) or None
    if near := settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=near, x_proto=near, x_host=near)  # type: ignore[method-assign]
