"""Read the portrait side of a resident identity card. How and how well: docs/card-reading.md."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from identity.cardreading.crops import field_crops
from identity.cardreading.decoding import Line
from identity.cardreading.engine import Engine
from identity.cardreading.gaps import fill_gaps
from identity.cardreading.judging import Judged, judge
from identity.cardreading.loading import load
from identity.cardreading.locating import Located, locate, locate_by_text, read_frame
from identity.cardreading.names import NameReading, name_strip, second_look
from identity.cardreading.parser import Parsed, ReadLine, parse
from identity.cardreading.picture import Picture, cut, jpeg
from identity.cardreading.quality import diagnosis, warnings_for
from identity.cardreading.reading import EMPTY_FIELDS, CardReading, CardWarning, FieldReading

Progress = Callable[[int, int], None]
_LINES_EXPECTED = 9
_STEPS_BESIDE_LINES = 5


@dataclass
class Steps:
    """Counted work: what is done of what there is to do."""

    report: Progress | None
    total: int = _STEPS_BESIDE_LINES + _LINES_EXPECTED
    done: int = 0

    def expect_lines(self, count: int) -> None:
        self.total = _STEPS_BESIDE_LINES + count

    def step(self) -> None:
        self.done += 1
        if self.report:
            self.report(self.done, max(self.total, self.done))


@cache
def shared_engine() -> Engine:
    """The engine of this process; call .load() on it when a worker starts."""
    return Engine()


def read_card(
    data: bytes, *, progress: Progress | None = None, engine: Engine | None = None
) -> CardReading:
    """Read a JPEG, PNG, HEIC or WebP. Raises UnreadableImage and ModelMissing."""
    steps = Steps(progress)
    image = load(data)
    steps.step()
    return read_picture(image, engine or shared_engine(), steps)


def read_picture(image: Picture, engine: Engine, steps: Steps) -> CardReading:
    """Read a picture already loaded."""
    located = locate(engine, image)
    lines = [] if located else read_frame(engine, image)
    located = located or locate_by_text(engine, image, lines)
    steps.step()
    if located is None:
        return CardReading(EMPTY_FIELDS, (diagnosis(image, lines),))
    parsed = fill_gaps(engine, located.face, parse(_read_lines(engine, located, steps)))
    fields = judge(parsed)
    name = read_name(engine, image, located, parsed)
    fields["name"] = name.judged
    steps.step()
    warnings = warnings_for(image, located, parsed, fields)
    steps.step()
    reading = _reading(located, parsed, fields, warnings)
    steps.step()
    return replace(reading, name_candidates=name.others)


def read_name(engine: Engine, image: Picture, located: Located, parsed: Parsed) -> NameReading:
    strip = name_strip(image, located.quad, parsed.pose)
    return second_look(engine, engine.glyphs, strip, Line(parsed.values["name"].glyphs))


def _read_lines(engine: Engine, located: Located, steps: Steps) -> list[ReadLine]:
    boxes = located.unread()
    steps.expect_lines(len(boxes))
    lines = [located.number] if located.number else []
    for box in boxes:
        lines.append(ReadLine(box, engine.read(cut(located.face, box))))
        steps.step()
    return lines


def _reading(
    located: Located, parsed: Parsed, fields: dict[str, Judged], warnings: tuple[CardWarning, ...]
) -> CardReading:
    crops = field_crops(located.face, parsed)
    filled = {
        name: FieldReading(judged.value, judged.confidence, judged.sure, crops[name])
        for name, judged in fields.items()
    }
    return CardReading(filled, warnings, jpeg(located.face))
