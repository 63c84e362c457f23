"""A site that is slow on demand, behind the server of `searchapp serve`: `python slow_site.py --port N`."""

import argparse
import os
import socket
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from searchapp.cli import answering
from searchapp.cli.shares import Shares
from searchapp.cli.supervisor import supervise

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

LARGE = 3_000_000
"""More bytes than a socket takes at once."""


def site(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/slow":
        time.sleep(1.5)
        return [b"x" * LARGE]
    if environ["PATH_INFO"] == "/hang":
        time.sleep(3600)
    if environ["PATH_INFO"] == "/crash":
        os._exit(3)
    return [str(os.getpid()).encode()]


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--port", type=int, required=True)
    asked.add_argument("--workers", type=int, default=1)
    asked.add_argument("--longest", type=float, default=answering.LONGEST)
    options = asked.parse_args()
    answering.LONGEST = options.longest
    listener = socket.create_server(("127.0.0.1", options.port))
    shares, parent = Shares(options.workers), os.getpid()

    def work(place: int) -> None:
        answering.answer(site, [listener], threads=2, parent=parent, shares=shares, place=place)

    supervise(options.workers, work)
