from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.forms import formset_factory
from django.http import QueryDict
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from portal.web.components import (
    BulkAction,
    Filter,
    Picture,
    Progress,
    SummaryRow,
    TaskItem,
    TimelineStep,
)
from portal.web.forms import PortalForm

pytestmark = pytest.mark.usefixtures("web_urls")


class Sample(PortalForm):
    name = forms.CharField(label="姓名", help_text="与证件一致")
    sex = forms.ChoiceField(
        label="性别", choices=[("1", "男"), ("2", "女")], widget=forms.RadioSelect
    )
    agree = forms.BooleanField(label="我同意")
    level = forms.ChoiceField(label="学历", choices=[("1", "本科")], required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("name") == "二人":
            raise forms.ValidationError("两次填写不一致")
        return self.cleaned_data


def render(text: str, **values: Any) -> str:
    return Template("{% load ui %}" + text).render(Context(values))


def wrong(data: str = "name=") -> Sample:
    form = Sample(QueryDict(data))
    form.is_valid()
    return form


# The error summary


def test_no_summary_without_errors() -> None:
    assert render("{% error_summary form %}", form=Sample()).strip() == ""


def test_the_summary_leads_to_each_field() -> None:
    html = render("{% error_summary form %}", form=wrong())
    assert "有 3 处需要修改" in html
    assert '<a href="#id_name">请填写姓名</a>' in html
    assert '<a href="#id_sex_0">请选择性别</a>' in html
    assert 'tabindex="-1"' in html
    assert 'role="alert"' in html


def test_errors_of_the_whole_form_have_no_link() -> None:
    html = render("{% error_summary form %}", form=wrong("name=二人&sex=1&agree=on"))
    assert "<li>两次填写不一致</li>" in html


def test_the_summary_takes_several_forms_and_formsets() -> None:
    formset = formset_factory(Sample)(
        QueryDict("form-TOTAL_FORMS=1&form-INITIAL_FORMS=0&form-0-name=&form-0-sex=1")
    )
    html = render("{% error_summary a b %}", a=wrong("sex=1&agree=on"), b=formset)
    assert html.count("<li>") == 3
    assert "#id_form-0-name" in html


def test_a_message_that_does_not_name_its_field_gets_the_name() -> None:
    form = wrong("name=x&sex=9&agree=on")
    assert "性别：请从列出的选项中选择" in render("{% error_summary form %}", form=form)


def test_what_was_typed_is_escaped() -> None:
    form = Sample(QueryDict("name=%3Cscript%3E"))
    form.add_error("name", "<b>不对</b>")
    html = render("{% error_summary form %}{% field form.name %}", form=form)
    assert "<script>" not in html
    assert "<b>" not in html
    assert 'value="&lt;script&gt;"' in html


# Fields


def test_a_field_with_label_hint_star_and_ids() -> None:
    html = render("{% field form.name %}", form=Sample())
    assert '<label class="field__label" for="id_name">姓名<span class="field__star"' in html
    assert 'id="id_name_hint">与证件一致' in html
    assert 'aria-describedby="id_name_hint"' in html
    assert "aria-invalid" not in html


def test_an_optional_field_has_no_star() -> None:
    assert "field__star" not in render("{% field form.level %}", form=Sample())


def test_a_wrong_field_refers_to_its_error() -> None:
    html = render("{% field form.name %}", form=wrong())
    assert 'aria-describedby="id_name_hint id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_error"' in html
    assert "field--wrong" in html


def test_options_of_a_field() -> None:
    html = render(
        "{% field form.name label='真实姓名' hint='' autocomplete='name' inputmode='text' "
        "readonly=True mark='请改' width='short' data_check_url='/check/' %}",
        form=Sample(),
    )
    for piece in (
        ">真实姓名<",
        'autocomplete="name"',
        'inputmode="text"',
        " readonly",
        'data-check-url="/check/"',
        'aria-describedby="id_name_mark"',
        "field--short",
        "field--marked",
    ):
        assert piece in html
    assert "与证件一致" not in html
    assert "<strong>审核意见：</strong>请改" in html


def test_a_select_cannot_be_read_only_so_it_is_disabled() -> None:
    html = render("{% field form.level readonly=True %}", form=Sample())
    assert " disabled" in html
    assert "readonly" not in html


def test_radio_buttons_are_a_group_with_a_legend() -> None:
    html = render("{% field form.sex %}", form=wrong())
    assert '<fieldset aria-describedby="id_sex_error">' in html
    assert '<legend class="field__label">性别' in html
    assert "choices--row" in html
    assert html.count("aria-describedby") == 1


def test_long_choices_stand_in_a_column() -> None:
    form = Sample()
    form.fields["sex"].choices = [("1", "一"), ("2", "一二三四五六七")]
    assert "choices--row" not in render("{% field form.sex %}", form=form)
    form.fields["sex"].choices = [(str(n), "一") for n in range(5)]
    assert "choices--row" not in render("{% field form.sex %}", form=form)


def test_a_box_to_tick_comes_before_its_label() -> None:
    html = render("{% field form.agree %}", form=Sample())
    assert html.index("<input") < html.index("<label")


def test_all_fields_or_those_named() -> None:
    whole = render("{% fields form %}", form=Sample())
    assert whole.count('class="field ') == 4
    assert 'type="hidden" name="token"' in whole
    some = render("{% fields form 'level' 'name' %}", form=Sample())
    assert some.count('class="field ') == 2
    assert some.index("id_level") < some.index("id_name")
    assert "token" not in some


# Small ones


def test_status_tags_know_their_tones() -> None:
    assert 'class="tag tag--wait">待审核' in render("{% status_tag '待审核' 'wait' %}")
    assert "tag--neutral" in render("{% status_tag '未开始' %}")
    with pytest.raises(TemplateSyntaxError):
        render("{% status_tag 'x' 'red' %}")


def test_notices_wrap_what_is_inside() -> None:
    html = render("{% notice 'bad' '标题' %}<p>{{ inner }}</p>{% endnotice %}", inner="<i>")
    assert "notice--bad" in html
    assert "标题" in html
    assert "<p>&lt;i&gt;</p>" in html
    with pytest.raises(TemplateSyntaxError):
        render("{% notice 'red' %}x{% endnotice %}")


def test_icons_are_hidden_from_readers_unless_they_have_a_name() -> None:
    assert 'aria-hidden="true"' in render("{% icon 'search' %}")
    named = render("{% icon 'search' '查询' %}")
    assert 'role="img"' in named
    assert 'aria-label="查询"' in named
    assert "aria-hidden" not in named


def test_numbers_are_masked() -> None:
    assert render("{% mask_number n %}", n="13800001234") == "138****1234"
    assert render("{% mask_number n %}", n=None) == ""
    assert render("{% mask_name n %}", n="王小溪") == "王**"


def test_a_look_up_by_a_key_known_at_run_time() -> None:
    assert render("{{ marks|lookup:key }}", marks={"a": "改"}, key="a") == "改"
    assert render("{{ marks|lookup:key }}", marks={}, key="a") == ""


def test_steps_before_now_and_after() -> None:
    html = render("{% step_indicator 2 '一' '二' '三' %}")
    assert "第 2 步，共 3 步" in html
    states = [html.index(f"steps__step--{state}") for state in ("done", "current", "todo")]
    assert states == sorted(states)
    assert html.count('aria-current="step"') == 1


def test_a_task_that_cannot_be_started_is_no_link() -> None:
    items = [TaskItem("身份信息", "/id/", "已完成", "good"), TaskItem("提交", hint="还差一项")]
    html = render("{% task_list items %}", items=items)
    assert html.count("<a ") == 1
    assert "tag--good" in html
    assert "还差一项" in html


def test_the_timeline_shows_what_is_known() -> None:
    steps = [
        TimelineStep("提交", "2026-11-20", "王小溪", "已收到", "good"),
        TimelineStep("审核", state="current"),
    ]
    html = render("{% timeline steps %}", steps=steps)
    for piece in ("2026-11-20", "王小溪", "已收到", "timeline__step--good"):
        assert piece in html
    assert html.count('aria-current="step"') == 1
    assert html.count("timeline__meta") == 1


def test_answers_can_be_changed_and_nought_is_an_answer() -> None:
    rows = [
        SummaryRow("学时", 0, "/hours/"),
        SummaryRow("电话"),
        SummaryRow("照片", "有", mark="换"),
    ]
    html = render("{% summary_list rows %}", rows=rows)
    assert html.count("未填写") == 1
    assert '<a href="/hours/">修改<span class="visually-hidden">学时</span></a>' in html
    assert html.count("<a ") == 1
    assert "审核意见：</strong>换" in html


def test_an_empty_state_with_and_without_a_way_out() -> None:
    assert 'href="/x/"' in render("{% empty_state '没有' '稍后' '/x/' '去办' %}")
    assert "<a " not in render("{% empty_state '没有' %}")


# Work in progress


def test_a_job_is_asked_for_at_once_and_can_be_refreshed_by_hand() -> None:
    html = render("{% job_progress '/jobs/1/' %}")
    assert 'hx-get="/jobs/1/"' in html
    assert 'hx-trigger="load"' in html
    assert '<a href="">刷新' in html


@pytest.mark.parametrize(
    ("progress", "shown", "asked_again"),
    [
        (Progress("queued"), "正在排队", True),
        (Progress("running", 138, 420, "份"), 'value="32"', True),
        (Progress("running"), "正在打印", True),
        (Progress("done", 420, 420, result_url="/r/"), 'value="100"', False),
        (Progress("failed", 1, 2, "第 2 份出错"), "没有完成", False),
        (Progress("cancelled"), "已取消", False),
    ],
)
def test_a_job_in_each_state(progress: Progress, shown: str, asked_again: bool) -> None:
    html = render("{% job_bar progress '/jobs/1/' '正在打印' %}", progress=progress)
    assert shown in html
    assert ("hx-get" in html) is asked_again


def test_a_bar_of_unknown_length_claims_nothing() -> None:
    assert "value=" not in render("{% job_bar p '' %}", p=Progress("queued"))


@pytest.mark.parametrize(
    ("done", "total", "percent"), [(0, 0, 0), (1, 3, 33), (3, 3, 100), (4, 3, 100), (199, 200, 99)]
)
def test_percent_is_rounded_down(done: int, total: int, percent: int) -> None:
    assert Progress("running", done, total).percent == percent


# Lists


def listed(text: str, rows: int, query: str = "") -> str:
    request = RequestFactory().get(f"/list/?{query}")
    page = Paginator(range(rows), 20).page(int(request.GET.get("page", 1)))
    return render(text, request=request, page_obj=page)


def test_pages_keep_the_query() -> None:
    html = listed("{% pagination page_obj %}", 100, "q=a&page=2")
    assert 'rel="prev" href="?q=a&amp;page=1"' in html
    assert 'rel="next" href="?q=a&amp;page=3"' in html
    assert html.count('aria-current="page"') == 1


def test_the_first_page_has_none_before_it_and_one_page_needs_no_links() -> None:
    assert 'rel="prev"' not in listed("{% pagination page_obj %}", 100)
    assert 'rel="prev"' not in listed("{% pagination page_obj %}", 2000)
    assert 'rel="next"' not in listed("{% pagination page_obj %}", 100, "page=5")
    assert listed("{% pagination page_obj %}", 20).strip() == ""


def test_the_page_size_keeps_the_query_but_goes_to_the_first_page() -> None:
    html = listed("{% page_size page_obj %}", 100, "q=a&q=b&page=2&size=20")
    assert html.count('name="q"') == 2
    assert 'name="page"' not in html
    assert '<option value="20" selected>' in html
    assert html.count("<option") == 5


def test_the_filter_bar_shows_what_is_in_force() -> None:
    filters = [Filter("状态", "待审核", "?q=a")]
    html = render("{% filter_bar form filters %}", form=Sample(), filters=filters)
    assert 'method="get"' in html
    assert 'href="?q=a">状态：待审核' in html
    assert "chip" not in render("{% filter_bar form %}", form=Sample())


def test_the_bulk_bar() -> None:
    actions = [BulkAction("ok", "通过"), BulkAction("no", "驳回", "确定吗", danger=True)]
    html = render("{% bulk_bar actions total=36 %}", actions=actions)
    assert 'name="action" value="ok"' in html
    assert 'data-confirm="确定吗"' in html
    assert "全部 36 条" in html
    assert "all_matching" not in render("{% bulk_bar actions %}", actions=actions)


def test_the_picture_viewer() -> None:
    pictures = [Picture("/a.jpg", "人像面", download_url="/a"), Picture("/b.jpg", "照片", "证件照")]
    html = render("{% picture_viewer pictures %}", pictures=pictures)
    assert 'alt="人像面"' in html
    assert 'alt="证件照"' in html
    assert html.count('aria-label="下载') == 1


def test_a_place_that_does_not_exist_is_empty() -> None:
    assert render("{% place 'web:styleguide' %}") == "/_styleguide/"
    assert render("{% place 'nowhere:x' %}") == ""
