"""load_reference: what comes in, quirks mended, nothing twice, nothing deleted."""

from datetime import date

import pytest
from django.core.management import call_command

from portal.reference import queries
from portal.reference.loading import codes, dataset, divisions
from portal.reference.models import Code, Dataset, Division, Holiday, Major, University

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def division(code):
    return Division.objects.get(code=code)


def test_everything_is_there():
    assert Code.objects.count() == 167
    assert Division.objects.filter(level=1, valid_to=None).count() == 35  # 34 and the Corps
    assert Division.objects.filter(level=2, valid_to=None).count() == 333
    assert Division.objects.filter(level=3, valid_to=None).count() == 2845
    assert University.objects.count() > 2900
    assert Major.objects.count() > 450
    assert Holiday.objects.filter(day__year=2026).count() > 20


@pytest.mark.parametrize(
    ("code", "full_name", "parent"),
    [
        ("330000", "浙江省", None),
        ("330100", "浙江省杭州市", "330000"),
        ("330113", "浙江省杭州市临平区", "330100"),
        ("110101", "北京市东城区", "110000"),
        ("500157", "重庆市两江新区", "500000"),
        ("419001", "河南省济源市", "410000"),
        ("429004", "湖北省仙桃市", "420000"),
        ("469001", "海南省五指山市", "460000"),
        ("659001", "新疆维吾尔自治区石河子市", "650000"),
        ("441900", "广东省东莞市", "440000"),
        ("710000", "台湾省", None),
        ("810000", "香港特别行政区", None),
        ("660000", "新疆生产建设兵团", None),
        ("540581", "西藏自治区山南市错那市", "540500"),
    ],
)
def test_quirks_are_mended(code, full_name, parent):
    row = division(code)
    assert (row.full_name, row.parent_id, row.valid_to) == (full_name, parent, None)


@pytest.mark.parametrize("code", ["441900", "442000", "460400", "620200", "710000", "820000"])
def test_some_have_nothing_below(code):
    assert not queries.divisions_under(code).exists()


@pytest.mark.parametrize(
    ("code", "name", "ended"),
    [
        ("330103", "下城区", date(2021, 12, 31)),
        ("500112", "渝北区", date(2025, 12, 31)),
        ("130526", "任县", date(2019, 12, 31)),
    ],
)
def test_abolished_codes_stay_for_old_addresses(code, name, ended):
    row = division(code)
    assert (row.name, row.valid_to) == (name, ended)
    assert not queries.divisions().filter(code=code).exists()


def test_a_county_of_an_abolished_prefecture_hangs_under_it():
    assert division("642223").full_name == "宁夏回族自治区固原地区西吉县"


def test_a_second_time_is_quick_and_changes_nothing(capsys):
    call_command("load_reference")
    before = list(Dataset.objects.order_by("name").values_list("name", "loaded_at"))
    call_command("load_reference")
    assert list(Dataset.objects.order_by("name").values_list("name", "loaded_at")) == before
    assert "loaded" not in capsys.readouterr().out.splitlines()[-5]


def test_the_second_load_asks_one_question_a_part(django_assert_num_queries, capsys):
    call_command("load_reference")
    with django_assert_num_queries(5):
        call_command("load_reference")


def test_a_new_version_is_loaded():
    seen = []
    dataset.load_dataset("x", "1", lambda: seen.append(1) or 1)
    dataset.load_dataset("x", "1", lambda: seen.append(2) or 1)
    outcome = dataset.load_dataset("x", "2", lambda: seen.append(3) or 7)
    assert seen == [1, 3]
    assert (outcome.rows, outcome.loaded) == (7, True)


def test_a_code_that_left_the_file_is_ended_not_deleted():
    Code.objects.create(table="sex", code="7", name="旧")
    codes.load()
    assert Code.objects.get(table="sex", code="7").valid_to is not None
    assert ("7", "旧") not in queries.choices("sex")
    assert queries.label_of("sex", "7") == "旧"


def test_a_division_that_left_the_source_is_ended_but_local_ones_are_kept():
    gone = {"level": 1, "full_name": "x"}
    Division.objects.create(code="190000", name="旧省", **gone)
    Division.objects.create(code="990000", name="演示省", **gone)
    divisions.load()
    assert division("190000").valid_to is not None
    assert division("990000").valid_to is None


def test_renamed_universities_lead_to_todays():
    row = University.objects.get(name="华东纺织工学院")
    assert row.renamed_to.name == "东华大学"
    assert University.objects.get(name="上海体育学院").renamed_to.name == "上海体育大学"
    assert not University.objects.filter(renamed_to__renamed_to__isnull=False).exists()
