"""A cache that is bounded in bytes: what was used last stays. Safe from any thread."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")

_ENTRY = 400
"""Bytes that an entry takes beside its value, about."""


class Kept(Generic[Value]):
    """Values by key, made when they are first asked for."""

    def __init__(self, most: int, size: Callable[[Value], int]) -> None:
        """`most` is in bytes; `size` gives those of a value."""
        self._most, self._size = most, size
        self._held: OrderedDict[Hashable, Value] = OrderedDict()
        self._bytes = 0
        self._changing = Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key. Two threads may both make it; one of the two is kept."""
        held = self.find(key)
        return self.keep(key, make()) if held is None else held

    def find(self, key: Hashable) -> Value | None:
        """The value of a key, where there is one."""
        with self._changing:
            held = self._held.get(key)
            if held is not None:
                self._held.move_to_end(key)
            return held

    def keep(self, key: Hashable, value: Value) -> Value:
        """Have a value for a key; the value."""
        with self._changing:
            if key not in self._held:
                self._held[key] = value
                self._bytes += self._size(value) + _ENTRY
            while self._bytes > self._most and len(self._held) > 1:
                _, dropped = self._held.popitem(last=False)
                self._bytes -= self._size(dropped) + _ENTRY
        return value
