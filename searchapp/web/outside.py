"""What lies between the site and the world: the hosts it answers to, and the proxies it believes."""

from __future__ import annotations

from flask import Flask, Response
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix

from searchapp.settings import Settings
from searchapp.web import mounted


def install(app: Flask, settings: Settings) -> None:
    """Believe as many proxies as are set, answer to the hosts that are set, and live where `url` says."""
    mounted.install(app, settings)
    app.register_error_handler(SecurityError, _refused)
    app.config["TRUSTED_HOSTS"] = list(settings.trusted_hosts) or None
    if near := settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=near, x_proto=near, x_host=near)  # type: ignore[method-assign]


def _refused(_: SecurityError) -> Response:
    """In few words: for a host that is not ours there are no addresses, and so no pages."""
    return Response("This site is not known by this name.\n", status=400, mimetype="text/plain")
