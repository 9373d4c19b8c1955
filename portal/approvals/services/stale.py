"""What the slower of two people is told."""

from django.utils import timezone

from portal.approvals import flow as flows
from portal.approvals.actors import Actor
from portal.approvals.errors import Stale
from portal.approvals.flow import ActorKind
from portal.approvals.models import Case, Decision


def already(case: Case, actor: Actor) -> Stale:
    """Who did what and when, in one sentence; what the person typed is the view's to keep."""
    last = case.decisions.order_by("-sequence").first()
    if last is None or last.version < case.version:
        return Stale("申请内容刚刚有修改，请核对后再处理。")
    return Stale(_sentence(case, last, actor), last)


def _sentence(case: Case, last: Decision, actor: Actor) -> str:
    when = timezone.localtime(last.at).strftime("%Y-%m-%d %H:%M")
    what = flows.get(case.flow).transition(last.transition).record
    if actor.user and last.user_id == actor.user.pk:
        return f"已处理：您已于 {when} 办理（{what}），没有重复执行。"
    if last.actor_kind != ActorKind.STAFF:
        return f"已处理：{when} {what}。您刚才的操作没有执行，请核对后再处理。"
    who = f"{last.body_name} {last.actor_name}"
    return f"已处理：{who} 已于 {when} 办理（{what}）。您刚才的操作没有执行。"
