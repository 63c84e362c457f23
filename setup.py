"""What setup.cfg cannot say: the templates are one of the packages, and catalogues are compiled."""

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

NO_TIME = datetime.fromtimestamp(0, UTC)
"""What a catalogue is from, so that its bytes depend on its texts alone."""
CATALOGUES = "searchapp/web/translations/*/LC_MESSAGES/*.po"


class BuildWithCatalogues(build_py):
    """Compiles the catalogues where they lie, for wheels and editable installs alike."""

    def run(self) -> None:
        """Compile, then go on as usual."""
        for source in sorted(Path().glob(CATALOGUES)):
            with source.open("rb") as text:
                catalogue = read_po(text, locale=source.parts[-3], domain=source.stem)
            catalogue.creation_date = NO_TIME
            with source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, catalogue)
        super().run()


setup(
    packages=[*find_packages(include=["searchapp", "searchapp.*"]), "searchapp.templates"],
    cmdclass={"build_py": BuildWithCatalogues},
)
