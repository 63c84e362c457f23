"""What every answer says to the browser besides its body: nothing foreign runs, nothing leaks."""

from __future__ import annotations

from flask import Flask, Response, request

from searchapp.model.search import SearchPage
from searchapp.urls import search_url

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_FEATURES = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
"""Of browsers: no page uses them, nor may what is in it."""
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
}


def install(app: Flask) -> None:
    """Send the headers with every answer of the app."""
    app.after_request(_with_headers)


def linked(response: Response, page: SearchPage, *, suffix: str) -> Response:
    """An answer that says which page of which search it is, and where the others are (RFC 8288)."""
    query = page.query
    links = [f'<{search_url(query)}>; rel="canonical"']
    others = {"prev": query.page - 1, "next": query.page + 1}
    links += [
        f'<{search_url(query.on_page(number), suffix=suffix)}>; rel="{rel}"'
        for rel, number in others.items()
        if 1 <= number <= page.pages
    ]
    response.headers["Link"] = ", ".join(links)
    return response


def _with_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
