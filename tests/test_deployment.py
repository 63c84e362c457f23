"""What an operator is given: units of systemd, nginx in front, a page about them, and what they promise."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import fields
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from searchapp.cli.commands import cli
from searchapp.settings import PREFIX, Settings
from tests.browser.serving import SEARCHAPP, SEEDS, free_port, get, started
from tests.web.test_mounted import Attributes
from tests.web.test_server import eventually

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
SOCKET = DEPLOY / "searchapp.socket"
SETTINGS = {PREFIX + field.name.upper() for field in fields(Settings)}


# Units of systemd ---------------------------------------------------------------------------------


def unit(path: Path) -> Mapping[str, list[str]]:
    """What is set in a unit; some names several times."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r"^(\w+)=(.*)$", path.read_text(), re.MULTILINE):
        found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_a_command_that_there_is_with_few_rights(path: Path) -> None:
    held = unit(path)
    [command] = held["ExecStart"]
    assert command.split()[1] in cli.commands
    assert set(re.findall(rf"\b{PREFIX}\w+(?==)", " ".join(held["Environment"]))) <= SETTINGS
    for name in ("NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome", "RestrictNamespaces"):
        assert held[name] == ["yes"]
    assert (held["ProtectSystem"], held["User"], held["CapabilityBoundingSet"]) == (
        ["strict"],
        ["searchapp"],
        [""],
    )


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_finds_nothing_wrong_with_a_unit(path: Path, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is missing: the units were read, and not verified")
    for each in (*UNITS, SOCKET):
        text = each.read_text().replace("/opt/searchapp/bin/searchapp", sys.executable)
        (tmp_path / each.name).write_text(text)
    installed = tmp_path / path.name
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", installed], capture_output=True, text=True, check=False
    )
    assert (verified.returncode, verified.stderr) == (0, "")
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--no-pager", installed],
        capture_output=True,
        text=True,
        check=False,
    )
    [exposure] = re.findall(r"Overall exposure level for \S+: ([0-9.]+)", judged.stdout)
    assert float(exposure) <= 1.5


def test_the_site_is_asked_where_nginx_asks_it_and_its_unit_needs_that() -> None:
    [address] = unit(SOCKET)["ListenStream"]
    assert f"server {address};" in (DEPLOY / "nginx.conf").read_text()
    assert address == f"{Settings().host}:{Settings().port}"
    assert unit(DEPLOY / "searchapp.service")["Requires"] == [SOCKET.name]


# nginx --------------------------------------------------------------------------------------------


@contextmanager
def behind_nginx(index: Path, folder: Path) -> Iterator[str]:
    """The site behind nginx as deploy/nginx.conf has it, but for the ports; gives its address."""
    folder.mkdir()
    front = free_port()
    url = f"http://127.0.0.1:{front}/archive"
    serve = ["env", f"SEARCHAPP_URL={url}", "SEARCHAPP_PROXIES=1", *SEARCHAPP, "serve", "--index", str(index)]
    with (
        started([*serve, "--workers", "2"], log=folder / "site.log") as (_, address),
        nginx(folder, front, address),
    ):
        yield url


@contextmanager
def nginx(folder: Path, front: int, address: str) -> Iterator[None]:
    """In front of a site that answers at an address."""
    configuration = str(_configuration(folder, front, address))
    command = [_nginx(), "-p", str(folder), "-c", configuration, "-e", "stderr"]
    subprocess.run([*command, "-t", "-q"], check=True)
    with (folder / "nginx.log").open("w") as log:
        process = subprocess.Popen(command, stderr=log)
    try:
        assert eventually(lambda: _answers(front)), (folder / "nginx.log").read_text()
        yield
    finally:
        process.terminate()
        process.wait()


def _nginx() -> str:
    found = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if found is None:
        pytest.skip("nginx is missing: its configuration was not tried (apt-get install nginx-light)")
    return found


def _configuration(folder: Path, front: int, address: str) -> Path:
    site = (DEPLOY / "nginx.conf").read_text()
    for shipped, here in (
        ("listen 80;", f"listen 127.0.0.1:{front};"),
        ("127.0.0.1:8000", urlsplit(address).netloc),
        ("server_name example.org;", "server_name _;"),
    ):
        assert shipped in site
        site = site.replace(shipped, here)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    path = folder / "nginx.conf"
    path.write_text(
        f"daemon off; master_process off; pid {folder}/nginx.pid; worker_rlimit_nofile 1024;\n"
        f"events {{ worker_connections 256; }}\nhttp {{\naccess_log off;\n{temporary}\n{site}}}\n"
    )
    return path


def _answers(port: int) -> bool:
    try:
        return get(f"http://127.0.0.1:{port}/archive/healthz")[0] == 200
    except OSError:
        return False


def linked(html: str) -> set[str]:
    parser = Attributes()
    parser.feed(html)
    return {found.partition("#")[0] for found in parser.found if not found.startswith("#")}


class Load(threading.Thread):
    """A reader who asks again and again; keeps what was not answered."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self._url, self._over = url, threading.Event()
        self.answered, self.failed = 0, list[object]()

    def run(self) -> None:
        while not self._over.is_set():
            try:
                status, _ = get(f"{self._url}/search?q=bushehr&seen={self.answered}")
            except (OSError, http.client.HTTPException) as error:
                self.failed.append(error)
            else:
                self.answered += 1
                self.failed += [] if status == 200 else [status]

    def end(self) -> None:
        self._over.set()
        self.join()


def test_behind_nginx_under_a_path_every_link_works_and_a_reindex_disturbs_nobody(tmp_path: Path) -> None:
    files, index = tmp_path / "files", tmp_path / "index"
    shutil.copytree(SEEDS, files)
    searchapp("index", "files", "--index", "index", cwd=tmp_path)
    with behind_nginx(index, tmp_path / "nginx") as url:
        pages = {"/archive/": get(f"{url}/")[1], "/archive/search": get(f"{url}/search?q=bushehr")[1]}
        root = url.removesuffix("/archive")
        addresses = {each.removeprefix(root) for page in pages.values() for each in linked(page)}
        assert {each for each in addresses if not each.startswith("/archive/")} == set()
        assert {get(root + each)[0] for each in sorted(addresses)[:30]} <= {200, 303}
        assert get(url)[0] == 301
        assert header(f"{url}/preferences?theme=dark&to=/search", "Set-Cookie").count("Path=/archive/") == 1
        load = Load(url)
        load.start()
        (files / "new.txt").write_text("Publication: Monitor Volume: 8 Issue: 67\n\nBushehr once more.\n")
        searchapp("index", "files", "--index", "index", cwd=tmp_path)
        assert eventually(lambda: "3 articles" in get(f"{url}/search?q=bushehr")[1])
        searchapp("rollback", "--index", "index", cwd=tmp_path)
        assert eventually(lambda: "2 articles" in get(f"{url}/search?q=bushehr")[1])
        load.end()
        assert (load.failed, load.answered > 0) == ([], True)


# A restart ----------------------------------------------------------------------------------------


@contextmanager
def handed(listener: socket.socket, index: Path, log: Path, **settings: str) -> Iterator[None]:
    """The site, which is handed a socket as systemd hands over that of searchapp.socket."""
    hand_over = (
        f"import os, sys; os.dup2({listener.fileno()}, 3); "
        "os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS='1'); os.execv(sys.argv[1], sys.argv[1:])"
    )
    serve = [*SEARCHAPP, "serve", "--index", str(index), "--workers", "2"]
    command = [sys.executable, "-c", hand_over, *serve]
    with log.open("a") as told:
        site = subprocess.Popen(
            command, env={**os.environ, **settings}, pass_fds=[listener.fileno()], stdout=told, stderr=told
        )
    try:
        yield
    finally:
        site.terminate()
        assert site.wait(30) == 0


@pytest.mark.parametrize("is_behind_nginx", [False, True], ids=["alone", "behind nginx"])
def test_a_restart_costs_no_reader_an_answer(tmp_path: Path, *, is_behind_nginx: bool) -> None:
    searchapp("index", str(SEEDS), "--index", "index", cwd=tmp_path)
    with ExitStack() as running:
        listener = running.enter_context(socket.create_server(("127.0.0.1", 0), backlog=128))
        url = address = "http://{}:{}".format(*listener.getsockname())
        settings = {}
        if is_behind_nginx:
            front = free_port()
            url = f"http://127.0.0.1:{front}/archive"
            settings = {"SEARCHAPP_URL": url, "SEARCHAPP_PROXIES": "1"}
        readers = [Load(url) for _ in range(4)]
        for number in range(3):
            with handed(listener, tmp_path / "index", tmp_path / "site.log", **settings):
                if is_behind_nginx and not number:
                    (tmp_path / "nginx").mkdir()
                    running.enter_context(nginx(tmp_path / "nginx", front, address))
                for reader in readers:
                    if not number:
                        reader.start()
                before = [reader.answered for reader in readers]
                assert eventually(
                    lambda then=before: all(  # type: ignore[misc]
                        reader.answered > one + 3 for reader, one in zip(readers, then, strict=True)
                    )
                )
            # Nobody serves now: whoever asks waits for the next one.
        with handed(listener, tmp_path / "index", tmp_path / "site.log", **settings):
            for reader in readers:
                reader.end()
    assert [reader.failed for reader in readers] == [[]] * len(readers)
    assert f"Serving {address}" in (tmp_path / "site.log").read_text()


def header(url: str, name: str) -> str:
    parts = urlsplit(url)
    with closing(http.client.HTTPConnection(parts.netloc, timeout=10)) as connection:
        connection.request("GET", parts._replace(scheme="", netloc="").geturl())
        return connection.getresponse().getheader(name) or ""


def searchapp(*arguments: str, cwd: Path) -> None:
    subprocess.run([*SEARCHAPP, *arguments], cwd=cwd, capture_output=True, check=True)


# The page -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["README.md", "docs/deployment.md"])
def test_every_command_and_option_of_the_page_exists(page: str) -> None:
    blocks = "\n".join(re.findall(r"^```\n(.*?)^```", (ROOT / page).read_text(), re.DOTALL | re.MULTILINE))
    asked = re.findall(r"^(?:.*/bin/searchapp|archive|searchapp) ([a-z]+)\b([^#\n]*)", blocks, re.MULTILINE)
    assert len(asked) > 5
    for name, arguments in asked:
        options = {option for each in cli.commands[name].params for option in each.opts}
        assert set(re.findall(r"(?<!\S)--[a-z-]+", arguments)) <= options, name


def test_every_setting_of_the_page_exists() -> None:
    assert set(re.findall(rf"\b{PREFIX}[A-Z_]+", (ROOT / "docs" / "deployment.md").read_text())) <= SETTINGS
