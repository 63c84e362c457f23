"""What was freed goes back to the system: the C library would keep it for whatever comes next."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Let go of free memory, where the library can (glibc); takes some hundredths of a second."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
