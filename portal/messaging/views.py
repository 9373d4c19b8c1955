"""The person's messages, and the line that follows an SMS."""

from uuid import UUID

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.messaging import queries, services
from portal.messaging.models import Message
from portal.messaging.progress import delivery_of
from portal.web.pagination import paginate


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    context = {
        "page": paginate(request, queries.inbox(request.user)),
        "unread": queries.unread_count(request.user),
    }
    return render(request, "messaging/inbox.html", context)


@login_required
@require_POST
def read(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Mark as read; then on to what the message is about, or back to the list."""
    try:
        message = queries.message_for(request.user, message_id)
    except Message.DoesNotExist as error:
        raise Http404 from error
    services.mark_read(request.user, message_id)
    return redirect(message.link or "messaging:inbox")


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    count = services.mark_all_read(request.user)
    flash.success(request, f"{count} 条消息已标为已读。")
    return redirect("messaging:inbox")


@require_safe
@never_cache
def delivery(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Known only to whoever asked for the SMS: the number in the address cannot be guessed."""
    try:
        message = queries.sms(message_id)
    except Message.DoesNotExist as error:
        raise Http404 from error
    return render(request, "messaging/_delivery.html", {"delivery": delivery_of(message)})
