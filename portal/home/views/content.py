"""公告、资料下载: kept by bureaus, each for its own; 常见问题: by the province."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.documents.enums import DocumentKind
from portal.documents.errors import UploadRefused
from portal.documents.services import store_upload
from portal.home import queries, services
from portal.home.forms import AnnouncementForm, DownloadForm, QuestionForm
from portal.home.models import Announcement
from portal.home.rules import may_keep_questions
from portal.organisations.access import staff_only
from portal.organisations.enums import Role
from portal.organisations.queries import scope_of

_keepers = staff_only(Role.BUREAU_ADMIN)


@require_safe
@_keepers
def overview(request: HttpRequest) -> HttpResponse:
    scope = scope_of(request.user)
    context = {
        "announcements": queries.kept_announcements(scope),
        "downloads": queries.kept_downloads(scope),
        "questions": queries.questions(),
        "may_keep_questions": may_keep_questions(scope),
    }
    return render(request, "home/content/overview.html", context)


@require_http_methods(["GET", "POST"])
@_keepers
def new_announcement(request: HttpRequest) -> HttpResponse:
    form = AnnouncementForm(request.POST or None, issuers=queries.issuers(scope_of(request.user)))
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("title", "text", "pinned", "issuer")}
        services.publish(**values, actor=request.user)
        messages.success(request, "公告已发布。")
        return redirect("home:content")
    return _form(request, form, "发布公告")


@require_http_methods(["GET", "POST"])
@_keepers
def edit_announcement(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(queries.kept_announcements(scope_of(request.user)), pk=pk)
    form = _announcement_form(request, item)
    if request.method == "POST" and form.is_valid():
        try:
            _change(item, form, request.user)
        except services.StaleAnnouncement:
            return _changed_meanwhile(request, item)
        messages.success(request, "公告已修改。")
        return redirect("home:content")
    return _form(request, form, "修改公告", item)


def _announcement_form(request: HttpRequest, item: Announcement) -> AnnouncementForm:
    issuers = queries.issuers(scope_of(request.user))
    stored: dict[str, Any] = {
        name: getattr(item, name) for name in ("title", "text", "pinned", "issuer", "version")
    }
    return AnnouncementForm(request.POST or None, initial=stored, issuers=issuers)


def _change(item: Announcement, form: AnnouncementForm, user: Any) -> None:
    services.change(
        item,
        title=form.cleaned_data["title"],
        text=form.cleaned_data["text"],
        pinned=form.cleaned_data["pinned"],
        version=form.cleaned_data["version"] or 0,
        actor=user,
    )


def _changed_meanwhile(request: HttpRequest, item: Announcement) -> HttpResponse:
    item.refresh_from_db()
    form = AnnouncementForm(
        {**request.POST.dict(), "version": item.version},
        issuers=queries.issuers(scope_of(request.user)),
    )
    form.add_error(None, "公告刚刚被他人修改。您填写的内容还在；核对后再次保存，将以您的为准。")
    return _form(request, form, "修改公告", item, status=409)


@require_POST
@_keepers
def withdraw_announcement(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(queries.kept_announcements(scope_of(request.user)), pk=pk)
    services.withdraw(item, actor=request.user)
    messages.success(request, "公告已撤下。")
    return redirect("home:content")


@require_http_methods(["GET", "POST"])
@_keepers
def new_question(request: HttpRequest) -> HttpResponse:
    _demand_questions(request)
    return _question(request, QuestionForm(request.POST or None), "添加常见问题")


@require_http_methods(["GET", "POST"])
@_keepers
def edit_question(request: HttpRequest, pk: int) -> HttpResponse:
    _demand_questions(request)
    item = get_object_or_404(queries.questions(), pk=pk)
    stored = {
        "question": item.question,
        "text": item.answer,
        "topic": item.topic,
        "position": item.position,
    }
    return _question(request, QuestionForm(request.POST or None, initial=stored), "修改常见问题")


def _demand_questions(request: HttpRequest) -> None:
    if not may_keep_questions(scope_of(request.user)):
        raise Http404


def _question(request: HttpRequest, form: QuestionForm, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        services.answer(**form.cleaned_data, actor=request.user)
        messages.success(request, "常见问题已保存。")
        return redirect("home:content")
    return _form(request, form, title)


@require_http_methods(["GET", "POST"])
@_keepers
def new_download(request: HttpRequest) -> HttpResponse:
    issuers = queries.issuers(scope_of(request.user))
    form = DownloadForm(request.POST or None, request.FILES or None, issuers=issuers)
    if request.method == "POST" and form.is_valid():
        try:
            _offer(form, request.user)
        except UploadRefused as refused:
            form.add_error("file", refused.message)
        else:
            messages.success(request, "资料已发布。")
            return redirect("home:content")
    return _form(request, form, "发布资料")


def _offer(form: DownloadForm, user: Any) -> None:
    upload = form.cleaned_data["file"]
    document = store_upload(upload, kind=DocumentKind.PUBLICATION, owner=user, actor=user)
    services.offer_download(
        document,
        title=form.cleaned_data["title"],
        note=form.cleaned_data["note"],
        file_name=upload.name,
        issuer=form.cleaned_data["issuer"],
        actor=user,
    )


@require_POST
@_keepers
def withdraw_download(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(queries.kept_downloads(scope_of(request.user)), pk=pk)
    services.withdraw(item, actor=request.user)
    messages.success(request, "资料已撤下。")
    return redirect("home:content")


def _form(
    request: HttpRequest, form: Any, title: str, item: Any = None, status: int = 200
) -> HttpResponse:
    if form.is_bound and form.errors and status == 200:
        status = 422
    context = {"form": form, "title": title, "item": item}
    return render(request, "home/content/form.html", context, status=status)
