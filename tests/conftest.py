"""What every test starts from: the default settings, the tree's own folders, hypothesis without a clock."""

import os
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("searchapp", deadline=None, print_blob=True)
hypothesis.settings.load_profile("searchapp")

for name in [name for name in os.environ if name.startswith("SEARCHAPP_")]:
    del os.environ[name]


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the tree."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def seeds(root: Path) -> Path:
    """The folder of the two sample articles."""
    return root / "seeds"
