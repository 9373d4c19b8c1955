"""The pages of sign-up: what they keep, refuse and show."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.models import CardScan, SignUp
from accounts.services import card_scan, submission
from identity.cardreading.reading import CardReading, CardWarning, FieldReading
from portal.documents.models import Document
from portal.messaging.enums import CodePurpose
from portal.messaging.models import Message, SmsCode
from portal.organisations.enums import Role
from portal.organisations.models import Body
from tests.accounts.sign_up.test_services import a_reason, decide, fresh
from tests.accounts.sign_up.world import PASSWORD, Province, id_number

CARD, DETAILS = reverse("accounts:sign-up-card"), reverse("accounts:sign-up-details")
CHECK, STATUS = reverse("accounts:sign-up-check"), reverse("accounts:sign-up-status")


def picture(name: str = "card.jpg") -> SimpleUploadedFile:
    stream = io.BytesIO()
    Image.effect_noise((640, 404), 60).convert("RGB").save(stream, "JPEG")
    return SimpleUploadedFile(name, stream.getvalue(), content_type="image/jpeg")


def working_on(client: Client, sign_up: SignUp) -> None:
    session = client.session
    session["sign_up"] = str(sign_up.token)
    session["document_tokens"] = [str(sign_up.token)]
    session.save()


def code_sent_to(mobile: str, purpose: str) -> str:
    code = SmsCode.objects.filter(purpose=purpose).latest("created_at")
    assert code.mobile == mobile
    return Message.objects.get(pk=code.message_id).params["code"]


def ask_code(client: Client, mobile: str = "13800010001") -> str:
    client.post(reverse("accounts:sign-up-code"), {"mobile": mobile})
    return code_sent_to(mobile, CodePurpose.SIGN_UP)


def first_step(client: Client, **changes: str) -> Any:
    values = {
        "mobile": "13800010001",
        "password": PASSWORD,
        "password_again": PASSWORD,
        "action": "next",
        **changes,
    }
    return client.post(reverse("accounts:sign-up"), values)


def card_values(sign_up: SignUp, province: Province, **changes: str) -> dict[str, str]:
    answers = province.answers(id_number(21))
    names = ("name", "id_number", "sex", "ethnicity", "birth_date")
    return {name: answers[name] for name in names} | {"version": str(sign_up.version)} | changes


def test_the_first_step_begins_a_sign_up(client: Client, province: Province):
    response = first_step(client, code=ask_code(client))
    assert response.url == CARD
    assert SignUp.objects.get().mobile == "13800010001"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"mobile": "12345"}, "手机号码"),
        ({"password": "abc", "password_again": "abc"}, "密码"),
        ({"password_again": "Other-2026"}, "两次输入的密码不一致"),
        ({"code": "000000"}, "验证码"),
        ({"code": ""}, "请填写短信验证码"),
    ],
)
def test_a_wrong_first_step_says_what_and_begins_nothing(
    client: Client, province: Province, changes: dict[str, str], message: str
):
    code = ask_code(client)
    wrong = {"code": "111111" if code == "000000" else "000000"} if "code" in changes else {}
    response = first_step(
        client, **{"code": code, **changes, **(wrong if changes.get("code") else {})}
    )
    assert response.status_code == 422
    assert message in response.content.decode()
    assert not SignUp.objects.exists()


def test_a_wrong_password_does_not_use_up_the_code(client: Client, province: Province):
    code = ask_code(client)
    first_step(client, code=code, password_again="Other-2026")
    assert first_step(client, code=code).status_code == 302


def test_a_code_is_good_for_one_sign_up(client: Client, province: Province):
    code = ask_code(client)
    first_step(client, code=code)
    assert first_step(Client(), code=code).status_code == 422


def test_a_registered_mobile_is_led_to_sign_in(client: Client, province: Province):
    done = province.submitted("13800010001")
    decide(done, "approve", province.staff(province.school, Role.SCHOOL_ADMIN))
    response = first_step(client, code=ask_code(client))
    assert response.status_code == 422
    assert "已经注册过账号" in response.content.decode()


def test_without_javascript_the_button_sends_the_code_and_keeps_the_number(
    client: Client, province: Province
):
    response = client.post(reverse("accounts:sign-up"), {"mobile": "13800010001", "action": "send"})
    page = response.content.decode()
    assert 'value="13800010001"' in page
    assert "138****0001" in page


@pytest.mark.parametrize("url", [CARD, DETAILS, CHECK, STATUS])
def test_without_a_sign_up_every_step_leads_to_the_first(client: Client, province: Province, url):
    assert client.get(url).url == reverse("accounts:sign-up")


def test_wrong_fields_stay_typed_and_stored(client: Client, province: Province):
    sign_up = province.begun()
    working_on(client, sign_up)
    values = card_values(sign_up, province, id_number="330102198707050000", name="<script>🙂")
    response = client.post(CARD, values | {"action": "next"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "330102198707050000" in page
    assert "&lt;script&gt;🙂" in page
    assert fresh(sign_up).data["name"] == "<script>🙂"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sex": "2"}, "性别与公民身份号码不一致"),
        ({"birth_date": "1987-07-06"}, "出生日期与公民身份号码不一致"),
        ({"birth_date": "2087-07-05"}, "日期不能晚于"),
        ({"name": "陆" * 101}, "姓名"),
        ({"ethnicity": "98765"}, "id_ethnicity_error"),
        ({"id_number": ""}, "请填写公民身份号码"),
    ],
)
def test_the_card_is_cross_checked(
    client: Client, province: Province, changes: dict[str, str], message: str
):
    sign_up = province.begun()
    working_on(client, sign_up)
    response = client.post(CARD, card_values(sign_up, province, **changes) | {"action": "next"})
    assert response.status_code == 422
    assert message in response.content.decode()


@pytest.mark.parametrize("name", ["陆𬭎", "古丽米热·艾比布力", "䶮", "令狐㵑怡"])
def test_rare_names_go_on(client: Client, province: Province, name: str):
    sign_up = province.begun()
    working_on(client, sign_up)
    response = client.post(CARD, card_values(sign_up, province, name=name) | {"action": "next"})
    assert response.url == DETAILS
    assert fresh(sign_up).data["name"] == name


def test_two_tabs_the_second_is_told_and_keeps_what_it_typed(client: Client, province: Province):
    sign_up = province.begun()
    working_on(client, sign_up)
    old = card_values(sign_up, province, name="陆一")
    client.post(CARD, card_values(sign_up, province, name="陆二") | {"action": "next"})
    response = client.post(CARD, old | {"action": "next"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "已保存为“陆二”" in page
    assert 'value="陆一"' in page
    assert fresh(sign_up).data["name"] == "陆二"
    again = card_values(fresh(sign_up), province, name="陆一")
    assert client.post(CARD, again | {"action": "next"}).status_code == 302
    assert fresh(sign_up).data["name"] == "陆一"


def test_autosave_keeps_half_a_form(client: Client, province: Province):
    sign_up = province.begun()
    working_on(client, sign_up)
    url = reverse("accounts:sign-up-save", args=["card"])
    answer = client.post(url, {"name": "陆", "version": sign_up.version}).json()
    assert answer["version"] == sign_up.version + 1
    assert fresh(sign_up).data["name"] == "陆"
    assert client.post(url, {"name": "王", "version": sign_up.version}).status_code == 409
    assert client.post(reverse("accounts:sign-up-save", args=["nothing"])).status_code == 404


@pytest.mark.parametrize("typed", ["²", "\0", "9" * 30, "x"])
def test_a_key_that_is_none_is_kept_and_shown_as_typed(
    client: Client, province: Province, typed: str
):
    sign_up = province.begun()
    working_on(client, sign_up)
    url = reverse("accounts:sign-up-save", args=["details"])
    sent = {"unit": typed, "region": typed, "version": sign_up.version}
    assert client.post(url, sent).status_code == 200
    for page in (DETAILS, CHECK):
        assert client.get(page).status_code == 200


def test_uploading_a_card_keeps_what_was_typed_and_starts_the_reading(
    client: Client, province: Province
):
    sign_up = province.begun()
    working_on(client, sign_up)
    values = card_values(sign_up, province, id_number="12") | {"action": "upload", "consent": "on"}
    response = client.post(CARD, values | {"card": picture()})
    assert response.url == CARD
    stored = fresh(sign_up)
    assert stored.data["id_number"] == "12"
    assert stored.consented_at is not None
    assert CardScan.objects.get().document == stored.card


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (SimpleUploadedFile("a.jpg", b""), "空"),
        (SimpleUploadedFile("a.jpg", b"%PDF-1.7\n%%EOF"), "PDF"),
        (SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "SVG"),
        (None, "请拍摄或选择"),
    ],
)
def test_a_bad_file_is_refused_with_a_reason(
    client: Client, province: Province, file: SimpleUploadedFile | None, message: str
):
    sign_up = province.begun()
    working_on(client, sign_up)
    values: dict[str, Any] = card_values(sign_up, province) | {"action": "upload", "consent": "on"}
    response = client.post(CARD, values | ({"card": file} if file else {}))
    assert response.status_code == 422
    assert message in response.content.decode()
    assert not Document.objects.exists()
    assert fresh(sign_up).data["name"] == "陆𬭎"


def test_no_picture_is_processed_without_consent(client: Client, province: Province):
    sign_up = province.begun()
    working_on(client, sign_up)
    values = card_values(sign_up, province) | {"action": "upload"}
    assert client.post(CARD, values | {"card": picture()}).status_code == 422
    assert not Document.objects.exists()


def read(sign_up: SignUp, province: Province, **values: str) -> CardScan:
    document = SignUp.objects.get(pk=sign_up.pk).card
    scan = CardScan.objects.filter(document=document).first()
    assert scan is not None
    texts = {
        "name": "陆铉",
        "sex": "男",
        "ethnicity": "汉",
        "birth": "1987-07-05",
        "address": "",
        "id_number": id_number(21),
        **values,
    }
    fields = {
        key: FieldReading(text, 0.97, key != "name", b"\xff\xd8jpeg") for key, text in texts.items()
    }
    card_scan.keep_reading(scan, CardReading(fields, (CardWarning("cut_off"),)))
    return scan


def uploaded(client: Client, province: Province) -> SignUp:
    sign_up = province.begun()
    working_on(client, sign_up)
    values: dict[str, Any] = {"version": sign_up.version, "action": "upload", "consent": "on"}
    client.post(CARD, values | {"card": picture()})
    return fresh(sign_up)


def test_a_reading_fills_the_form_with_codes_and_says_how_sure(client: Client, province: Province):
    sign_up = uploaded(client, province)
    read(sign_up, province)
    page = client.get(CARD).content.decode()
    assert 'value="陆铉"' in page
    assert '<option value="01" selected' in page
    assert "请核对" in page
    assert "没有拍完整" in page


def test_filling_keeps_what_stands_typed_in_the_page(client: Client, province: Province):
    sign_up = uploaded(client, province)
    read(sign_up, province)
    url = reverse("accounts:sign-up-card-fill")
    page = client.post(url, {"name": "陆𬭎", "id_number": ""}).content.decode()
    assert 'value="陆𬭎"' in page
    assert f'value="{id_number(21)}"' in page


def test_the_progress_of_the_reading(client: Client, province: Province):
    sign_up = uploaded(client, province)
    url = reverse("accounts:sign-up-card-reading")
    assert "hx-get" in client.get(url).content.decode()
    read(sign_up, province)
    assert "识别完成" in client.get(url).content.decode()


def test_a_reading_that_failed_leaves_typing_open(client: Client, province: Province):
    uploaded(client, province)
    card_scan.note_failure(CardScan.objects.get())
    assert "直接在下面手工填写" in client.get(CARD).content.decode()


def test_the_crop_is_only_for_its_own_browser(client: Client, province: Province):
    sign_up = uploaded(client, province)
    read(sign_up, province)
    url = reverse("accounts:sign-up-card-crop", args=["name"])
    assert client.get(url).content == b"\xff\xd8jpeg"
    assert client.get(reverse("accounts:sign-up-card-crop", args=["password"])).status_code == 404
    assert Client().get(url).status_code == 302


def test_the_whole_way_to_the_review(client: Client, province: Province):
    sign_up = province.begun()
    working_on(client, sign_up)
    answers = province.answers(id_number(22))
    client.post(CARD, answers | {"version": "1", "action": "next"})
    version = str(fresh(sign_up).version)
    response = client.post(DETAILS, answers | {"version": version, "action": "next"})
    assert response.url == CHECK
    page = client.get(CHECK).content.decode()
    assert "溪南县职业技术学校" in page
    assert "计算机科学与技术" in page
    done = client.post(CHECK, {"true": "on", "version": fresh(sign_up).version})
    assert done.url == STATUS
    page = client.get(STATUS).content.decode()
    assert "待审核" in page
    assert fresh(sign_up).case.reference in page


def test_incomplete_answers_are_listed_and_not_sent(client: Client, province: Province):
    sign_up = province.filled(address="", email="x")
    working_on(client, sign_up)
    page = client.post(CHECK, {"true": "on", "version": sign_up.version}).content.decode()
    assert "联系地址" in page
    assert "#id_email" in page
    assert fresh(sign_up).case is None


def test_a_school_typed_but_not_chosen_is_found_by_its_name(client: Client, province: Province):
    sign_up = province.begun()
    working_on(client, sign_up)
    answers = province.answers(id_number(23), unit="") | {"unit_typed": "溪南县第二职业学校"}
    response = client.post(DETAILS, answers | {"version": "1", "action": "next"})
    assert response.url == CHECK
    assert fresh(sign_up).unit == Body.objects.get(name="溪南县第二职业学校")


def test_a_second_click_on_submit_leads_to_the_same_case(client: Client, province: Province):
    sign_up = province.filled()
    working_on(client, sign_up)
    values = {"true": "on", "version": sign_up.version}
    first, second = client.post(CHECK, values), client.post(CHECK, values)
    assert first.url == second.url == STATUS


def test_under_review_nothing_is_edited(client: Client, province: Province):
    sign_up = province.submitted()
    working_on(client, sign_up)
    assert client.get(CARD).url == STATUS
    client.post(CARD, {"name": "别人", "version": sign_up.version, "action": "next"})
    assert fresh(sign_up).data["name"] == "陆𬭎"


def test_a_return_locks_what_was_not_marked(client: Client, province: Province):
    from portal.approvals.flow import Mark

    sign_up = province.submitted()
    admin = province.staff(province.school, Role.SCHOOL_ADMIN)
    marks = [Mark("name", "应为陆𬭎")]
    decide(sign_up, "return", admin, reasons=[a_reason("return")], marks=marks)
    working_on(client, sign_up)
    page = client.get(CARD).content.decode()
    assert "应为陆𬭎" in page
    returned = fresh(sign_up)
    values = card_values(returned, province, name="陆明", id_number=id_number(40))
    client.post(CARD, values | {"action": "next"})
    stored = fresh(sign_up)
    assert stored.data["name"] == "陆明"
    assert stored.data["id_number"] == sign_up.data["id_number"]


def look_up(client: Client, number: str, mobile: str, code: str) -> Any:
    values = {"id_number": number, "mobile": mobile, "code": code, "action": "next"}
    return client.post(reverse("accounts:progress"), values)


def progress_code(client: Client, number: str, mobile: str) -> None:
    client.post(reverse("accounts:progress-code"), {"id_number": number, "mobile": mobile})


def test_progress_continues_on_another_device(client: Client, province: Province):
    sign_up = province.filled(id_number=id_number(30))
    progress_code(client, id_number(30), sign_up.mobile)
    code = code_sent_to(sign_up.mobile, CodePurpose.PROGRESS)
    assert look_up(client, id_number(30), sign_up.mobile, code).url == STATUS
    assert "继续填写" in client.get(STATUS).content.decode()


def test_one_answer_for_every_mismatch(client: Client, province: Province):
    province.filled(id_number=id_number(30))
    answers = []
    for number, mobile in ((id_number(31), "13800010001"), (id_number(30), "13800010099")):
        visitor = Client()
        progress_code(visitor, number, mobile)
        page = look_up(visitor, number, mobile, "123456").content.decode()
        answers.append("没有查到" in page or "验证码不正确" in page)
    assert answers == [True, True]
    assert not Message.objects.filter(decoy=False).exists()


def test_recall_and_submit_again(client: Client, province: Province):
    sign_up = province.submitted()
    working_on(client, sign_up)
    assert client.post(reverse("accounts:sign-up-recall")).url == CHECK
    again = fresh(sign_up)
    client.post(CHECK, {"true": "on", "version": again.version})
    assert fresh(sign_up).case.state == "pending"


def test_recall_after_the_review_says_so(client: Client, province: Province):
    sign_up = province.submitted()
    decide(sign_up, "approve", province.staff(province.school, Role.SCHOOL_ADMIN))
    working_on(client, sign_up)
    response = client.post(reverse("accounts:sign-up-recall"), follow=True)
    assert response.status_code == 200
    assert fresh(sign_up).case.state == "approved"


def test_leaving_keeps_the_sign_up_and_closes_its_pictures(client: Client, province: Province):
    sign_up = province.filled()
    working_on(client, sign_up)
    client.post(reverse("accounts:sign-up-start-over"))
    assert client.get(CARD).url == reverse("accounts:sign-up")
    assert "document_tokens" not in client.session
    assert SignUp.objects.filter(pk=sign_up.pk).exists()


def test_a_stranger_to_the_unit_sees_no_crop(client: Client, province: Province):
    sign_up = uploaded(client, province)
    read(sign_up, province)
    stored = fresh(sign_up)
    answers = province.answers(id_number(33))
    from accounts.services import sign_up as signing_up

    stored = signing_up.save_answers(stored, answers, version=stored.version)
    submission.submit(stored, answers, version=stored.version)
    url = reverse("accounts:review-crop", args=[sign_up.token, "name"])
    hidden = reverse("accounts:review-crop", args=[sign_up.token, "id_number"])
    for body, expected in ((province.school, 200), (province.other_school, 404)):
        staff = Client()
        user = province.staff(body, Role.SCHOOL_ADMIN)
        staff.force_login(user)
        session = staff.session
        session["second_factor_of"] = user.pk
        session.save()
        assert staff.get(url).status_code == expected
        assert staff.get(hidden).status_code == 404


def test_looks_before_the_approval_are_shown_to_the_person_afterwards(
    client: Client, province: Province
):
    sign_up = province.submitted()
    admin = province.staff(province.school, Role.SCHOOL_ADMIN)
    staff = Client()
    staff.force_login(admin)
    session = staff.session
    session["second_factor_of"] = admin.pk
    session.save()
    staff.get(reverse("approvals:case", args=[sign_up.case.reference]))
    decide(sign_up, "approve", admin)
    client.force_login(fresh(sign_up).user)
    page = client.get(reverse("accounts:looks")).content.decode()
    assert "溪南县职业技术学校" in page
    assert "审核员" in page
