"""The name: a second reading from its fixed place, and when it may be accepted silently."""

import numpy as np

from identity.cardreading.decoding import Line
from identity.cardreading.engine import Engine
from identity.cardreading.judging import Judged
from identity.cardreading.layout import NAME_BOX
from identity.cardreading.locating import Located
from identity.cardreading.parser import Parsed
from identity.cardreading.picture import Picture, Points, cut

_SURE = 0.9


def second_look(engine: Engine, image: Picture, located: Located, parsed: Parsed) -> Judged:
    """The name, sure only if both readings agree and no character is in doubt."""
    first = Line(parsed.glyphs.get("name", ()))
    second = engine.read(cut(located.face, name_box(parsed.pose)))
    agree = bool(first.text) and first.text == second.text
    weakest = min(first.weakest, second.weakest) if agree else first.weakest / 2
    return Judged(first.text, weakest, agree and weakest >= _SURE)


def name_box(pose: Points | None) -> Points:
    """The fixed place of the name on the rectified card, by the labels' pose."""
    if pose is None:
        return NAME_BOX.quad
    back = np.linalg.inv(np.vstack([pose, [0, 0, 1]]))[:2]
    return (NAME_BOX.quad @ back[:, :2].T + back[:, 2]).astype(np.float32)
