"""What an offer asks for: in words, and what became another."""

import pytest

from certification.dual_qualified.enums import ConditionKind
from certification.dual_qualified.rules.content import (
    HINTED,
    NOTHING,
    ClauseSpec,
    ConditionSpec,
    Content,
    Difference,
    EvidenceSpec,
    RuleSpec,
    condition_in_words,
    differences,
    evidence_in_words,
    lost,
    repeated,
    rule_in_words,
)
from certification.dual_qualified.rules.fields import FIELDS, LABELS, ROWS

EDUCATION = {"21": "大学本科毕业"}


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (ConditionSpec("employed", 24), "在本校任教满 24 个月（不满足不能申请）"),
        (ConditionSpec("age", 60, blocking=False), "年龄不满 60 周岁（只提示）"),
        (ConditionSpec("education", 21), "最高学历不低于大学本科毕业（不满足不能申请）"),
        (
            ConditionSpec("practice", 6, note="含挂职"),
            "近五年企业实践满 6 个月（不满足不能申请；含挂职）",
        ),
        (ConditionSpec("photo", 0, blocking=False), "1寸免冠标准照片（只提示）"),
    ],
)
def test_conditions_in_words(condition, words):
    assert condition_in_words(condition, EDUCATION) == words


def test_every_kind_of_condition_has_words():
    for kind in ConditionKind:
        assert condition_in_words(ConditionSpec(kind.value, 21), EDUCATION)


def test_evidence_in_words():
    assert evidence_in_words(EvidenceSpec("E1", "教师资格证书", "正反面", True, 2)) == (
        "教师资格证书（必交，最多 2 个文件；正反面）"
    )
    assert evidence_in_words(EvidenceSpec("E1", "其他", "", False, 1)) == (
        "其他（选交，最多 1 个文件）"
    )


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (RuleSpec("courses", True, 3, "每学年一行"), "至少 3 行；每学年一行"),
        (RuleSpec("courses", True, 0), "至少 1 行"),
        (RuleSpec("courses", False, 0, "没有可以不填"), "没有可以不填"),
        (RuleSpec("major", False, 0, "照聘书填写"), "照聘书填写"),
        (RuleSpec("courses"), ""),
    ],
)
def test_rules_in_words(rule, words):
    assert rule_in_words(rule) == words


def test_what_a_plan_may_explain_is_a_field_of_the_application():
    single = {name for names in FIELDS.values() for name in names} - set(ROWS) - {"level"}
    assert set(HINTED) == single
    assert set(LABELS) >= {*HINTED, *ROWS}


BEFORE = Content(
    clauses=(ClauseSpec("1", "甲"), ClauseSpec("2", "乙"), ClauseSpec("3", "丙")),
    evidence=(EvidenceSpec("E1", "证书"),),
    rules=(RuleSpec("courses", True, 1),),
    conditions=(ConditionSpec("employed", 24),),
)


def test_nothing_differs_from_itself():
    assert differences(BEFORE, BEFORE, EDUCATION) == ()


def test_what_differs_is_told_one_by_one():
    after = Content(
        clauses=(ClauseSpec("1", "甲之二"), ClauseSpec("3", "丙"), ClauseSpec("4", "丁")),
        evidence=(EvidenceSpec("E1", "证书", most=6),),
        rules=(),
        conditions=(ConditionSpec("employed", 24, blocking=False),),
    )
    assert differences(BEFORE, after, EDUCATION) == (
        Difference("条款 1", "甲", "甲之二"),
        Difference("条款 2", "乙", NOTHING),
        Difference("条款 4", NOTHING, "丁"),
        Difference("材料 E1", "证书（必交，最多 5 个文件）", "证书（必交，最多 6 个文件）"),
        Difference("“近三年任教课程和课时”的填写要求", "至少 1 行", NOTHING),
        Difference(
            "条件“在本校任教满（月）”",
            "在本校任教满 24 个月（不满足不能申请）",
            "在本校任教满 24 个月（只提示）",
        ),
    )


def test_another_order_is_a_difference():
    one, two, three = BEFORE.clauses
    after = Content((three, one, two), BEFORE.evidence, BEFORE.rules, BEFORE.conditions)
    assert differences(BEFORE, after, EDUCATION) == (
        Difference("条款的顺序", "1、2、3", "3、1、2"),
    )


def test_repeated_codes():
    assert repeated(["1", "", "2", "1", "", "1"]) == {3: 0, 5: 0}
    assert repeated(["E1", "e1"]) == {1: 0}


def test_lost_codes():
    assert lost(["1", "2", "3"], ["3", "1", "4"]) == ["2"]
