"""Certificates: synchronised, typed by hand, checked by hand; what is kept and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from identity import credential_uses
from identity.enums import CredentialSource, SyncOutcome
from identity.errors import Refused, Stale
from identity.models import Credential, CredentialRules, CredentialSync, RegistrationRecord
from identity.queries import (
    credential_rules,
    credentials_of,
    own_credential,
    synchronisation_of,
    synchronisations_of,
    verified_credential,
)
from identity.rules.by_hand import HandMade
from identity.rules.covering import Fit
from identity.services import (
    Conclusion,
    add_credential,
    change_credential,
    record_manual_check,
    record_registration,
    remove_credential,
    save_credential_rules,
    synchronise_credentials,
    unchangeable,
)
from identity.services.synchronising import PER_PERSON, carry_out, keep_answer
from portal.audit.actors import SystemActor
from portal.audit.models import Entry
from portal.clock import now
from portal.connectors.teacher_certificates.mapping import (
    Answer,
    Certificate,
    Finding,
    Registration,
)
from portal.documents.models import Document
from portal.jobs.models import Job
from tests.factories import documents as files
from tests.factories.accounts import UserFactory
from tests.factories.credentials import CredentialFactory, RegistrationRecordFactory
from tests.factories.identity import PersonFactory, id_number

pytestmark = pytest.mark.django_db
ACTOR = SystemActor("tests")
OLD_NUMBER = "20045330142000001"


@pytest.fixture
def teacher():
    return UserFactory(person=PersonFactory(id_number=id_number(6, date(1988, 3, 7))))


@pytest.fixture
def person(teacher):
    return teacher.person


def made(**values):
    picture = files.document(UserFactory(), kind="credential", name="证书.jpg")
    typed = HandMade(OLD_NUMBER, "4", "数学", "澜江市教育局", date(2004, 6, 30), picture.pk)
    return replace(typed, **values)


def add(person, **values):
    return add_credential(person, made(**values), registered=False, actor=ACTOR)


def actions():
    return list(Entry.objects.order_by("pk").values_list("action", flat=True))


def certificate(**values):
    plain = Certificate(
        OLD_NUMBER, "4", "物理", "澜江市教育委员会", date(2004, 7, 1), "valid",
        (Registration(2016, "first", "passed", date(2016, 12, 1), date(2021, 12, 1), "区教育局"),),
    )  # fmt: skip
    return replace(plain, **values)


def synchronised(person, *certificates, finding=Finding.FOUND, reference="R-1"):
    sync = CredentialSync.objects.create(person=person, asked_at=now())
    keep_answer(sync, Answer(finding, reference, certificates))
    return sync


# By hand


def test_a_certificate_typed_by_hand_is_neither_verified_nor_checked(person):
    credential = add(person)
    stored = own_credential(person, credential.pk)
    assert (stored.number, stored.source) == (OLD_NUMBER, CredentialSource.HAND)
    assert (stored.verified_at, stored.checked_at) == (None, None)
    assert actions()[-1] == "identity.add_credential"
    assert OLD_NUMBER not in Entry.objects.last().content
    assert Document.objects.get(pk=stored.picture).expires_at is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"number": "20085330142000001", "issued_on": date(2008, 6, 30)}, "issued_on"),
        ({"number": "20045330142"}, "number"),
        ({"number": "20045330152000001"}, "number"),
    ],
)
def test_what_may_not_be_typed_is_refused_with_its_field(person, values, field):
    with pytest.raises(Refused) as refused:
        add(person, **values)
    assert refused.value.field == field
    assert not Credential.objects.exists()


def test_a_registered_one_comes_from_the_system(person):
    with pytest.raises(Refused) as refused:
        add_credential(person, made(), registered=True, actor=ACTOR)
    assert refused.value.field == "registered"


def test_a_number_stands_in_a_list_once_under_every_key(person, settings):
    add(person)
    settings.FIELD_KEYS = f"new1:{'QQ' * 21}E=,{settings.FIELD_KEYS}"
    with pytest.raises(Refused, match="已在您的列表里"):
        add(person)


def test_the_database_refuses_the_same_number_twice(person):
    add(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        CredentialFactory(person=person, by_hand=True, number=OLD_NUMBER)


def test_what_the_system_says_is_another_s_is_refused_but_a_typed_one_is_not(person):
    other = CredentialFactory(by_hand=True, number=OLD_NUMBER)
    add(person).delete()
    Credential.objects.filter(pk=other.pk).update(verified_at=now(), verified_reference="R")
    with pytest.raises(Refused, match="与证书库的记录不符"):
        add(person)


def test_a_change_is_written_and_drops_the_old_picture(person):
    credential = add(person)
    old = credential.picture
    changed = change_credential(
        credential, made(subject=""), registered=False, version=1, actor=ACTOR
    )
    assert (changed.subject, changed.version) == ("", 2)
    assert Document.objects.get(pk=old).state == "deleted"
    assert Document.objects.get(pk=changed.picture).state == "ok"
    with pytest.raises(Stale):
        change_credential(credential, made(), registered=False, version=1, actor=ACTOR)


def test_a_picture_that_stays_is_kept(person):
    credential = add(person)
    change_credential(
        credential, made(picture=credential.picture), registered=False, version=1, actor=ACTOR
    )
    assert Document.objects.get(pk=credential.picture).state == "ok"


def test_a_change_to_the_number_of_another_in_the_list_is_refused(person):
    credential = add(person)
    add(person, number="20045330142000002")
    with pytest.raises(Refused, match="已在您的列表里"):
        change_credential(
            credential, made(number="20045330142000002"), registered=False, version=1, actor=ACTOR
        )


def test_removing_takes_the_picture_along(person):
    credential = add(person)
    remove_credential(credential, version=1, actor=ACTOR)
    assert not Credential.objects.exists()
    assert Document.objects.get(pk=credential.picture).state == "deleted"
    assert "identity.remove_credential" in actions()
    with pytest.raises(Stale):
        remove_credential(credential, version=1, actor=ACTOR)


@pytest.mark.parametrize("remove", [True, False])
def test_what_is_used_checked_or_the_system_s_stays(person, remove):
    def act(credential):
        if remove:
            remove_credential(credential, version=1, actor=ACTOR)
        else:
            change_credential(credential, made(), registered=False, version=1, actor=ACTOR)

    credential = add(person)
    credential_uses.register(in_use := lambda pk: "2026年定期注册" if pk == credential.pk else "")
    with pytest.raises(Refused, match="2026年定期注册"):
        act(credential)
    credential_uses.unregister(in_use)
    record_manual_check(credential, actor=UserFactory())
    with pytest.raises(Refused, match="人工核验"):
        act(credential)
    with pytest.raises(Refused, match="系统同步"):
        act(CredentialFactory(person=person))
    assert Credential.objects.count() == 2


# Two facts


def test_a_check_by_hand_never_changes_what_the_system_says(person):
    clerk = UserFactory()
    credential = record_manual_check(add(person), actor=clerk)
    assert (credential.verified_at, credential.source) == (None, CredentialSource.HAND)
    assert credential.checked_by == clerk
    again = record_manual_check(credential, actor=UserFactory())
    assert again.checked_by == clerk
    assert actions().count("identity.check_credential") == 1


@pytest.mark.parametrize(
    "values",
    [
        {"verified_reference": ""},
        {"verified_at": None, "verified_reference": ""},
        {"checked_at": now()},
        {"number": ""},
    ],
)
def test_the_database_refuses_impossible_certificates(person, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        CredentialFactory(person=person, **values)


@pytest.mark.parametrize(
    "values",
    [
        {"valid_until": None},
        {"outcome": "deferred", "valid_until": date(2026, 1, 1)},
        {"valid_until": date(2021, 12, 10)},
    ],
)
def test_the_database_refuses_impossible_registrations(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationRecordFactory(**values)


# From the system


def test_certificates_come_with_their_registrations(person):
    sync = synchronised(person, certificate())
    stored = credentials_of(person).get()
    assert (stored.source, stored.subject, stored.verified_reference) == ("system", "物理", "R-1")
    assert [str(row) for row in stored.registrations.all()] == ["2016 首次注册 注册合格"]
    assert (sync.outcome, sync.found, sync.added) == (SyncOutcome.MATCHED, 1, 1)
    assert actions()[-1] == "identity.credentials_synchronised"


def test_the_same_answer_again_changes_nothing_but_the_time(person, clock):
    synchronised(person, certificate())
    before = credentials_of(person).get()
    clock.advance(days=1)
    sync = synchronised(person, certificate(), reference="R-2")
    after = credentials_of(person).get()
    assert (sync.added, sync.changed, after.version) == (0, 0, before.version)
    assert after.verified_at == before.verified_at + timedelta(days=1)
    assert after.verified_reference == "R-2"
    assert RegistrationRecord.objects.count() == 1


def test_what_changed_outside_is_taken_over(person):
    synchronised(person, certificate())
    later = Registration(2021, "periodic", "deferred", date(2021, 12, 1), None, "区教育局")
    sync = synchronised(
        person, certificate(state="revoked", registrations=(*certificate().registrations, later))
    )
    stored = credentials_of(person).get()
    assert (sync.changed, stored.state, stored.in_force) == (1, "revoked", False)
    assert [row.year for row in stored.registrations.all()] == [2021, 2016]


def test_a_corrected_conclusion_replaces_the_year_s(person):
    synchronised(person, certificate())
    right = replace(certificate().registrations[0], outcome="failed", valid_until=None)
    assert synchronised(person, certificate(registrations=(right,))).changed == 1
    assert RegistrationRecord.objects.get().outcome == "failed"


def test_nothing_typed_is_lost_when_the_system_knows_it_later(person):
    picture = add(person).picture
    checked = record_manual_check(credentials_of(person).get(), actor=UserFactory())
    synchronised(person, certificate())
    stored = credentials_of(person).get()
    assert (stored.subject, stored.issuer_name, stored.issued_on) == (
        "物理", "澜江市教育委员会", date(2004, 7, 1),
    )  # fmt: skip
    assert stored.typed == {
        "kind": "4", "subject": "数学", "issuer_name": "澜江市教育局", "issued_on": "2004-06-30",
    }  # fmt: skip
    assert (stored.picture, stored.checked_at) == (picture, checked.checked_at)
    assert stored.source == CredentialSource.SYSTEM
    synchronised(person, certificate(subject="化学"))
    assert credentials_of(person).get().typed["subject"] == "数学"


@pytest.mark.parametrize(
    ("finding", "outcome"),
    [
        (Finding.NAME_DIFFERS, SyncOutcome.NAME_DIFFERS),
        (Finding.NUMBER_UNKNOWN, SyncOutcome.NUMBER_UNKNOWN),
        (Finding.ISSUED_BEFORE, SyncOutcome.ISSUED_BEFORE),
        (Finding.UNAVAILABLE, SyncOutcome.UNREACHABLE),
    ],
)
def test_no_match_says_why_and_leaves_everything(person, finding, outcome):
    add(person)
    sync = synchronised(person, finding=finding, reference="")
    assert (sync.outcome, sync.found) == (outcome, 0)
    assert credentials_of(person).count() == 1


def test_the_job_asks_over_http_and_ends_the_row(teacher, simulators, run_jobs):
    sync = synchronise_credentials(teacher.person, teacher, next_url="/me/centre/certificates/")
    assert synchronisation_of(teacher.person).job == str(sync.job)
    jobs = run_jobs()
    assert jobs[0].result == {"outcome": "matched", "found": 1}
    assert (jobs[0].done, jobs[0].total) == (3, 3)
    state = synchronisation_of(teacher.person)
    assert (state.job, state.last.outcome, state.last.asked_by) == ("", "matched", teacher)
    assert verified_credential(teacher.person).issued_on.year == 2011
    entry = Entry.objects.get(action="identity.credentials_synchronised")
    assert (entry.actor_user, entry.person_id) == (teacher, teacher.person_id)


def test_a_system_that_is_down_is_said_so_and_can_be_asked_again(
    teacher, nobody_answers, run_jobs, clock
):
    synchronise_credentials(teacher.person, teacher)
    run_jobs()
    assert synchronisation_of(teacher.person).last.outcome == SyncOutcome.UNREACHABLE
    clock.advance(hours=1)
    synchronise_credentials(teacher.person, teacher)
    run_jobs()
    assert [row.outcome for row in synchronisations_of(teacher.person)] == ["unreachable"] * 2


def test_a_double_click_asks_once(teacher):
    first = synchronise_credentials(teacher.person, teacher)
    assert synchronise_credentials(teacher.person, teacher) == first
    assert (CredentialSync.objects.count(), Job.objects.count()) == (1, 1)


def test_a_job_that_broke_off_is_told_and_can_be_begun_anew(teacher):
    first = synchronise_credentials(teacher.person, teacher)
    Job.objects.update(state="failed", finished_at=now())
    state = synchronisation_of(teacher.person)
    assert (state.broken, state.last, state.job) == (True, None, "")
    assert synchronise_credentials(teacher.person, teacher) != first


def test_a_worker_that_comes_twice_does_it_once(person):
    sync = synchronised(person, certificate())
    assert carry_out(sync.pk, lambda *steps: None).finished_at == sync.finished_at


def test_too_many_questions_a_day_are_refused(teacher):
    for _ in range(PER_PERSON.count):
        synchronise_credentials(teacher.person, teacher)
        CredentialSync.objects.update(finished_at=now(), outcome="unreachable")
    with pytest.raises(Refused, match="今天同步的次数已用完"):
        synchronise_credentials(teacher.person, teacher)
    assert synchronise_credentials(teacher.person, ACTOR)


def test_the_certificate_in_force_is_the_verified_one(person):
    assert verified_credential(person) is None
    CredentialFactory(person=person, by_hand=True)
    assert verified_credential(person) is None
    revoked = CredentialFactory(person=person, issued_on=date(2020, 6, 1), state="revoked")
    assert verified_credential(person) == revoked
    in_force = CredentialFactory(person=person, issued_on=date(2010, 6, 1), state="replaced")
    assert verified_credential(person) == in_force
    newer = CredentialFactory(person=person, issued_on=date(2015, 6, 1))
    assert verified_credential(person) == newer


def test_a_registration_decided_here_is_recorded_once_a_year():
    credential = CredentialFactory()
    year = Conclusion(2026, "first", "passed", date(2026, 12, 1), date(2031, 12, 1), "区教育局")
    for _ in range(2):
        record_registration(credential, year, actor=ACTOR)
    assert actions() == ["identity.record_registration"]
    changed = replace(year, outcome="deferred", valid_until=None)
    assert record_registration(credential, changed, actor=ACTOR).outcome == "deferred"
    assert RegistrationRecord.objects.count() == 1


# What the province decides


def test_the_standard_counts_until_the_province_says_more():
    rules = credential_rules()
    assert (rules.version, rules.first_system_year("45")) == (0, 2012)
    wanted = replace(rules, conditions={**rules.conditions, ("2", "junior"): "须经考核"})
    user = UserFactory(person=None)
    saved = save_credential_rules(wanted, reason="过渡期", actor=user)
    assert (saved.version, saved.covers("2", "junior").condition) == (1, "须经考核")
    assert credential_rules().covers("2", "junior").fit is Fit.CONDITION
    assert actions() == ["identity.save_credential_rules"]


def test_two_who_save_at_once_do_not_overwrite_one_another():
    rules, user = credential_rules(), UserFactory(person=None)
    first = replace(rules, system_since={**rules.system_since, "53": 2009})
    save_credential_rules(first, reason="一", actor=user)
    second = replace(rules, system_since={**rules.system_since, "53": 2010})
    with pytest.raises(Stale):
        save_credential_rules(second, reason="二", actor=user)
    assert credential_rules().first_system_year("53") == 2009


def test_saving_what_is_in_force_writes_nothing():
    save_credential_rules(credential_rules(), reason="无", actor=UserFactory(person=None))
    assert not CredentialRules.objects.exists()
    assert actions() == []


def test_a_version_is_never_changed_afterwards():
    rules, user = credential_rules(), UserFactory(person=None)
    changed = replace(rules, system_since={"": 2009})
    save_credential_rules(changed, reason="一", actor=user)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        CredentialRules.objects.update(reason="x")


def test_changed_years_are_in_force_at_once(person):
    rules, user = credential_rules(), UserFactory(person=None)
    save_credential_rules(replace(rules, system_since={"": 2004}), reason="补录完成", actor=user)
    with pytest.raises(Refused, match="2004年及以后"):
        add(person)


def test_certificates_of_others_do_not_exist(person):
    with pytest.raises(Credential.DoesNotExist):
        own_credential(person, CredentialFactory().pk)
    assert "系统同步" in unchangeable(CredentialFactory())
