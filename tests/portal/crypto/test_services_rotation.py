"""Rotation, also on SQLite: what is turned, what is left, how it is stopped."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import SignUp
from identity.models import Person
from identity.queries import person_by_number
from portal.crypto import rotation
from portal.crypto.fields import hashes_for
from portal.crypto.rotation import all_stores
from tests.portal.crypto.people import make_person, make_sign_up, raw

pytestmark = pytest.mark.django_db


def number(index: int) -> str:
    return f"4401011990010{index:05}"


def turn(batch: int = 500, stop: threading.Event | None = None) -> rotation.Outcome:
    return rotation.rotate(batch, stop or threading.Event(), lambda line: None)


def stop_after(lines: int) -> tuple[threading.Event, Callable[[str], None]]:
    """An event that is set when so many batches were reported, as Ctrl-C would."""
    stop, seen = threading.Event(), []

    def say(line: str) -> None:
        seen.append(line)
        if len(seen) == lines:
            stop.set()

    return stop, say


def test_everything_moves_to_the_new_key_and_reads_the_same(use_keys: Any) -> None:
    person = make_person(address="地址\U00020bb7", email="")
    sign_up = make_sign_up(id_number=number(1), data={"name": "某"})
    use_keys("k2", "k1")
    outcome = turn()
    assert outcome.complete
    assert (outcome.turned, outcome.failed) == (2, [])
    use_keys("k2")
    person.refresh_from_db()
    sign_up.refresh_from_db()
    assert (person.id_number, person.address, person.email) == (
        "440101199001011234",
        "地址\U00020bb7",
        "",
    )
    assert sign_up.data == {"name": "某"}
    assert person_by_number("resident", "440101199001011234") == person
    assert person.mobile_hash.startswith("k2:")


def test_a_person_is_found_under_both_keys_midway(use_keys: Any) -> None:
    for index in range(6):
        make_person(number(index))
    use_keys("k2", "k1")
    stop, say = stop_after(1)
    outcome = rotation.rotate(3, stop, say)
    assert outcome.stopped
    under = Counter(
        key.partition(":")[0] for key in Person.objects.values_list("id_number_hash", flat=True)
    )
    assert under == {"k2": 3, "k1": 3}
    for index in range(6):
        hashes = hashes_for(Person, "id_number_hash", number(index))
        assert Person.objects.get(id_number_hash__in=hashes).id_number == number(index)


def test_it_goes_on_where_it_was_stopped(use_keys: Any) -> None:
    for index in range(6):
        make_person(number(index))
    use_keys("k2", "k1")
    stop, say = stop_after(1)
    first = rotation.rotate(4, stop, say)
    second = turn()
    assert (first.turned, second.turned) == (4, 2)
    assert second.complete
    assert turn().turned == 0


def test_an_edit_between_reading_and_writing_wins(use_keys: Any) -> None:
    person = make_person(address="旧地址")
    use_keys("k2", "k1")
    table = next(store for store in all_stores() if store.name == "identity.Person")
    ((row,),) = table.stale(10)
    person.address = "新地址"
    person.save()
    assert not table.turn(row)
    person.refresh_from_db()
    assert person.address == "新地址"
    assert turn().complete


def test_an_edit_of_another_column_alone_also_wins(use_keys: Any) -> None:
    person = make_person(address="旧地址")
    use_keys("k2", "k1")
    table = next(store for store in all_stores() if store.name == "identity.Person")
    ((row,),) = table.stale(10)
    Person.objects.filter(pk=person.pk).update(email="a@example.invalid")
    assert not table.turn(row)
    assert turn().complete
    person.refresh_from_db()
    assert (person.address, person.email) == ("旧地址", "a@example.invalid")


def test_a_second_row_with_the_same_number_is_reported_not_lost(use_keys: Any) -> None:
    first = make_person("440101199001011234")
    use_keys("k2", "k1")
    second = make_person("440101199001011234")
    outcome = turn()
    assert outcome.failed == [f"identity.Person {first.pk}: another row holds the same number"]
    assert outcome.left["k1"] > 0
    assert Person.objects.count() == 2
    assert second.pk


def test_a_tampered_value_is_reported_and_the_rest_goes_on(use_keys: Any) -> None:
    bad, good = make_person(number(1)), make_person(number(2))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE identity_person SET mobile = id_number WHERE id = %s", [bad.pk])
    use_keys("k2", "k1")
    outcome = turn()
    assert outcome.failed == [f"identity.Person {bad.pk}: it was tampered with"]
    assert raw(good, "mobile").startswith("k2:")


def test_a_lost_key_is_named(use_keys: Any) -> None:
    make_person()
    use_keys("k2")
    outcome = turn()
    assert not outcome.complete
    assert outcome.failed[0].endswith("its key is not configured")
    assert outcome.left == {"k1": 4}


def test_counts_are_per_key_and_empty_values_are_none(use_keys: Any) -> None:
    make_person(mobile="", address="")
    use_keys("k2", "k1")
    make_sign_up(data={})
    total: Counter[str] = Counter()
    for store in all_stores():
        total += store.counts()
    assert total == {"k1": 2, "k2": 5}


def test_every_encrypted_table_is_known() -> None:
    names = {store.name for store in all_stores()}
    assert {"identity.Person", "accounts.User", "accounts.SignUp", "approvals.Case"} <= names


def test_other_apps_can_register_a_store(monkeypatch: pytest.MonkeyPatch, use_keys: Any) -> None:
    class Files:
        name = "files"
        held: list[str] = ["k1", "k1"]

        def counts(self) -> Counter[str]:
            return Counter(self.held)

        def stale(self, batch: int) -> Iterator[Sequence[int]]:
            yield [index for index, key in enumerate(self.held) if key != "k2"]

        def turn(self, reference: int) -> bool:
            self.held[reference] = "k2"
            return True

    monkeypatch.setattr("portal.crypto.rotation.stores._registered", [])
    rotation.register(Files())
    use_keys("k2", "k1")
    outcome = turn()
    assert (outcome.turned, Files.held) == (2, ["k2", "k2"])


def test_one_broken_value_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, use_keys: Any
) -> None:
    class FileLost(Exception):
        pass

    class Files:
        name = "files"

        def counts(self) -> Counter[str]:
            return Counter(k1=1)

        def stale(self, batch: int) -> Iterator[Sequence[str]]:
            yield ["lost", "deleted", "good"]

        def turn(self, reference: str) -> bool:
            if reference == "lost":
                raise FileLost("13800001234")
            if reference == "deleted":
                raise Person.DoesNotExist
            return True

    monkeypatch.setattr("portal.crypto.rotation.stores._registered", [Files()])
    use_keys("k2", "k1")
    outcome = turn()
    assert (outcome.turned, outcome.failed) == (1, ["files lost: FileLost"])


def command(*arguments: str) -> str:
    out = StringIO()
    call_command("rotate_keys", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_a_dry_run_only_counts(use_keys: Any) -> None:
    person = make_person()
    use_keys("k2", "k1")
    said = command("--dry-run")
    assert "current key: k2" in said
    assert "k1: 4 values" in said
    assert raw(person, "mobile").startswith("k1:")


def test_a_dry_run_names_keys_that_are_missing(use_keys: Any) -> None:
    make_person()
    use_keys("k2")
    assert "k1: 4 values  NOT CONFIGURED" in command("--dry-run")


def test_the_command_shows_progress_and_the_final_count(use_keys: Any) -> None:
    for index in range(3):
        make_person(number(index), mobile="")
    use_keys("k2", "k1")
    said = command("--batch", "2")
    assert "identity.Person: 2\nidentity.Person: 3\n" in said
    assert said.endswith("3 turned\nk2: 6 values\n")


def test_the_commands_exit_code_says_that_something_is_left(use_keys: Any) -> None:
    make_person()
    use_keys("k2")
    with pytest.raises(CommandError, match="4 under k1") as left:
        command()
    assert left.value.returncode == 1


@pytest.mark.parametrize("batch", ["0", "-1"])
def test_a_batch_has_rows(batch: str) -> None:
    with pytest.raises(CommandError, match="--batch"):
        command("--batch", batch)


def test_nothing_personal_is_ever_printed(use_keys: Any) -> None:
    make_person("440101199001011234", mobile="13800001234")
    use_keys("k2", "k1")
    said = command() + command("--dry-run")
    assert "4401" not in said
    assert "1380000" not in said


def test_a_row_saved_later_lies_under_the_new_key(use_keys: Any) -> None:
    sign_up = make_sign_up()
    use_keys("k2", "k1")
    sign_up.save(update_fields=["mobile", "mobile_hash"])
    assert raw(sign_up, "mobile").startswith("k2:")
    assert SignUp.objects.get(mobile_hash__startswith="k2:") == sign_up
