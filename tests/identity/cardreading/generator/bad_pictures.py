"""Seeded pictures that a person must be warned about, one painter per warning."""

from collections.abc import Callable
from random import Random

import numpy as np

from tests.identity.cardreading.generator import distortions, face, others, pictures, scenes
from tests.identity.cardreading.generator.people import Person, person
from tests.identity.cardreading.generator.pictures import Draft, Shot

_PLACES = {
    "name": (250, 102),
    "sex": (198, 177),
    "ethnicity": (415, 177),
    "birth": (330, 252),
    "address": (380, 350),
    "id_number": (620, 546),
}


def _no_card(random: Random, who: Person) -> Draft:
    return Draft(others.no_card(random))


def _reversed_side(random: Random, who: Person) -> Draft:
    return pictures._scene(random, face.back(random), angle=random.choice(((-8, 8), (172, 188))))


def _cut_off(random: Random, who: Person) -> Draft:
    """7–30 % of the card lies outside of the picture, at a side, the top or the bottom."""
    draft = pictures._scene(random, face.front(who, random), share=(0.62, 0.8))
    lost = random.uniform(0.07, 0.3)
    low, high = draft.quad.min(axis=0), draft.quad.max(axis=0)
    first, last = low + (high - low) * lost, high - (high - low) * lost
    side = random.choice(("left", "right", "top", "bottom"))
    cut = {
        "left": np.s_[:, int(first[0]) :],
        "right": np.s_[:, : int(last[0])],
        "top": np.s_[int(first[1]) :],
        "bottom": np.s_[: int(last[1])],
    }[side]
    return Draft(np.ascontiguousarray(draft.scene[cut]))


def _too_blurred(random: Random, who: Person) -> Draft:
    """Out of focus or shaken so far that a person, too, must guess at the name."""
    draft = pictures._scene(random, face.front(who, random))
    width = float(np.linalg.norm(draft.quad[1] - draft.quad[0]))
    if random.random() < 0.5:
        draft.scene = distortions.blur(draft.scene, width * random.uniform(0.0062, 0.011))
    else:
        length = int(width * random.uniform(0.028, 0.045))
        draft.scene = distortions.smear(draft.scene, random, length)
    return draft


def _glare_on_field(random: Random, who: Person) -> Draft:
    """Light that burns away print of one field."""
    draft = pictures._scene(random, face.front(who, random))
    name = random.choice(tuple(_PLACES))
    draft = pictures._lit(
        draft, _PLACES[name], random.uniform(0.07, 0.15), random.uniform(320, 700)
    )
    draft.field = name
    return draft


def _copy(random: Random, who: Person) -> Draft:
    """A black-and-white copy: the sheet alone, or photographed on a coloured table."""
    draft = pictures._scan(random, face.front(who, random), hard=False)
    draft.scene = distortions.photocopy(draft.scene, random)
    if random.random() < 0.5:
        return draft
    low = np.maximum(draft.quad.min(axis=0) - random.randrange(30, 90), 0).astype(int)
    high = (draft.quad.max(axis=0) + random.randrange(30, 90)).astype(int)
    sheet = draft.scene[low[1] : high[1], low[0] : high[0]]
    table = scenes.ground(random, sheet.shape[1] + 320, sheet.shape[0] + 260)
    table[130 : 130 + sheet.shape[0], 160 : 160 + sheet.shape[1]] = sheet
    return Draft(table, draft.quad - low + np.array([160, 130]))


BAD: dict[str, Callable[[Random, Person], Draft]] = {
    "not_a_card": _no_card,
    "reversed_side": _reversed_side,
    "cut_off": _cut_off,
    "too_blurred": _too_blurred,
    "glare_on_field": _glare_on_field,
    "copy": _copy,
}


def bad(seed: int, index: int) -> Shot:
    """A picture that must be warned about; the warnings take turns."""
    random = Random(f"bad-{seed}-{index}")
    warning = list(BAD)[index % len(BAD)]
    who = person(random)
    draft = BAD[warning](random, who)
    return Shot(warning, pictures.encoded(draft), who, None, warning, draft.field)
