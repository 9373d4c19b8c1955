"""`python -m portal.printing.fonts.install --dest FOLDER`: the fonts that have to be made.

Without Django: `./dev` runs it as soon as the packages are there.
"""

import argparse
import importlib.util
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

_PACKAGE: Final = "pylopdf_fonts_zh_cn"
MADE: Final = ("NotoSerifSC-Regular", "NotoSansSC-Regular")


def _package_folder() -> Path:
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{_PACKAGE} is not installed")
    return Path(spec.origin).parent


def _make(source: Path, target: Path) -> None:
    from portal.printing.fonts.conversion import convert

    convert(source, target)


def install(folder: Path) -> None:
    """Both faces into `folder`, at the same time; what is there is made anew."""
    folder.mkdir(parents=True, exist_ok=True)
    package = _package_folder()
    with ProcessPoolExecutor(len(MADE)) as pool:
        sources = [package / f"{name}.otf" for name in MADE]
        list(pool.map(_make, sources, [folder / f"{name}.ttf" for name in MADE]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dest", type=Path, required=True)
    install(parser.parse_args().dest)


if __name__ == "__main__":
    main()
