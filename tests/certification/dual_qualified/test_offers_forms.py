"""The forms of an offer: what they take, what they refuse, and that nothing typed is lost."""

import pytest
from django.http import QueryDict

from certification.dual_qualified.forms.offers import NumberRuleForm, OfferForms, PlacesForm
from certification.dual_qualified.models import NumberRule
from certification.dual_qualified.queries import offering
from certification.dual_qualified.rules.content import (
    ClauseSpec,
    ConditionSpec,
    Content,
    EvidenceSpec,
    RuleSpec,
)
from certification.dual_qualified.standard import content_for
from portal.web.errors import summary_of
from tests.certification.dual_qualified.offers import sent
from tests.factories.plans import PlanFactory


@pytest.fixture
def draft(world):
    return PlanFactory(workflow="dual_qualified", body=world.province)


def query(data):
    found = QueryDict(mutable=True)
    for key, value in data.items():
        found.setlist(key, value if isinstance(value, list) else [value])
    return found


def forms_of(plan, data=None, content=None):
    bound = query(data) if data is not None else None
    return OfferForms.of(plan, content or Content(), offering.education_names(), bound)


def errors(forms):
    return [problem.text for problem in summary_of(forms.every())]


def test_what_was_sent_becomes_content(draft):
    forms = forms_of(
        draft,
        sent(
            conditions=(
                ("education", "blocking", "21"),
                ("employed", "told", "24"),
                ("photo", "told", ""),
            ),
            **{
                "rule-courses-least": "2",
                "rule-courses-hint": "每学年一行",
                "rule-major-hint": "照聘书",
                "condition-photo-note": "证书要用",
            },
        ),
    )
    assert forms.is_valid(), errors(forms)
    assert forms.content() == Content(
        clauses=(
            ClauseSpec("1", "近五年企业实践累计六个月以上"),
            ClauseSpec("2", "有高级工以上等级"),
        ),
        evidence=(
            EvidenceSpec("E1", "教师资格证书", "", True, 2),
            EvidenceSpec("E2", "企业实践证明", "盖章", False, 5),
        ),
        rules=(RuleSpec("courses", True, 2, "每学年一行"), RuleSpec("major", False, 0, "照聘书")),
        conditions=(
            ConditionSpec("photo", 0, False, "证书要用"),
            ConditionSpec("employed", 24, False),
            ConditionSpec("education", 21, True),
        ),
    )


@pytest.mark.parametrize("level", ["junior", "intermediate", "senior"])
def test_what_is_shown_is_what_is_sent_back(draft, level):
    """The reference standard goes through the page unchanged, but for the order of conditions."""
    content = content_for(level)
    shown = forms_of(draft, content=content)
    data = {
        form.add_prefix(name): str(form[name].value() or "")
        for part in shown.every()
        for form in getattr(part, "forms", [part])
        for name in form.fields
    }
    counts = {"clauses": len(content.clauses), "evidence": len(content.evidence)}
    for name, count in counts.items():
        data |= {f"{name}-TOTAL_FORMS": str(count), f"{name}-INITIAL_FORMS": "0"}
    forms = forms_of(draft, data)
    assert forms.is_valid(), errors(forms)
    found = forms.content()
    assert (found.clauses, found.evidence, found.rules) == (
        content.clauses,
        content.evidence,
        content.rules,
    )
    assert set(found.conditions) == set(content.conditions)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"clauses": (("1", "甲"), ("2", "乙"), ("1", "丙"))}, "条款第 3 行 代码与第 1 行重复"),
        ({"clauses": (("1 2", "甲"),)}, "条款第 1 行 代码用字母、数字或汉字，最多 10 个字"),
        ({"clauses": (("1", ""),)}, "条款第 1 行 请填写条款内容"),
        ({"evidence": (("E1", "甲", "yes", "0", ""),)}, "第 1 行"),
        ({"evidence": (("E1", "甲", "", "1", ""),)}, "第 1 行"),
        (
            {"conditions": (("employed", "blocking", ""),)},
            "在本校任教满（月）：数字：请填写 1 到 600 的整数（个月）",
        ),
        ({"conditions": (("employed", "told", "0"),)}, "请填写 1 到 600 的整数"),
        ({"conditions": (("age", "blocking", "17"),)}, "请填写 18 到 100 的整数（周岁）"),
        ({"conditions": (("age", "blocking", "101"),)}, "请填写 18 到 100 的整数（周岁）"),
        ({"conditions": (("practice", "blocking", "61"),)}, "请填写 1 到 60 的整数"),
        ({"conditions": (("practice", "blocking", "9" * 5000),)}, "近五年企业实践满"),
        ({"conditions": (("education", "blocking", ""),)}, "请选择最低学历"),
        ({"conditions": (("education", "blocking", "90"),)}, "最高学历不低于"),
        ({"conditions": (("photo", "nonsense", ""),)}, "已上传1寸免冠标准照片"),
        ({"rule-courses-least": "11"}, "近三年任教课程和课时至少填写"),
        ({"rule-major-hint": "长" * 301}, "任教专业的填写提示"),
        ({"clauses-0-text": "\0"}, "第 1 行"),
        ({"evidence-TOTAL_FORMS": "x"}, ""),
    ],
)
def test_what_is_wrong_is_said(draft, change, said):
    forms = forms_of(draft, sent(**change))
    assert not forms.is_valid()
    assert said in "\n".join(errors(forms))


@pytest.mark.parametrize("number", ["1", "600"])
def test_the_limits_of_a_number_are_in(draft, number):
    assert forms_of(draft, sent(conditions=(("employed", "told", number),))).is_valid()


def test_a_number_without_condition_does_not_matter(draft):
    forms = forms_of(draft, sent(conditions=(("employed", "", "0"),)))
    assert forms.is_valid()
    assert forms.content().conditions == ()


def test_a_stored_education_stays_to_choose(draft):
    stored = Content(conditions=(ConditionSpec("education", 47),))
    forms = forms_of(draft, sent(conditions=(("education", "told", "47"),)), stored)
    assert forms.is_valid(), errors(forms)
    assert not forms_of(draft, sent(conditions=(("education", "told", "47"),))).is_valid()


def test_only_a_published_plan_wants_rows(world, draft):
    empty = sent(clauses=(), evidence=(), reason="改")
    assert forms_of(draft, empty).is_valid()
    forms = forms_of(world.plan, empty)
    assert not forms.is_valid()
    assert len(errors(forms)) == 2


def test_one_row_more_keeps_everything_typed(draft):
    data = sent(
        clauses=(("1 !", ""),),
        conditions=(("employed", "told", "ungültig"),),
        **{"rule-major-hint": "照聘书"},
    )
    grown = forms_of(draft, data).after("add-row:evidence")
    assert [form["code"].value() for form in grown.clauses] == ["1 !"]
    assert [form["code"].value() for form in grown.evidence] == ["E1", "E2", None]
    values = {form.prefix: form["hint"].value() for form in grown.rules}
    assert values["rule-major"] == "照聘书"
    numbers = {form.prefix: form for form in grown.conditions}
    assert numbers["condition-employed"]["number"].value() == "ungültig"
    assert errors(grown) == []
    fewer = forms_of(draft, data).after("remove-row:evidence:0")
    assert [form["code"].value() for form in fewer.evidence] == ["E2"]


def test_places_are_those_there_are(world):
    opened = offering.opened(world.plan)
    form = PlacesForm(
        query({"version": "1", "open": ["higher-junior", "secondary-senior"], "reason": "增"}),
        plan=world.plan,
        opened=opened,
    )
    assert form.is_valid()
    assert form.wanted() == [("higher", "junior"), ("secondary", "senior")]
    assert form.chosen_source() is None
    wrong = PlacesForm(
        query({"open": ["higher-expert"], "source": "secondary-senior"}),
        plan=world.plan,
        opened=opened,
    )
    assert set(wrong.errors) == {"open", "source", "reason"}


@pytest.mark.parametrize(
    ("stem", "said"),
    [
        ("{year}{name}", "只能包含"),
        ("{year!r}", "只能包含"),
        ("{region}-", "需要有年份"),
        ("{year}" + "长" * 55, ""),
        ("", "请填写"),
    ],
)
def test_patterns_that_are_refused(draft, stem, said):
    form = NumberRuleForm(
        query({"version": "1", "stem": stem, "digits": "6"}),
        plan=draft,
        rule=NumberRule(plan=draft),
    )
    assert not form.is_valid()
    assert said in form.errors["stem"][0]
    assert form.pattern() is None


@pytest.mark.parametrize(("digits", "fits"), [("3", False), ("4", True), ("8", True), ("9", False)])
def test_four_to_eight_digits(draft, digits, fits):
    form = NumberRuleForm(
        query({"version": "1", "stem": "{year}", "digits": digits}),
        plan=draft,
        rule=NumberRule(plan=draft),
    )
    assert form.is_valid() is fits
