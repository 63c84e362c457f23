"""How often one client may ask. Whoever asks too often is told when to come again."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.errors import ConfigurationError

from searchapp.errors import N_, Message, SettingsError
from searchapp.settings import Settings

_FREE = frozenset(("static", "ops.healthz", "ops.readyz", "ops.metrics"))
"""What costs nothing, or is asked by those who run the site."""

_WAITED_FOR: dict[str, Any] = {"socket_connect_timeout": 0.25, "socket_timeout": 0.25}
"""Seconds in which Redis must answer; one that hangs is taken for one that is away."""


def install(app: Flask, settings: Settings) -> None:
    """Count requests where a rate is set; each process by itself while the place for that is away."""
    if settings.rate:
        app.after_request(_told_when_refused)
        try:
            _limit(app, settings)
        except ConfigurationError as error:
            raise SettingsError(
                Message.of(N_("Requests cannot be counted in %(storage)s."), storage=settings.rate_storage),
                Message.of(N_("Install searchapp[redis], or unset SEARCHAPP_RATE_STORAGE.")),
            ) from error


def _told_when_refused(response: Response) -> Response:
    """Only to who is refused is it told when to come again."""
    if response.status_code == 200:
        response.headers.pop("Retry-After", None)
    return response


def _limit(app: Flask, settings: Settings) -> None:
    is_elsewhere = settings.rate_storage != "memory://"
    Limiter(
        get_remote_address,
        app=app,
        application_limits=[settings.rate],
        application_limits_exempt_when=lambda: request.endpoint in _FREE,
        storage_uri=settings.rate_storage,
        storage_options=_WAITED_FOR if is_elsewhere else {},
        strategy="moving-window",
        headers_enabled=True,
        retry_after="delta-seconds",
        in_memory_fallback_enabled=is_elsewhere,
        key_prefix="searchapp",
    )
