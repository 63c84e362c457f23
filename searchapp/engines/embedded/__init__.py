"""The engine on disk: a Whoosh index, evaluated on arrays. Only `codec` knows Whoosh."""

from searchapp.engines.embedded.engine import EmbeddedEngine
from searchapp.engines.embedded.generations.history import Held, go_back, held
from searchapp.engines.embedded.generations.verification import Verification

__all__ = ["EmbeddedEngine", "Held", "Verification", "go_back", "held"]
