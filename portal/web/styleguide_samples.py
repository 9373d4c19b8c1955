"""Invented data for the style guide."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.templatetags.static import static

from portal.clock import today
from portal.web.components import (
    BulkAction,
    Filter,
    NavItem,
    Picture,
    Progress,
    SummaryRow,
    TaskItem,
    TimelineStep,
)
from portal.web.forms import (
    DateField,
    ImageField,
    PasswordField,
    PortalForm,
    RemoteChoice,
    RemoteChoiceField,
    SearchSelect,
    SmsCodeField,
)

_SCHOOLS = (
    RemoteChoice("1", "青山市第一职业技术学校", "青山市 · 临江区"),
    RemoteChoice("2", "青山市第二职业技术学校", "青山市 · 云溪县"),
    RemoteChoice("3", "云溪县实验小学", "青山市 · 云溪县"),
)


def search_schools(text: str) -> list[RemoteChoice]:
    return [choice for choice in _SCHOOLS if text in choice.label]


def resolve_school(value: str) -> RemoteChoice | None:
    return next((choice for choice in _SCHOOLS if choice.value == value), None)


class SampleForm(PortalForm):
    name = forms.CharField(label="姓名", help_text="与身份证上一致；少数民族姓名中的点用“·”")
    number = forms.CharField(
        label="公民身份号码", error_messages={"required": "请填写公民身份号码"}
    )
    born = DateField(
        label="出生日期", latest=today, help_text="例如 1987-07-05，也可以写 1987年7月5日"
    )
    sex = forms.ChoiceField(
        label="性别",
        choices=[("1", "男"), ("2", "女")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择性别"},
    )
    ethnicity = forms.ChoiceField(
        label="民族",
        widget=SearchSelect,
        choices=[("", "请选择"), ("01", "汉族"), ("02", "蒙古族"), ("03", "回族"), ("04", "藏族")],
    )
    school = RemoteChoiceField(
        label="工作单位",
        search=search_schools,
        resolve=resolve_school,
        search_url="web:styleguide-search",
        required=False,
    )
    code = SmsCodeField(label="短信验证码")
    password = PasswordField(label="密码", new=True, help_text="至少 8 位，字母和数字都要有")
    photo = ImageField(label="1寸免冠标准照片", required=False)
    address = forms.CharField(label="联系地址", widget=forms.Textarea, required=False)
    subjects = forms.MultipleChoiceField(
        label="任教学科",
        choices=[("a", "语文"), ("b", "数学"), ("c", "无")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agree = forms.BooleanField(label="我已阅读并同意《网上申报协议》")


class SampleFilterForm(PortalForm):
    q = forms.CharField(label="姓名或证件号码", required=False)
    state = forms.ChoiceField(
        label="状态", choices=[("", "全部"), ("w", "待学校审核")], required=False
    )
    since = DateField(label="提交日期从", required=False)


WRONG = QueryDict("name=&number=&born=1987-02-30&school_typed=青山市&code=12&password=")

CASES = [
    {"id": 1, "reference": "ZC2026110001", "name": "王小溪", "number": "110***********1234",
     "unit": "青山市第一职业技术学校", "state": "待学校审核", "tone": "wait", "due": "2026-12-01"},
    {"id": 2, "reference": "ZC2026110002", "name": "欧阳䶮", "number": "110***********5678",
     "unit": "云溪县实验小学", "state": "通过", "tone": "good", "due": ""},
    {"id": 3, "reference": "ZC2026110003", "name": "阿依古丽·买买提",
     "number": "650***********002X", "unit": "青山市第二职业技术学校",
     "state": "驳回", "tone": "bad", "due": "2026-11-28"},
]  # fmt: skip

_TASKS = [
    TaskItem("身份信息", "#", "已完成", "good"),
    TaskItem("工作单位", "#", "填写中", "info", "还差：单位所属区域"),
    TaskItem("1寸免冠标准照片", "#", "需要修改", "bad", "审核意见：请换近期照片"),
    TaskItem("学历学位", "#", "未开始"),
    TaskItem("提交", "", "还不能开始", "neutral", "以上各项完成后可以提交"),
]

_STEPS = [
    TimelineStep("提交注册信息", "2026-11-20 09:12", "王小溪", tone="good"),
    TimelineStep("学校审核：驳回", "2026-11-21 15:40", "青山市第一职业技术学校",
                 "照片不是近期照片，请更换后重新提交。", "bad"),
    TimelineStep("重新提交", "2026-11-22 08:03", "王小溪", tone="info"),
    TimelineStep("学校审核", "", "请在 2026-12-01 前等待结果", tone="wait", state="current"),
    TimelineStep("可以登录", state="todo"),
]  # fmt: skip

_ROWS = [
    SummaryRow("姓名", "王小溪", "#"),
    SummaryRow("公民身份号码", "110***********1234", "#"),
    SummaryRow("工作单位", "青山市第一职业技术学校", "#"),
    SummaryRow("办公电话", "", "#"),
    SummaryRow("照片", "已上传", "#", mark="请换近期照片"),
]

_SERVICES = [
    {"title": "双师型教师认定", "text": "职业学校教师申报双师型认定，三级审核，在线出证。",
     "url": "#", "icon": "award", "state": "开放至 12 月 31 日", "tone": "good"},
    {"title": "教师资格定期注册", "text": "每五年注册一次，网上申报后到确认点确认。", "url": "#",
     "icon": "refresh-cw", "state": "未到报名时间", "tone": "neutral"},
    {"title": "教师资格认定", "text": "中小学、幼儿园和中等职业学校教师资格申请。", "url": "#",
     "icon": "badge-check", "state": "3 月开放", "tone": "neutral"},
    {"title": "继续教育", "text": "公需课在线学习，学时申报与年度学时证明。", "url": "#",
     "icon": "book-open", "state": "全年开放", "tone": "good"},
]  # fmt: skip
_PUBLIC: dict[str, Any] = {
    "announcements": [
        {"title": "关于 2026 年双师型教师认定工作的通知", "url": "#", "date": "2026-11-18"},
        {"title": "定期注册现场确认点安排", "url": "#", "date": "2026-11-10"},
        {"title": "系统维护时间公告", "url": "#", "date": "2026-11-02"},
    ],
    "faqs": [
        {
            "question": "身份证识别的内容有错怎么办？",
            "answer": "可以重新拍照，也可以直接改正。",
        },
        {
            "question": "手机号换了，收不到验证码？",
            "answer": "通过实名核验或学校管理员更换手机号。",
        },
    ],
    "downloads": [
        {"title": "注册操作手册", "url": "#", "meta": "PDF · 1.2 MB"},
        {"title": "空白受理凭证", "url": "#", "meta": "PDF · 80 KB"},
    ],
}


def context() -> dict[str, Any]:
    """Everything the pages of the style guide show."""
    return {
        "tones": ["neutral", "info", "wait", "good", "bad"],
        "tasks": _TASKS,
        "timeline_steps": _STEPS,
        "rows": _ROWS,
        "cases": CASES,
        "progress_states": [
            Progress("queued"),
            Progress("running", 138, 420, "份受理凭证"),
            Progress("done", 420, 420, result_url="#", result_label="下载"),
            Progress("failed", 12, 420, "第 13 份没有生成，请重试"),
        ],
        "filters": [Filter("状态", "待学校审核", "?"), Filter("单位", "云溪县实验小学", "?")],
        "pictures": [
            Picture(static("img/emblem.svg"), "身份证人像面", "身份证人像面照片", "#"),
            Picture(static("img/emblem.svg"), "标准照片", "1寸免冠标准照片"),
        ],
        "staff_nav": [
            NavItem("待办", "#", "inbox", 12, current=True),
            NavItem("全部业务", "#", "list-checks"),
            NavItem("机构与人员", "#", "building-2"),
            NavItem("操作记录", "#", "history"),
        ],
        "filter_form": SampleFilterForm(),
        "bulk_actions": [
            BulkAction("approve", "批量通过"),
            BulkAction("return", "批量驳回", "所选申请将驳回给申请人。", danger=True),
        ],
        "services": _SERVICES,
        **_PUBLIC,
    }
