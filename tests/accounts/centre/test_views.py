"""个人信息中心: one's own only, bad input answered, what was typed stays."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.services import certificate_draft as drafts
from identity import credential_uses
from identity.models import Credential, CredentialSync
from identity.record_part import part_of
from portal.clock import now, today
from portal.documents.models import Document
from portal.jobs.models import Job
from tests.factories import documents as files
from tests.factories.accounts import UserFactory, sign_in_as, staff_user
from tests.factories.credentials import CredentialFactory, RegistrationRecordFactory
from tests.factories.organisations import SchoolFactory

pytestmark = pytest.mark.django_db
CENTRE = reverse("accounts:centre")
IDENTITY = reverse("accounts:centre-identity")
LIST = reverse("accounts:centre-certificates")
SYNC = reverse("accounts:centre-synchronise")
ADD = reverse("accounts:centre-certificate-add")
RECORD = reverse("accounts:centre-record")
CALENDAR = reverse("accounts:centre-calendar")
FORM = {
    "kind": "4", "subject": "数学", "number": "20045330142000001", "issuer_name": "澜江市教育局",
    "issued_on": "2004-06-30", "registered": "no",
}  # fmt: skip


def edit_url(credential):
    return reverse("accounts:centre-certificate-edit", args=[credential.pk])


def delete_url(credential):
    return reverse("accounts:centre-certificate-delete", args=[credential.pk])


def save_url(target):
    return reverse("accounts:centre-certificate-save", args=[target])


def text_of(answer):
    return answer.content.decode()


def synced(teacher, outcome="number_unknown", **fields):
    at = now()
    return CredentialSync.objects.create(
        person=teacher.person, asked_at=at, finished_at=at, outcome=outcome, **fields
    )


def with_picture(mine, url=ADD, **fields):
    sent = {**FORM, **fields, "action": "upload:picture", "files-picture": files.upload()}
    return mine.post(url, sent)


# Whose they are


@pytest.mark.parametrize("url", [CENTRE, IDENTITY, LIST, ADD, RECORD, CALENDAR])
def test_an_account_without_a_person_has_no_centre(client, url):
    assert sign_in_as(client, staff_user(SchoolFactory())).get(url).status_code == 404


@pytest.mark.parametrize("make_url", [edit_url, delete_url, lambda one: save_url(one.pk)])
def test_another_one_s_certificate_does_not_exist(mine, make_url):
    other = CredentialFactory(by_hand=True)
    assert mine.post(make_url(other), FORM).status_code == 404
    assert Credential.objects.get() == other


def test_nothing_of_another_is_shown(mine):
    other = CredentialFactory()
    RegistrationRecordFactory(credential=other)
    for url in (LIST, RECORD, CENTRE):
        assert other.number not in text_of(mine.get(url))
    assert "BEGIN:VEVENT" not in text_of(mine.get(CALENDAR))


# The overview and B1


def test_each_part_says_where_it_stands(mine, teacher):
    page = text_of(mine.get(CENTRE))
    assert "未实名核验" in page
    assert "未同步" in page
    synced(teacher)
    assert "没有证书" in text_of(mine.get(CENTRE))
    credential = CredentialFactory(person=teacher.person)
    RegistrationRecordFactory(credential=credential, year=today().year - 1)
    page = text_of(mine.get(CENTRE))
    assert "1 本" in page
    assert f"{today().year + 4}-12-10 到期" in page


@pytest.mark.parametrize(
    ("days", "said"), [(-1, "已到期"), (0, "今天到期"), (60, "60 天后到期"), (61, " 到期")]
)
def test_how_near_the_next_day_is(mine, teacher, days, said):
    last = today() + timedelta(days=days)
    RegistrationRecordFactory(
        credential__person=teacher.person, decided_on=date(2020, 1, 1), valid_until=last
    )
    assert said in text_of(mine.get(CENTRE))


def test_identity_is_read_here_and_changed_where_it_belongs(mine, teacher):
    page = text_of(mine.get(IDENTITY))
    person = teacher.person
    assert person.name in page
    assert person.id_number not in page
    for place in ("accounts:profile", "accounts:real-name", "accounts:photo"):
        assert f'href="{reverse(place)}"' in page
    person.name_verified_at = now()
    person.save()
    assert "已实名核验" in text_of(mine.get(IDENTITY))


# The list


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("name_differs", "登记的是另一个姓名"),
        ("number_unknown", "没有您的证件号码"),
        ("issued_before", "早于证书库的电子数据"),
        ("unreachable", "暂时没有回应"),
        ("matched", "登记在您名下的全部证书"),
    ],
)
def test_why_a_certificate_is_missing_and_what_to_do(mine, teacher, outcome, said):
    assert "还没有同步过证书" in text_of(mine.get(LIST))
    synced(teacher, outcome)
    page = text_of(mine.get(LIST))
    assert said in page
    assert f'href="{ADD}"' in page


def test_the_way_to_the_list_over_http(mine, teacher, simulators, run_jobs):
    answer = mine.post(SYNC)
    assert answer.url == LIST
    job = Job.objects.get()
    assert reverse("jobs:progress", args=[job.pk]) in text_of(mine.get(LIST))
    assert "正在同步" in text_of(mine.get(CENTRE))
    mine.post(SYNC)
    assert Job.objects.count() == 1
    run_jobs()
    page = text_of(mine.get(LIST))
    assert "上次同步" in page
    assert job.next_url == LIST


def test_a_sync_that_broke_off_says_so(mine):
    mine.post(SYNC)
    Job.objects.update(state="failed", finished_at=now())
    assert "上一次同步中断了" in text_of(mine.get(LIST))


def test_too_many_syncs_are_told(mine):
    for _ in range(10):
        mine.post(SYNC)
        CredentialSync.objects.update(finished_at=now(), outcome="unreachable")
    page = mine.post(SYNC, follow=True)
    assert "今天同步的次数已用完" in text_of(page)


def test_a_certificate_with_all_that_is_known_of_it(mine, teacher):
    credential = CredentialFactory(
        person=teacher.person, subject="", checked_at=now(), checked_by=UserFactory(),
        typed={"kind": "3", "subject": "数学", "issuer_name": "旧机构", "issued_on": "2012-06-30"},
    )  # fmt: skip
    RegistrationRecordFactory(credential=credential, year=2016)
    RegistrationRecordFactory(credential=credential, outcome="deferred", kind="periodic")
    page = text_of(mine.get(LIST))
    for said in (
        credential.number, "系统核验", "人工核验", "任教学科：数学", "认定机构：旧机构",
        "资格种类：初级中学教师资格", "暂缓注册", "至 <span class=\"figures\">2021-12-10</span>",
        "已过期", "系统同步的证书不能修改或删除",
    ):  # fmt: skip
        assert said in page
    assert "签发日期：" not in page
    assert edit_url(credential) not in page


def queries_of(mine, url):
    with CaptureQueriesContext(connection) as asked:
        mine.get(url)
    return len(asked)


def test_the_pages_ask_alike_whatever_their_length(mine, teacher, django_assert_num_queries):
    def one_more(number):
        credential = CredentialFactory(person=teacher.person, issued_on=date(2010 + number, 6, 1))
        RegistrationRecordFactory(credential=credential)

    synced(teacher, "matched")
    one_more(0)
    mine.get(CENTRE)
    record = queries_of(mine, RECORD)
    for number in (1, 2):
        one_more(number)
    assert queries_of(mine, RECORD) == record
    with django_assert_num_queries(10):
        mine.get(LIST)
    with django_assert_num_queries(2):
        part_of(teacher.person)


# By hand


def test_before_the_first_sync_there_is_nothing_to_add(mine):
    page = text_of(mine.get(ADD))
    assert "请先同步一次" in page
    mine.post(ADD, FORM)
    assert not Credential.objects.exists()


def test_the_whole_way_of_an_older_certificate(mine, teacher):
    synced(teacher)
    assert with_picture(mine).url == f"{ADD}#attach-picture"
    page = text_of(mine.get(ADD))
    assert 'value="20045330142000001"' in page
    assert "card.jpg" in page
    assert mine.post(ADD, {**FORM, "action": "save"}).url == LIST
    credential = Credential.objects.get()
    assert (credential.source, credential.subject) == ("hand", "数学")
    page = text_of(mine.get(LIST))
    assert "未经系统核验" in page
    assert reverse("documents:show", args=[credential.picture]) in page
    assert 'value="20045330142000001"' not in text_of(mine.get(ADD))


def test_a_certificate_without_a_subject(mine, teacher):
    synced(teacher)
    with_picture(mine)
    mine.post(ADD, {**FORM, "subject": "无"})
    assert Credential.objects.get().subject == ""
    assert ">无<" in text_of(mine.get(LIST))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"issued_on": "2008-01-01", "number": "20085330142000001"}, "2008年及以后的证书由系统"),
        ({"registered": "yes"}, "参加过注册的证书由系统同步"),
        ({"number": "2004533014200000"}, "17 位数字"),
        ({"number": "20055330142000001"}, "发证日期的年份不一致"),
        ({"kind": "3"}, "与所选资格种类不一致"),
        ({"kind": "9"}, "选择"),
        ({"issued_on": "昨天"}, "日期应像"),
        ({"issued_on": "2100-01-01"}, "日期不能晚于"),
        ({"subject": "x" * 61}, "60"),
        ({"subject": ""}, "没有的填“无”"),
        ({"issuer_name": ""}, "请填写认定机构"),
        ({"registered": ""}, "是否办过定期注册"),
    ],
)
def test_bad_input_is_answered_and_stays(mine, teacher, fields, said):
    synced(teacher)
    with_picture(mine)
    answer = mine.post(ADD, {**FORM, **fields})
    assert answer.status_code == 422
    page = text_of(answer)
    assert said in page
    assert "card.jpg" in page
    for value in {**FORM, **fields}.values():
        assert value in page
    assert not Credential.objects.exists()
    assert list({**FORM, **fields}.values())[2] in text_of(mine.get(ADD))


def test_without_a_picture_it_is_not_saved(mine, teacher):
    synced(teacher)
    answer = mine.post(ADD, FORM)
    assert (answer.status_code, "请上传证书信息页" in text_of(answer)) == (422, True)


@pytest.mark.parametrize(
    "sent",
    [
        {"action": "upload:picture"},
        {"action": "upload:picture", "files-picture": files.upload(b"no picture", "a.jpg")},
        {"action": "replace:picture", "replace-picture": files.upload(b"", "a.jpg")},
    ],
)
def test_a_file_that_cannot_be_used_says_why(mine, teacher, sent):
    synced(teacher)
    answer = mine.post(ADD, {**FORM, **sent})
    assert answer.status_code == 422
    assert FORM["number"] in text_of(answer)
    assert not Document.objects.filter(kind="credential").exists()


@pytest.mark.parametrize("action", ["up:picture", "upload:other", "remove:picture", "x:y", "\0"])
def test_actions_that_mean_nothing_do_nothing(mine, teacher, action):
    synced(teacher)
    assert mine.post(ADD, {**FORM, "action": action}).status_code in {302, 422}
    assert not Credential.objects.exists()


def test_what_is_typed_is_kept_as_it_is_typed(mine, teacher):
    synced(teacher)
    answer = mine.post(save_url("new"), {"number": "2004533", "subject": "数\0学"})
    assert "saved_at" in answer.json()
    page = text_of(mine.get(ADD))
    assert 'value="2004533"' in page
    assert 'value="数学"' in page


def test_a_draft_is_sealed_and_never_large(mine, teacher):
    mine.post(save_url("new"), {"number": "2004533"})
    assert "2004533" not in str(dict(mine.session))
    mine.post(save_url("new"), {"number": "9" * 30_000})
    assert drafts.load(_with(mine.session), "new").fields == {"number": "2004533"}


def _with(session):
    return type("Request", (), {"session": session})


def test_a_draft_of_a_lost_key_counts_as_none(mine, settings):
    mine.post(save_url("new"), {"number": "2004533"})
    settings.FIELD_KEYS = f"new1:{'QQ' * 21}E="
    assert drafts.load(_with(mine.session), "new") is None


@pytest.mark.parametrize("target", ["0", "99999999999999999999", "abc"])
def test_a_draft_of_nothing_is_not_found(mine, target):
    assert mine.post(save_url(target), FORM).status_code == 404


@given(data=st.dictionaries(st.sampled_from([*FORM, "action", "version"]), st.text(max_size=80)))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_input_is_an_error_of_the_server(mine, teacher, typed, data):
    if not CredentialSync.objects.exists():
        synced(teacher)
    for url in (ADD, edit_url(typed), save_url("new")):
        assert mine.post(url, data).status_code < 500


def test_edited_and_nothing_lost(mine, typed):
    page = text_of(mine.get(edit_url(typed)))
    assert f'value="{typed.number}"' in page
    answer = mine.post(edit_url(typed), {**FORM, "subject": "物理", "version": "1"})
    assert answer.url == LIST
    typed.refresh_from_db()
    assert (typed.subject, typed.version) == ("物理", 2)


def test_two_windows_do_not_overwrite_one_another(mine, typed):
    mine.post(edit_url(typed), {**FORM, "subject": "物理", "version": "1"})
    answer = mine.post(edit_url(typed), {**FORM, "subject": "化学", "version": "1"})
    assert answer.status_code == 409
    assert 'value="化学"' in text_of(answer)
    assert 'name="version" value="2"' in text_of(answer)
    assert mine.post(edit_url(typed), {**FORM, "subject": "化学", "version": "2"}).url == LIST
    typed.refresh_from_db()
    assert typed.subject == "化学"


def test_the_same_number_twice_is_refused(mine, teacher, typed):
    synced(teacher)
    with_picture(mine)
    answer = mine.post(ADD, FORM)
    assert (answer.status_code, "已在您的列表里" in text_of(answer)) == (422, True)


def test_deleted_after_a_question(mine, typed):
    assert "删除这本证书？" in text_of(mine.get(delete_url(typed)))
    assert mine.post(delete_url(typed), {"version": "7"}, follow=True).status_code == 200
    assert Credential.objects.exists()
    mine.post(delete_url(typed), {"version": "1"})
    assert not Credential.objects.exists()


def test_one_in_use_is_neither_edited_nor_deleted(mine, typed):
    credential_uses.register(in_use := lambda pk: "2026年定期注册")
    try:
        assert "2026年定期注册" in text_of(mine.get(LIST))
        assert "2026年定期注册" in text_of(mine.get(edit_url(typed), follow=True))
        assert "不能删除" in text_of(mine.get(delete_url(typed)))
        page = mine.post(delete_url(typed), {"version": "1"}, follow=True)
        assert "2026年定期注册" in text_of(page)
    finally:
        credential_uses.unregister(in_use)
    assert Credential.objects.exists()


def test_a_system_certificate_has_no_form(mine, teacher):
    credential = CredentialFactory(person=teacher.person)
    assert mine.get(edit_url(credential)).url == LIST
    assert mine.post(edit_url(credential), {**FORM, "version": "1"}).url == LIST
    credential.refresh_from_db()
    assert credential.version == 1


# One record for life


def test_the_record_says_what_is_due_and_what_happened(mine, teacher):
    credential = CredentialFactory(person=teacher.person)
    RegistrationRecordFactory(credential=credential, year=today().year - 1)
    page = text_of(mine.get(RECORD))
    assert f"{today().year + 4}-12-10" in page
    assert "还没到时间" in page
    assert "取得高级中学教师资格" in page
    assert f'href="{CALENDAR}"' in page


def test_the_calendar_has_the_first_and_the_last_day(mine, teacher, clock):
    credential = CredentialFactory(person=teacher.person)
    RegistrationRecordFactory(credential=credential, year=2022)
    answer = mine.get(CALENDAR)
    text = text_of(answer).replace("\r\n ", "")
    assert answer["Content-Type"].startswith("text/calendar")
    assert "teacher-calendar.ics" in answer["Content-Disposition"]
    assert "DTSTART;VALUE=DATE:20271011" in text
    assert "DTSTART;VALUE=DATE:20271210" in text
    assert f"UID:registration-{credential.pk}-last@portal" in text


def test_days_that_are_over_are_in_no_calendar(mine, teacher):
    RegistrationRecordFactory(credential__person=teacher.person, year=2010)
    page = text_of(mine.get(RECORD))
    assert "已过期" in page
    assert CALENDAR not in page
    assert "BEGIN:VEVENT" not in text_of(mine.get(CALENDAR))


def test_an_empty_record_leads_on(mine):
    assert "现在没有要办的事" in text_of(mine.get(RECORD))


def test_a_deferred_year_asks_to_apply_again(mine, teacher):
    credential = CredentialFactory(person=teacher.person)
    RegistrationRecordFactory(credential=credential, year=2019)
    RegistrationRecordFactory(credential=credential, year=2024, outcome="deferred")
    assert "再次申请注册" in text_of(mine.get(RECORD))


def test_one_never_registered_is_told_of_the_first_registration(mine, teacher):
    CredentialFactory(person=teacher.person)
    assert "首次注册" in text_of(mine.get(RECORD))


def test_only_the_registered_one_of_two_is_due(mine, teacher):
    older = CredentialFactory(person=teacher.person, issued_on=date(2009, 6, 1))
    newer = CredentialFactory(person=teacher.person, issued_on=date(2015, 6, 1))
    RegistrationRecordFactory(credential=older, year=2016)
    RegistrationRecordFactory(credential=newer, year=2024)
    CredentialFactory(person=teacher.person, issued_on=date(2020, 6, 1))
    page = text_of(mine.get(RECORD))
    assert page.count("定期注册：高级中学教师资格") == 1
    assert "2029-12-10" in page
