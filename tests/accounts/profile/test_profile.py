"""修改信息, 修改密码, 修改手机号码, 实名核验, and what must be completed first."""

import httpx
import pytest
from django.test import Client
from django.urls import reverse

from identity.enums import IdKind
from identity.models import Employment, Person
from portal.audit.models import Entry
from portal.messaging.models import SmsCode
from tests.accounts.outbox import last_code, templates_to
from tests.accounts.sign_in.test_password import sign_in, text
from tests.factories.accounts import PASSWORD, UserFactory, sign_in_as, staff_user
from tests.factories.identity import EmploymentFactory, PersonFactory
from tests.factories.organisations import SchoolFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]

DATA = reverse("accounts:profile")
CHANGE = reverse("accounts:password")
MOBILE = reverse("accounts:mobile")
NAME = reverse("accounts:real-name")
COMPLETE = reverse("accounts:complete")
NEW = "13700001234"


@pytest.fixture
def teacher():
    user = UserFactory(person=PersonFactory(name="王小明"))
    EmploymentFactory(person=user.person, body=SchoolFactory(name="城东职业学校"))
    return user


@pytest.fixture
def mine(client, teacher):
    return sign_in_as(client, teacher)


def form_of(person, **changes):
    person.refresh_from_db()
    return {
        "political_status": person.political_status,
        "marital_status": person.marital_status,
        "address": person.address,
        "office_phone": person.office_phone,
        "email": person.email,
        "in_vocational_section": "no",
        "education": person.education,
        "degree": person.degree,
        "graduated_from": person.graduated_from,
        "graduated_on": person.graduated_on.isoformat(),
        "major": person.major,
        "version": person.version,
        **changes,
    }


@pytest.mark.parametrize("url", [DATA, CHANGE, MOBILE, NAME, COMPLETE])
def test_nobody_sees_them_without_signing_in(client, url):
    assert client.get(url).url == f"{reverse('accounts:sign-in')}?next={url}"


@pytest.mark.parametrize("url", [DATA, NAME, COMPLETE])
def test_an_account_without_a_person_has_no_such_page(client, url):
    sign_in_as(client, staff_user(SchoolFactory()))
    assert client.get(url).status_code == 404


class TestData:
    def test_changes_are_saved_and_on_record_by_field(self, mine, teacher):
        person = teacher.person
        sent = form_of(person, address="宁波市海曙区中山路2号", political_status="01")
        assert mine.post(DATA, sent).url == DATA
        person.refresh_from_db()
        assert (person.address, person.political_status) == ("宁波市海曙区中山路2号", "01")
        entry = Entry.objects.get(action="identity.update_person")
        assert entry.detail == {"fields": ["address", "political_status"]}
        assert "宁波" not in entry.content

    def test_whether_in_the_vocational_section(self, mine, teacher):
        mine.post(DATA, form_of(teacher.person, in_vocational_section="yes"))
        assert Employment.objects.get().in_vocational_section

    def test_what_may_not_change_is_shown_with_the_reason(self, mine, teacher):
        page = text(mine.get(DATA))
        for said in ("姓名只能通过实名核验修改", "工作单位只能通过办理调动变更", "城东职业学校"):
            assert said in page
        assert teacher.person.id_number not in page
        assert teacher.mobile not in page

    def test_and_is_not_taken_when_sent_all_the_same(self, mine, teacher):
        person = teacher.person
        before = (person.name, person.id_number, person.sex, person.mobile)
        other = SchoolFactory()
        sent = form_of(person, name="李四", id_number="x", sex="2", mobile=NEW, unit=other.pk)
        mine.post(DATA, sent)
        person.refresh_from_db()
        assert (person.name, person.id_number, person.sex, person.mobile) == before
        assert Employment.objects.get().body.name == "城东职业学校"

    def test_a_stale_form_saves_nothing_and_loses_nothing(self, mine, teacher):
        stale = form_of(teacher.person, address="第一个窗口的地址")
        mine.post(DATA, form_of(teacher.person, address="第二个窗口的地址"))
        response = mine.post(DATA, stale)
        page = text(response)
        assert response.status_code == 409
        assert "这些信息刚在别处改过" in page
        assert 'value="第一个窗口的地址"' in page
        assert "现在保存的是“第二个窗口的地址”" in page
        teacher.person.refresh_from_db()
        assert teacher.person.address == "第二个窗口的地址"
        again = form_of(teacher.person, address="第一个窗口的地址")
        assert mine.post(DATA, again).status_code == 302
        teacher.person.refresh_from_db()
        assert teacher.person.address == "第一个窗口的地址"

    def test_sending_twice_is_told_but_changes_nothing_more(self, mine, teacher):
        sent = form_of(teacher.person, address="新地址")
        mine.post(DATA, sent)
        mine.post(DATA, sent)
        assert Entry.objects.filter(action="identity.update_person").count() == 1

    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [
            ("email", "没有艾特", "@"),
            ("office_phone", "12", "电话"),
            ("address", "", "联系地址"),
            ("address", "长" * 201, "200"),
            ("political_status", "99", "政治面貌"),
            ("graduated_on", "2099-01-01", "不能晚于"),
            ("graduated_on", "昨天", "日期"),
            ("version", "x", ""),
            ("version", "", ""),
            ("address", "\x00", ""),
        ],
    )
    def test_bad_values_are_said_and_stay(self, mine, teacher, field, value, said):
        response = mine.post(DATA, form_of(teacher.person, **{field: value}))
        assert response.status_code == 422
        assert said in text(response)


class TestPassword:
    def change(self, client, **other):
        sent = {"old_password": PASSWORD, "password": "Xin-mima9", "password_again": "Xin-mima9"}
        return client.post(CHANGE, {**sent, **other})

    def test_it_changes_and_is_told(self, mine, teacher):
        assert self.change(mine).url == CHANGE
        teacher.refresh_from_db()
        assert teacher.check_password("Xin-mima9")
        assert templates_to(teacher) == ["accounts.password"] * 3
        assert mine.get(CHANGE).status_code == 200, "this session goes on"

    def test_the_old_one_must_be_right(self, mine, teacher):
        assert "还可以再试 2 次" in text(self.change(mine, old_password="wrong"))
        teacher.refresh_from_db()
        assert teacher.check_password(PASSWORD)

    def test_guessing_it_locks_like_at_the_sign_in(self, mine, teacher):
        for _ in range(3):
            self.change(mine, old_password="wrong")
        assert "已暂时锁定" in text(self.change(mine))
        assert "已锁定" in text(sign_in(Client(), teacher.mobile))

    def test_a_given_password_is_changed_before_anything_else(self, client):
        user = UserFactory(must_change_password=True)
        sign_in_as(client, user)
        for url in (DATA, MOBILE, NAME):
            assert client.get(url).url == CHANGE
        assert "请先修改初始密码" in text(client.get(CHANGE))
        self.change(client)
        assert client.get(DATA).status_code == 200

    def test_even_before_missing_fields_are_completed(self, client):
        person = PersonFactory(ethnicity="")
        sign_in_as(client, UserFactory(person=person, must_change_password=True))
        assert client.get(DATA).url == CHANGE
        assert client.get(CHANGE).status_code == 200
        assert client.post(reverse("accounts:sign-out")).status_code == 302


class TestMobile:
    def change(self, client, teacher, **other):
        client.post(MOBILE, {"mobile": NEW, "action": "send"})
        sent = {"mobile": NEW, "code": last_code(NEW), "action": "change"}
        return client.post(MOBILE, {**sent, **other})

    def old_code(self, client, teacher):
        client.post(MOBILE, {"action": "send_old"})
        return last_code(teacher.mobile)

    def test_with_a_code_to_both_numbers(self, mine, teacher):
        old, code = teacher.mobile, self.old_code(mine, teacher)
        assert self.change(mine, teacher, proof="old", old_code=code).url == MOBILE
        teacher.refresh_from_db()
        assert teacher.mobile == teacher.person.mobile == NEW
        from portal.messaging.models import Message

        gone = Message.objects.get(template="accounts.mobile_gone", channel="sms")
        assert gone.mobile == old

    def test_with_password_and_real_name(self, mine, teacher, simulators):
        response = self.change(mine, teacher, proof="password", password=PASSWORD)
        assert response.url == MOBILE
        teacher.refresh_from_db()
        assert teacher.mobile == NEW

    def test_not_when_the_name_does_not_match(self, client, simulators):
        user = UserFactory(person=PersonFactory(name="王某"))
        sign_in_as(client, user)
        page = text(self.change(client, user, proof="password", password=PASSWORD))
        assert "姓名与证件号码不一致" in page
        user.refresh_from_db()
        assert user.mobile != NEW

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"proof": "old"}, "请填写原手机号收到的验证码"),
            ({"proof": "password"}, "请填写登录密码"),
            ({"proof": "old", "old_code": "000000"}, "请先获取短信验证码"),
            ({"proof": "password", "password": "wrong"}, "密码不正确，还可以再试 2 次"),
            ({}, "请选择怎样确认是您本人"),
            ({"proof": "old", "old_code": "000000", "code": ""}, "请填写短信验证码"),
            ({"proof": "old", "old_code": "000000", "mobile": "123"}, "11位"),
        ],
    )
    def test_what_is_missing_is_said(self, mine, teacher, sent, said):
        assert said in text(self.change(mine, teacher, **sent))
        teacher.refresh_from_db()
        assert teacher.mobile != NEW

    def test_a_number_of_another_account_is_refused(self, mine, teacher):
        UserFactory(mobile=NEW)
        code = self.old_code(mine, teacher)
        page = text(self.change(mine, teacher, proof="old", old_code=code))
        assert "已被另一个账号使用" in page

    def test_codes_by_the_small_answers(self, mine, teacher):
        page = text(mine.post(reverse("accounts:mobile-new-code"), {"mobile": NEW}))
        assert "验证码已发往 137****1234" in page
        page = text(mine.post(reverse("accounts:mobile-old-code")))
        assert "验证码已发往" in page
        assert last_code(teacher.mobile)


class TestRealName:
    def known_as(self, simulators, name, person):
        people = f"{simulators.url}/real-name/people"
        httpx.post(people, data={"name": name, "id_number": person.id_number})

    def test_a_confirmed_name_replaces_the_old_one(self, mine, teacher, simulators):
        self.known_as(simulators, "王䶮·明", teacher.person)
        response = mine.post(NAME, {"name": "王䶮•明", "consent": "on"})
        assert response.url == NAME
        teacher.refresh_from_db()
        person = Person.objects.get()
        assert teacher.display_name == person.name == "王䶮·明"
        assert person.name_verified_at is not None
        assert templates_to(teacher).count("accounts.name") == 3
        assert Entry.objects.filter(action="identity.rename_person").exists()

    def test_an_unconfirmed_one_does_not(self, mine, teacher, simulators):
        self.known_as(simulators, "王小明", teacher.person)
        response = mine.post(NAME, {"name": "王大明", "consent": "on"})
        assert response.status_code == 422
        assert "姓名与证件号码不一致" in text(response)
        assert 'value="王大明"' in text(response)
        assert Person.objects.get().name == "王小明"

    def test_the_same_name_is_marked_as_checked(self, mine, teacher, simulators):
        mine.post(NAME, {"name": "王小明", "consent": "on"})
        assert Person.objects.get().name_verified_at is not None
        assert "accounts.name" not in templates_to(teacher)

    def test_nothing_is_asked_without_consent(self, mine, teacher):
        response = mine.post(NAME, {"name": "王小明"})
        assert "须勾选同意" in text(response)
        assert not Entry.objects.filter(action="accounts.real_name_check").exists()

    def test_a_silent_source_is_said(self, mine, teacher, settings):
        settings.REAL_NAME_URL = "http://127.0.0.1:9/real-name"
        page = text(mine.post(NAME, {"name": "王大明", "consent": "on"}))
        assert "暂时没有回应" in page
        assert 'value="王大明"' in page

    def test_five_questions_a_day(self, mine, teacher, simulators, clock):
        self.known_as(simulators, "王小明", teacher.person)
        for _ in range(5):
            mine.post(NAME, {"name": "王大明", "consent": "on"})
        page = text(mine.post(NAME, {"name": "王小明", "consent": "on"}))
        assert "次数已用完" in page
        clock.advance(days=1)
        assert mine.post(NAME, {"name": "王小明", "consent": "on"}).status_code == 302

    @pytest.mark.parametrize("name", ["", "🙂", "<script>", "字" * 200, "王 ５", "\x00"])
    def test_what_is_no_name_is_said(self, mine, name):
        response = mine.post(NAME, {"name": name, "consent": "on"})
        assert response.status_code == 422


class TestComplete:
    def test_a_missing_field_comes_before_everything(self, client):
        sign_in_as(client, UserFactory(person=PersonFactory(ethnicity="")))
        for url in (DATA, MOBILE, NAME):
            assert client.get(url).url == COMPLETE
        page = text(client.get(COMPLETE))
        assert 'name="ethnicity"' in page
        assert 'name="sex"' not in page
        assert client.post(COMPLETE, {"ethnicity": ""}).status_code == 422
        client.post(COMPLETE, {"ethnicity": "08"})
        assert Person.objects.get().ethnicity == "08"
        assert client.get(DATA).status_code == 200

    def test_a_permit_holds_neither_sex_nor_birth_date(self, client):
        person = PersonFactory(
            id_kind=IdKind.HK_MACAO_PERMIT,
            id_number="H12345678",
            sex="",
            birth_date=None,
            ethnicity="",
        )
        sign_in_as(client, UserFactory(person=person))
        sent = {"sex": "2", "birth_date": "1990-02-30", "ethnicity": "01"}
        assert client.post(COMPLETE, sent).status_code == 422
        client.post(COMPLETE, {**sent, "birth_date": "1990-02-28"})
        person.refresh_from_db()
        assert (person.sex, str(person.birth_date), person.ethnicity) == ("2", "1990-02-28", "01")

    def test_what_is_there_cannot_be_overwritten_this_way(self, client):
        person = PersonFactory(ethnicity="", sex="1")
        sign_in_as(client, UserFactory(person=person))
        client.post(COMPLETE, {"ethnicity": "08", "sex": "2"})
        person.refresh_from_db()
        assert person.sex == "1"

    def test_whose_data_is_whole_is_sent_on(self, mine):
        assert mine.get(COMPLETE).status_code == 302

    def test_health_pages_do_not_care(self, client):
        sign_in_as(client, UserFactory(person=PersonFactory(ethnicity="")))
        assert client.get("/healthz").status_code == 200


def test_an_account_without_a_number_gets_no_code(mine, teacher):
    teacher.mobile = ""
    teacher.save(update_fields=["mobile", "mobile_hash"])
    page = mine.post(reverse("accounts:mobile-old-code"))
    assert "没有登记手机号码" in text(page)
    assert not SmsCode.objects.exists()


def test_large_type_is_kept_with_the_account(mine, teacher):
    mine.post(reverse("web:text-size"), {"large": "1"})
    teacher.refresh_from_db()
    assert teacher.large_type
    mine.post(reverse("web:text-size"), {"large": "0"})
    teacher.refresh_from_db()
    assert not teacher.large_type


class TestLooks:
    def test_who_saw_my_data_and_nobody_elses(self, mine, teacher):
        from portal.audit.enums import Look
        from portal.audit.services import record_look

        head = staff_user(SchoolFactory(), display_name="赵校长")
        other = UserFactory()
        for person, what in ((teacher.person, Look.UNMASKED), (other.person, Look.DOCUMENT)):
            record_look(what, actor=head, subject="", person_id=person.pk)
        page = text(mine.get(reverse("accounts:looks")))
        assert "赵校长" in page
        assert "完整证件号码或联系方式" in page
        assert "材料</td>" not in page

    def test_nobody_yet(self, mine):
        assert "还没有人看过您的信息" in text(mine.get(reverse("accounts:looks")))
