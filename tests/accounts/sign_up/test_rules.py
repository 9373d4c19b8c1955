"""Filling fields from a reading, and comparing them with it."""

from accounts.rules.sign_up import differences, filled_from_reading, name_alternatives


def test_a_reading_fills_what_nobody_typed():
    filled = filled_from_reading({"name": "", "sex": "1"}, {}, {"name": "陆𬭎", "sex": "2"})
    assert filled == {"name": "陆𬭎", "sex": "1"}


def test_a_second_reading_replaces_what_the_first_one_filled():
    typed, before = {"name": "陆铉"}, {"name": "陆铉"}
    assert filled_from_reading(typed, before, {"name": "陆𬭎"})["name"] == "陆𬭎"


def test_what_was_corrected_by_hand_stays():
    typed, before = {"name": "陆𬭎"}, {"name": "陆铉"}
    assert filled_from_reading(typed, before, {"name": "陆铵"})["name"] == "陆𬭎"


def test_an_empty_reading_takes_nothing_away():
    assert filled_from_reading({"name": "陆"}, {"name": "陆"}, {"name": ""})["name"] == "陆"


def test_other_answers_are_left_alone():
    assert filled_from_reading({"email": "a@b.cn"}, {}, {"email": "x"}) == {"email": "a@b.cn"}


def test_differences_name_only_what_was_read_and_typed_differently():
    typed = {"name": "陆𬭎", "sex": "1", "ethnicity": "02"}
    assert differences(typed, {"name": "陆铉", "sex": "1"}) == {"name": "陆铉"}


def test_a_field_left_empty_differs_from_what_was_read():
    assert differences({}, {"name": "陆铉"}) == {"name": "陆铉"}


def test_alternatives_differ_in_one_character_the_likeliest_first():
    found = name_alternatives("陆铉", [["陆", "陸"], ["铉", "𬭎", "铵"]])
    assert found == ["陸铉", "陆𬭎", "陆铵"]


def test_no_more_alternatives_than_asked_for():
    assert name_alternatives("陆铉", [["陆"], ["铉", "𬭎", "铵"]], most=1) == ["陆𬭎"]


def test_candidates_for_another_number_of_characters_say_nothing():
    assert name_alternatives("陆铉", [["陆", "陸"]]) == []
