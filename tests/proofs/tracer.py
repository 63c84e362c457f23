"""Runs a function in a child process that is stopped before and after each file operation of a folder.

By `ptrace`, as a debugger does it, so that nothing is missed that the operating system is asked for,
whichever library asks. Linux on x86-64 and ARM64; nothing is to be installed.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_NUMBERS = {
    "x86_64": {
        1: "write", 18: "pwrite64", 20: "writev", 296: "pwritev", 328: "pwritev2", 2: "open", 85: "creat",
        257: "openat", 437: "openat2", 82: "rename", 264: "renameat", 316: "renameat2", 86: "link",
        265: "linkat", 88: "symlink", 266: "symlinkat", 87: "unlink", 263: "unlinkat", 83: "mkdir",
        258: "mkdirat", 84: "rmdir", 76: "truncate", 77: "ftruncate", 285: "fallocate", 74: "fsync",
        75: "fdatasync", 26: "msync", 326: "copy_file_range", 40: "sendfile", 9: "mmap",
    },
    "aarch64": {
        64: "write", 68: "pwrite64", 66: "writev", 70: "pwritev", 287: "pwritev2", 56: "openat",
        437: "openat2", 38: "renameat", 276: "renameat2", 37: "linkat", 36: "symlinkat", 35: "unlinkat",
        34: "mkdirat", 45: "truncate", 46: "ftruncate", 47: "fallocate", 82: "fsync", 83: "fdatasync",
        227: "msync", 285: "copy_file_range", 71: "sendfile", 222: "mmap",
    },
}  # fmt: skip
"""System calls that change what is in a file system, or what of it is on the disk."""

_OF_DESCRIPTOR = {
    "write": 0, "pwrite64": 0, "writev": 0, "pwritev": 0, "pwritev2": 0, "ftruncate": 0, "fallocate": 0,
    "fsync": 0, "fdatasync": 0, "copy_file_range": 2, "sendfile": 0, "mmap": 4,
}  # fmt: skip
"""Which argument is the descriptor of the file that is changed."""
_OF_PATH = {
    "open": 0, "creat": 0, "rename": 0, "link": 1, "symlink": 1, "unlink": 0, "mkdir": 0, "rmdir": 0,
    "truncate": 0,
}  # fmt: skip
"""Which argument is the path that is changed, where it is taken from the working folder."""
_OF_PATH_AT = {
    "openat": 0, "openat2": 0, "renameat": 0, "renameat2": 0, "linkat": 2, "symlinkat": 1, "unlinkat": 0,
    "mkdirat": 0,
}  # fmt: skip
"""Which argument is the folder that the path in the next argument is taken from."""

_TRACEME, _SYSCALL, _SETOPTIONS, _GETEVENTMSG, _GET_SYSCALL_INFO = 0, 24, 0x4200, 0x4201, 0x420E
_SYSGOOD, _FOLLOW, _EXITKILL = 0x1, 0x2 | 0x4 | 0x8, 0x100000
_IN_CALL = signal.SIGTRAP | 0x80
_ENTRY, _EXIT = 1, 2
_INFO = struct.Struct("=B3xIQQ")
_ENTERED = struct.Struct("=7Q")
_LEFT = struct.Struct("=q")
_ALL_CHILDREN = 0x40000000
_WORKING_FOLDER = -100
_WRITABLE, _SHARED = 2, 1
_PAGE = 4096

_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
_libc.ptrace.restype = ctypes.c_long


class Untraceable(Exception):
    """This system does not let a process watch its children, or is of another kind."""


class Operation(NamedTuple):
    """A system call that is about to change a path, or the bytes that its name leads to."""

    name: str
    path: Path

    @property
    def is_sync(self) -> bool:
        """Whether it puts on the disk what was changed before."""
        return self.name in ("fsync", "fdatasync", "msync")


Before = Callable[[Operation], bool]
"""Called before an operation; False kills the process, which then has not done it."""
After = Callable[[Operation], object]
"""Called after an operation that succeeded."""


def trace(act: Callable[[], object], folder: Path, before: Before, after: After = lambda _: None) -> bool:
    """Call `act` in a child and tell of its operations in a folder; False where it was killed.

    Raises RuntimeError where it failed, and Untraceable.
    """
    numbers = _NUMBERS.get(platform.machine())
    if numbers is None or not sys.platform.startswith("linux"):
        raise Untraceable(f"no names for the system calls of {platform.machine()}")
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        _be_traced(act)
    try:
        return _Trace(child, folder.resolve(), numbers, before, after).run()
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise


def _be_traced(act: Callable[[], object]) -> None:
    code = 1
    try:
        if _libc.ptrace(_TRACEME, 0, None, None):
            code = 2
        else:
            os.kill(os.getpid(), signal.SIGSTOP)
            act()
            code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, the parent goes on from here
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


@dataclass
class _Trace:
    """A child that is stopped at each of its system calls, and whatever threads and children it has."""

    child: int
    folder: Path
    numbers: dict[int, str]
    before: Before
    after: After

    def __post_init__(self) -> None:
        self.killed = False
        self.live = {self.child}
        """All threads that are watched."""
        self.doing: dict[int, Operation] = {}
        """What each thread has begun and not ended."""

    def run(self) -> bool:
        _, status = os.waitpid(self.child, 0)
        if not os.WIFSTOPPED(status):
            raise Untraceable("ptrace is not permitted here")
        _ptrace(_SETOPTIONS, self.child, _SYSGOOD | _FOLLOW | _EXITKILL)
        self._go_on(self.child, 0)
        ended: int | None = None
        while self.live:
            thread, status = os.waitpid(-1, _ALL_CHILDREN)
            if os.WIFSTOPPED(status):
                self.live.add(thread)
                self._stopped(thread, status)
                continue
            self.live.discard(thread)
            if thread == self.child:
                ended = status
        if ended is not None and os.WIFEXITED(ended) and os.WEXITSTATUS(ended):
            raise RuntimeError(f"what was watched ended with {os.WEXITSTATUS(ended)}")
        return ended is not None and os.WIFEXITED(ended)

    def _stopped(self, thread: int, status: int) -> None:
        stopped = os.WSTOPSIG(status)
        if stopped == _IN_CALL:
            if not self.killed and not self._in_call(thread):
                os.kill(self.child, signal.SIGKILL)
                self.killed = True  # processes that it began go on until they notice
            self._go_on(thread, 0)
        elif status >> 16:
            self.live |= _begun_by(thread)
            self._go_on(thread, 0)
        elif stopped in (signal.SIGSTOP, signal.SIGTRAP):
            self._go_on(thread, 0)  # it begins, or runs another program from now on
        else:
            self._go_on(thread, stopped)

    def _in_call(self, thread: int) -> bool:
        """Tell of an operation that begins or has ended; False where the process is to be killed."""
        buffer = ctypes.create_string_buffer(_INFO.size + _ENTERED.size)
        if _libc.ptrace(_GET_SYSCALL_INFO, thread, len(buffer), buffer) < 0:
            return True  # it was killed meanwhile
        kind = _INFO.unpack_from(buffer)[0]
        if kind == _ENTRY:
            number, *arguments = _ENTERED.unpack_from(buffer, _INFO.size)
            operation = self._operation(thread, self.numbers.get(number, ""), arguments)
            if operation is not None:
                self.doing[thread] = operation
                return self.before(operation)
        elif kind == _EXIT and thread in self.doing:
            operation = self.doing.pop(thread)
            if _LEFT.unpack_from(buffer, _INFO.size)[0] >= 0:
                self.after(operation)
        return True

    def _operation(self, thread: int, name: str, arguments: list[int]) -> Operation | None:
        """The operation, where it changes anything in the folder."""
        if not name or not _changes(thread, name, arguments):
            return None
        try:
            path = _path(thread, name, arguments)
        except OSError:
            return None
        return Operation(name, path) if path == self.folder or self.folder in path.parents else None

    def _go_on(self, thread: int, with_signal: int) -> None:
        _libc.ptrace(_SYSCALL, thread, None, with_signal)  # fails where it was killed meanwhile


def _begun_by(thread: int) -> set[int]:
    """The thread or process that a thread has just begun; none where it was killed meanwhile."""
    begun = ctypes.c_ulong()
    failed = _libc.ptrace(_GETEVENTMSG, thread, None, ctypes.byref(begun)) < 0
    return set() if failed else {begun.value}


def _changes(thread: int, name: str, arguments: list[int]) -> bool:
    if name in ("open", "openat", "openat2"):
        flags = arguments[1 if name == "open" else 2]
        if name == "openat2":
            flags = int.from_bytes(_memory(thread, flags, 8), sys.byteorder)
        return bool(flags & (os.O_CREAT | os.O_TRUNC))
    if name == "mmap":
        return bool(arguments[2] & _WRITABLE and arguments[3] & _SHARED)
    return True


def _path(thread: int, name: str, arguments: list[int]) -> Path:
    """What an operation changes."""
    if name == "msync":
        return _mapped_at(thread, arguments[0])
    if name in _OF_DESCRIPTOR:
        return Path(f"/proc/{thread}/fd/{_signed(arguments[_OF_DESCRIPTOR[name]])}").readlink()
    if name in _OF_PATH_AT:
        at = _OF_PATH_AT[name]
        start, text = _signed(arguments[at]), arguments[at + 1]
    else:
        start, text = _WORKING_FOLDER, arguments[_OF_PATH[name]]
    said = os.fsdecode(_text(thread, text))
    if said.startswith("/"):
        return Path(os.path.normpath(said))
    place = Path(f"/proc/{thread}/cwd" if start == _WORKING_FOLDER else f"/proc/{thread}/fd/{start}")
    return Path(os.path.normpath(place.readlink() / said))


def _mapped_at(thread: int, address: int) -> Path:
    for line in Path(f"/proc/{thread}/maps").read_text(encoding="utf-8").splitlines():
        first, last = (int(each, 16) for each in line.split()[0].split("-"))
        if first <= address < last:
            return Path(line.split(maxsplit=5)[-1])
    raise OSError


def _text(thread: int, address: int) -> bytes:
    """The bytes at an address up to the first that is 0."""
    read = b""
    while b"\0" not in read:
        read += _memory(thread, address + len(read), _PAGE - (address + len(read)) % _PAGE)
    return read.split(b"\0")[0]


def _memory(thread: int, address: int, size: int) -> bytes:
    with Path(f"/proc/{thread}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        return memory.read(size)


def _signed(descriptor: int) -> int:
    return ctypes.c_int(descriptor & 0xFFFFFFFF).value


def _ptrace(request: int, thread: int, data: int) -> None:
    if _libc.ptrace(request, thread, None, data) < 0:
        raise Untraceable(os.strerror(ctypes.get_errno()))
