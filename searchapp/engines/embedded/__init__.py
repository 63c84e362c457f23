"""The engine on disk: a Whoosh index, evaluated on arrays. Only `schema` and the two stores know Whoosh."""

from searchapp.engines.embedded.engine import EmbeddedEngine
from searchapp.engines.embedded.verification import Verification

__all__ = ["EmbeddedEngine", "Verification"]
