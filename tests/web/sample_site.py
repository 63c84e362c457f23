"""The sample archive behind the server of `searchapp serve`: `python -m tests.web.sample_site --port N`."""

import argparse
import os
import socket

from searchapp.cli.answering import answer
from searchapp.settings import Settings
from searchapp.web import create_app
from tests.web import samples
from tests.web.conftest import Archive

if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--port", type=int, required=True)
    listener = socket.create_server(("127.0.0.1", asked.parse_args().port))
    app = create_app(Settings(), samples.engine(), Archive())
    answer(app, [listener], threads=2, parent=os.getppid())
