"""The engines that are compared. Each runs in a process of its own and answers JSON lines.

`python -m bench.peers NAME check|build|serve ...`; an engine that is not there says so at `check`.
"""

from __future__ import annotations

MODULES = {
    "embedded": "bench.peers.embedded",
    "tantivy": "bench.peers.tantivy_peer",
    "lucene": "bench.peers.lucene",
    "sqlite": "bench.peers.sqlite",
    "bm25s": "bench.peers.bm25s_peer",
    "xapian": "bench.peers.xapian_peer",
    "whoosh": "bench.peers.whoosh_peer",
}
"""Name -> module, ours first."""
