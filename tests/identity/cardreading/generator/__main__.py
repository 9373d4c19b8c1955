"""Write a set of pictures: `python -m tests.identity.cardreading.generator DIR --n 130`."""

import argparse
import json
from pathlib import Path

from tests.identity.cardreading.generator.bad_pictures import bad
from tests.identity.cardreading.generator.pictures import Shot, good


def write_set(folder: Path, shots: list[Shot]) -> None:
    """Pictures and truth.json in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    truth = {}
    for index, shot in enumerate(shots):
        name = f"{index:03d}_{shot.kind}.jpg"
        (folder / name).write_bytes(shot.data)
        who = shot.who.truth() if shot.who else {}
        extra = {"is_rare": bool(shot.who and shot.who.is_rare), "quad": shot.quad}
        truth[name] = {**who, "kind": shot.kind, "warning": shot.warning, **extra}
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--n", type=int, default=130)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rare", type=float, default=0.5, help="share of rare names")
    parser.add_argument("--hard", action="store_true", help="stronger distortions")
    parser.add_argument("--bad", action="store_true", help="pictures to be warned about")
    args = parser.parse_args()
    if args.bad:
        shots = [bad(args.seed, i) for i in range(args.n)]
    else:
        shots = [good(args.seed, i, args.hard, args.rare) for i in range(args.n)]
    write_set(args.folder, shots)


if __name__ == "__main__":
    main()
