"""The whole reader on a small seeded sample; the figures of docs/ come from larger ones."""

import cv2
import numpy as np
import pytest

from identity.cardreading.benchmark import FIELDS
from identity.cardreading.crosscheck import is_valid_number
from identity.cardreading.loading import UnreadableImage
from identity.cardreading.reader import read_card
from identity.cardreading.reading import FIELDS as ALL_FIELDS
from identity.cardreading.reading import MESSAGES
from tests.benchmarks.card_warnings import alarm_rates, codes, hit_rates
from tests.identity.cardreading.generator.bad_pictures import BAD, bad
from tests.identity.cardreading.generator.pictures import GOOD, good

SEED = 20


@pytest.fixture(scope="module")
def cards(engine):
    """One good picture of each of the 13 kinds, with its reading."""
    shots = [good(SEED, i, rare_share=0.3) for i in range(len(GOOD))]
    return [(shot, read_card(shot.data, engine=engine)) for shot in shots]


@pytest.fixture(scope="module")
def warned(engine):
    """Two pictures for each warning, with what they were warned of."""
    shots = [bad(SEED, i) for i in range(2 * len(BAD))]
    return codes(shots, lambda data: read_card(data, engine=engine))


def test_numbers_and_all_that_follows_from_them_are_right(cards):
    for shot, reading in cards:
        truth = shot.who.truth()
        for name in ("id_number", "birth", "sex", "ethnicity"):
            assert reading.fields[name].value == truth[name], (shot.kind, name)


def test_nearly_all_cards_are_right_in_all_five_fields(cards):
    right = [
        all(reading.fields[name].value == shot.who.truth()[name] for name in FIELDS)
        for shot, reading in cards
    ]
    assert sum(right) >= 0.9 * len(right)


def test_no_name_accepted_silently_is_wrong(cards):
    silent = [(s.who.name, r.fields["name"].value) for s, r in cards if r.fields["name"].sure]
    assert len(silent) >= 0.5 * len(cards)
    assert all(truth == read for truth, read in silent)


def test_every_field_comes_with_its_piece_of_the_picture(cards):
    for _, reading in cards:
        assert tuple(reading.fields) == ALL_FIELDS
        for found in (*reading.fields.values(), reading):
            data = found.card_jpeg if found is reading else found.crop_jpeg
            assert cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) is not None


def test_confidences_are_shares(cards):
    for _, reading in cards:
        assert all(0 <= found.confidence <= 1 for found in reading.fields.values())


def test_good_cards_are_not_warned_about(cards):
    seen = [(shot, {warning.code for warning in reading.warnings}) for shot, reading in cards]
    assert max(alarm_rates(seen).values()) <= 1 / len(cards)


def test_bad_pictures_are_warned_about(warned):
    rates = hit_rates(warned)
    assert sum(rates.values()) >= 0.8 * len(BAD), rates


def test_bad_pictures_give_no_wrong_number_that_passes(engine, warned):
    for shot, _ in warned:
        read = read_card(shot.data, engine=engine).fields["id_number"].value
        assert read == shot.who.id_number or not is_valid_number(read)


def test_every_warning_says_what_to_do():
    assert set(BAD) <= set(MESSAGES)


def test_a_picture_without_a_card_gives_all_fields_empty(engine):
    paper = np.full((600, 800, 3), 200, np.uint8)
    reading = read_card(cv2.imencode(".png", paper)[1].tobytes(), engine=engine)
    assert [w.code for w in reading.warnings] == ["not_a_card"]
    assert [f.value for f in reading.fields.values()] == [""] * len(ALL_FIELDS)
    assert not any(found.sure for found in reading.fields.values())


def test_progress_is_counted_and_ends_complete(engine):
    seen = []
    shot = good(SEED, 0)
    read_card(shot.data, engine=engine, progress=lambda done, total: seen.append((done, total)))
    assert [done for done, _ in seen] == list(range(1, len(seen) + 1))
    assert seen[-1][0] == seen[-1][1]
    assert all(done <= total for done, total in seen)


def test_bytes_that_are_no_picture_are_refused(engine):
    with pytest.raises(UnreadableImage):
        read_card(b"not a picture", engine=engine)
