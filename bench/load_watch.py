"""What the processes that serve take, over and over: memory of their own, and open files."""

from __future__ import annotations

from pathlib import Path

import msgspec


class Held(msgspec.Struct):
    """By all workers together; MB of memory."""

    proportional: float
    """Of what several processes have together, each one's part (PSS); pages of the mapped index are in it."""
    private: float
    files: int
    workers: int


def held_by(server: int) -> Held:
    """What the processes that a server has started hold now."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii").split()
    memory = [_memory(Path("/proc") / each) for each in children]
    return Held(
        proportional=sum(each.get("Pss", 0) for each in memory) / 1e6,
        private=sum(each.get("Private_Dirty", 0) + each.get("Private_Clean", 0) for each in memory) / 1e6,
        files=sum(sum(1 for _ in (Path("/proc") / each / "fd").iterdir()) for each in children),
        workers=len(children),
    )


def _memory(process: Path) -> dict[str, int]:
    """Bytes by name, as the kernel sums them up."""
    lines = (process / "smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    return {name: 1024 * int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
