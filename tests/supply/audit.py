"""Whether anything that users install is known to be vulnerable: `python -m tests.supply.audit`.

Ends with 1 where something is, and with 77 where the lists of what is known cannot be reached from here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from tests.supply.locked import LOCK

SERVICES = ("pypi", "osv")
FOUND, NOT_REACHED = 1, 77


def audited(service: str) -> tuple[list[dict[str, Any]] | None, str]:
    """What is vulnerable by a service, and how much it looked at; None with why it did not answer."""
    command = [sys.executable, "-m", "pip_audit", "--strict", "--disable-pip", "--require-hashes"]
    command += ["--requirement", str(LOCK), "--vulnerability-service", service, "--format", "json"]
    command += ["--progress-spinner", "off", "--timeout", "15"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        told = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return None, (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
    return [each for each in told if each["vulns"]], f"{len(told)} packages"


def main() -> int:
    """Ask one service after the other until one answers."""
    for service in SERVICES:
        vulnerable, said = audited(service)
        if vulnerable is None:
            print(f"{service} cannot be asked: {said}", file=sys.stderr)
            continue
        for each in vulnerable:
            print(each["name"], each["version"], *(advisory["id"] for advisory in each["vulns"]))
        print(f"{said} audited by {service}, {len(vulnerable)} of them vulnerable.")
        return FOUND if vulnerable else 0
    print("NOT AUDITED: the lists of known vulnerabilities cannot be reached from here.", file=sys.stderr)
    return NOT_REACHED


if __name__ == "__main__":
    sys.exit(main())
