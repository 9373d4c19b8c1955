"""Hit rate and false alarms of each warning: `python -m tests.benchmarks.card_warnings`.

Hits are counted on pictures made to deserve the warning; false alarms on good cards of all 13
kinds (half of them with stronger distortions). A warning above 5 % false alarms is taken out.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable

from identity.cardreading.reader import read_card
from identity.cardreading.reading import CardReading
from tests.identity.cardreading.generator.bad_pictures import BAD, bad
from tests.identity.cardreading.generator.pictures import Shot, good

Read = Callable[[bytes], CardReading]


def codes(shots: Iterable[Shot], read: Read) -> list[tuple[Shot, set[str]]]:
    """Each picture with the codes that it was warned of."""
    return [(shot, {w.code for w in read(shot.data).warnings}) for shot in shots]


def hit_rates(seen: list[tuple[Shot, set[str]]]) -> dict[str, float]:
    """Per warning: the share of its own pictures that were warned of it."""
    wanted = Counter(shot.warning for shot, _ in seen)
    hit = Counter(shot.warning for shot, found in seen if shot.warning in found)
    return {code: hit[code] / wanted[code] for code in BAD if wanted[code]}


def alarm_rates(seen: list[tuple[Shot, set[str]]]) -> dict[str, float]:
    """Per warning: the share of good pictures that were warned of it."""
    false = Counter(code for _, found in seen for code in found)
    return {code: false[code] / len(seen) for code in BAD}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=200, help="pictures of each sort")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("-v", action="store_true", help="name what went wrong")
    args = parser.parse_args()
    worse = codes((bad(args.seed, i) for i in range(args.n)), read_card)
    fine = codes((good(args.seed, i, hard=i % 2 == 1) for i in range(args.n)), read_card)
    hits, alarms = hit_rates(worse), alarm_rates(fine)
    print(f"{'warning':16} {'hits':>7} {'false alarms':>13}")
    for code in BAD:
        print(f"{code:16} {hits.get(code, 0):7.1%} {alarms[code]:13.1%}")
    missed = sum(not found for _, found in worse)
    print(f"bad pictures with no warning at all: {missed} of {args.n}")
    if args.v:
        for i, (shot, found) in enumerate(worse):
            if shot.warning not in found:
                print("missed", i, shot.warning, shot.field, found)
        for i, (shot, found) in enumerate(fine):
            if found:
                print("false", i, shot.kind, found)


if __name__ == "__main__":
    main()
