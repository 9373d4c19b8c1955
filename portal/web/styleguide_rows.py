"""The style guide's page of repeated rows: works with and without scripts, keeps nothing."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.clock import today
from portal.web.forms import DateField, PortalForm, RemoteChoiceField
from portal.web.rowforms import RowFormSet, is_row_action
from portal.web.styleguide_samples import resolve_school, search_schools

_TERMS = [("", "请选择"), ("1", "第一学期"), ("2", "第二学期")]
_FIGURES = {"inputmode": "numeric"}
_KINDS = [("theory", "理论"), ("practice", "实训")]


class CourseForm(PortalForm):
    year = forms.CharField(label="学年", help_text="例如 2025-2026", max_length=9)
    term = forms.ChoiceField(label="学期", choices=_TERMS)
    course = forms.CharField(label="课程名称", max_length=40)
    hours = forms.IntegerField(label="课时", min_value=1, widget=forms.TextInput(_FIGURES))


class PracticeForm(PortalForm):
    began = DateField(label="开始日期", latest=today)
    ended = DateField(label="结束日期", latest=today)
    school = RemoteChoiceField(
        label="单位",
        search=search_schools,
        resolve=resolve_school,
        search_url="web:styleguide-search",
    )
    kind = forms.ChoiceField(label="形式", choices=_KINDS, widget=forms.RadioSelect)
    post = forms.CharField(label="岗位", required=False)
    note = forms.CharField(label="主要内容", widget=forms.Textarea, required=False)

    def clean(self) -> None:
        began, ended = self.cleaned_data.get("began"), self.cleaned_data.get("ended")
        if began and ended and ended < began:
            raise forms.ValidationError("结束日期早于开始日期")


class CourseRows(RowFormSet):
    form = CourseForm
    name, what = "courses", "课程"
    least, most = 1, 6
    widths = {"year": "short", "term": "short", "course": "wide", "hours": "short"}


class PracticeRows(RowFormSet):
    form = PracticeForm
    name, what = "practice", "企业实践"
    most = 3
    layout = "cards"
    widths = {"note": "wide"}


_COURSES = [
    {"year": "2025-2026", "term": "1", "course": "机械制图", "hours": "72"},
    {"year": "2025-2026", "term": "2", "course": "数控加工工艺与编程", "hours": "96"},
    {"year": "2024-2025", "term": "1", "course": "金工实训", "hours": "120"},
]
_PRACTICE = [{"began": "2026-07-06", "ended": "2026-08-14", "school": "1", "kind": "practice"}]


def rows_page(request: HttpRequest) -> HttpResponse:
    courses, practice = CourseRows.showing(_COURSES), PracticeRows.showing(_PRACTICE)
    if request.method == "POST":
        courses, practice = CourseRows(request.POST), PracticeRows(request.POST)
        action = request.POST.get("action", "")
        if is_row_action(action):
            courses, practice = courses.after(action), practice.after(action)
    values = {"courses": courses, "practice": practice}
    return render(request, "styleguide/rows.html", values)
