"""证书规则: the province's bureau keeps them; every saving is a version with its reason."""

import pytest
from django.urls import reverse

from identity.models import CredentialRules
from identity.queries import credential_rules
from identity.rules.covering import Fit
from portal.organisations.enums import Role
from portal.reference.models import Division

URL = reverse("accounts:manage-credentials")
PROVINCE = ("province", Role.BUREAU_ADMIN)


@pytest.fixture
def keeper(enter):
    for code, name in (("450000", "广西壮族自治区"), ("530000", "云南省")):
        Division.objects.get_or_create(
            code=code, defaults={"name": name, "full_name": name, "level": 1}
        )
    return enter(*PROVINCE)


def text_of(answer):
    return answer.content.decode()


def form(**changes):
    """What the page would send as it stands, with these changes."""
    rules = credential_rules()
    sent = {"version": str(rules.version), "everywhere": "2008", "reason": "按本省文件调整"}
    for kind in "1234567":
        for stage in (
            "kindergarten", "primary", "junior", "senior", "secondary_vocational", "practice",
            "higher",
        ):  # fmt: skip
            cover = rules.covers(kind, stage)
            sent[f"fit-{kind}-{stage}"] = cover.fit.value
            if cover.condition:
                sent[f"condition-{stage}"] = cover.condition
    rows = {"years-TOTAL_FORMS": "1", "years-INITIAL_FORMS": "0"}
    return {**sent, **rows, "years-0-province": "45", "years-0-year": "2012", **changes}


@pytest.mark.parametrize(
    ("place", "role", "status"),
    [
        ("province", Role.BUREAU_ADMIN, 200),
        ("county", Role.BUREAU_ADMIN, 404),
        ("province", Role.SYSTEM_ADMIN, 404),
        ("school", Role.SCHOOL_ADMIN, 404),
    ],
)
def test_only_the_bureau_at_the_province(enter, place, role, status):
    client = enter(place, role)
    assert client.get(URL).status_code == status
    sent = form(**{"everywhere": "2009", "years-0-province": "", "years-0-year": ""})
    assert client.post(URL, sent).status_code == (302 if status == 200 else 404)
    tab = f'href="{URL}"'
    assert (tab in text_of(client.get(reverse("accounts:manage-users")))) == (status == 200)


def test_the_page_begins_with_the_national_rule(keeper):
    page = text_of(keeper.get(URL))
    assert "还没有修改过" in page
    assert "须学前教育专业培训合格" in page
    assert "广西壮族自治区" in page


def test_a_change_is_in_force_at_once_and_on_record(keeper):
    sent = form(
        **{"fit-2-junior": "condition", "condition-junior": "须经考核", "everywhere": "2007"}
    )
    assert keeper.post(URL, sent).url == URL
    rules = credential_rules()
    assert rules.covers("2", "junior").condition == "须经考核"
    assert rules.covers("3", "junior").fit is Fit.YES
    assert (rules.first_system_year("53"), rules.first_system_year("45")) == (2007, 2012)
    page = text_of(keeper.get(URL))
    assert "第 1 版 · 按本省文件调整" in page
    assert "小学教师资格，任教初级中学" in page
    assert "2008年" in page


def test_nothing_changed_writes_nothing(keeper):
    keeper.post(URL, form())
    assert not CredentialRules.objects.exists()


def test_provinces_are_added_and_taken_away(keeper):
    grown = text_of(keeper.post(URL, form(action="add-row:years", everywhere="2006")))
    assert 'name="years-1-year"' in grown
    assert 'value="2006"' in grown
    rows = {"years-TOTAL_FORMS": "2", "years-1-province": "53", "years-1-year": "2010"}
    keeper.post(URL, form(**rows))
    assert credential_rules().system_since == {"": 2008, "45": 2012, "53": 2010}
    gone = {"years-0-province": "", "years-0-year": ""}
    keeper.post(URL, form(**gone))
    assert credential_rules().system_since == {"": 2008}
    page = text_of(keeper.get(URL))
    assert "由系统同步的起始年份：云南省" in page
    assert "与一般相同" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"everywhere": ""}, "请填写年份"),
        ({"everywhere": "二〇〇八"}, "年份应像 2008"),
        ({"everywhere": "1994"}, "不能早于 1995"),
        ({"everywhere": "2100"}, "不能晚于 2099"),
        ({"reason": ""}, "请填写修改原因"),
        ({"reason": "x" * 301}, "300"),
        ({"fit-2-junior": "perhaps"}, "选择"),
        ({"fit-2-junior": "condition"}, "请写明要求"),
        ({"condition-kindergarten": ""}, "请写明要求"),
        ({"years-0-year": ""}, "请填写年份"),
        ({"years-0-province": "99"}, "选择"),
        (
            {"years-TOTAL_FORMS": "2", "years-1-province": "45", "years-1-year": "2013"},
            "同一个省份",
        ),
    ],
)
def test_bad_input_is_answered_and_stays(keeper, changes, said):
    answer = keeper.post(URL, form(reason="保留这句话") | changes)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not CredentialRules.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "99999999999", "-1"])
def test_two_who_change_at_once_are_told(keeper, version):
    sent = form(version=version, everywhere="2005", reason="我的理由")
    answer = keeper.post(URL, sent)
    assert answer.status_code in {409, 422}
    assert "我的理由" in text_of(answer)
    assert not CredentialRules.objects.exists()


def test_after_a_conflict_sending_again_is_a_decision(keeper):
    mine = form(everywhere="2005")
    keeper.post(URL, form(everywhere="2006"))
    answer = keeper.post(URL, mine)
    assert answer.status_code == 409
    assert 'name="version" value="1"' in text_of(answer)
    assert keeper.post(URL, {**mine, "version": "1"}).url == URL
    assert credential_rules().first_system_year("53") == 2005


@pytest.mark.parametrize("sent", [{}, {"action": "add-row:years"}, {"action": "remove-row:x:y"}])
def test_an_empty_form_is_no_error_of_the_server(keeper, sent):
    assert keeper.post(URL, sent).status_code in {200, 422}
