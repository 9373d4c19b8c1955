"""Sign-ups in every state, made step by step as applicants and reviewers make them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from accounts.demo import PASSWORD
from accounts.demo.inventing import Invented, People
from accounts.models import SignUp, User
from accounts.services import sign_up as signing_up
from accounts.services import submission
from portal import clock
from portal.approvals import services as approvals
from portal.approvals.flow import Mark
from portal.approvals.models import Case, ReasonCode
from portal.organisations.enums import Role
from portal.organisations.models import Body
from portal.organisations.queries import holders

_NAMES = ("赵𬭎远", "阿依古丽·买买提", "沈䶮", "单雨晴", "解书言")
_TURNED_BACK = {"name": "姓名与身份证不一致，请核对生僻字", "email": "邮箱无法收信，请核对"}


@dataclass(frozen=True)
class Story:
    """What became of one sign-up: the steps after it was filled in, and how many days ago."""

    steps: tuple[str, ...]
    days_ago: int


_STORIES = (
    *(Story(("submit",), days) for days in (0, 0, 1, 1, 2, 3, 12)),
    Story((), 1),
    Story(("submit", "return"), 4),
    Story(("submit", "return", "resubmit"), 6),
    Story(("submit", "recall"), 2),
    Story(("submit", "approve"), 5),
    Story(("submit", "approve"), 9),
    Story(("submit", "decline"), 8),
    Story(("submit", "approve", "reverse"), 7),
)


def tell_stories(schools: Sequence[Body], people: People) -> int:
    """Every story at the first school, a waiting sign-up at each of the others; their number."""
    told = 0
    for story in _STORIES:
        _tell(story, schools[0], people.next(_NAMES[told] if told < len(_NAMES) else ""))
        told += 1
    for school in schools[1:]:
        _tell(Story(("submit",), told % 9), school, people.next())
        told += 1
    return told


def _tell(story: Story, school: Body, who: Invented) -> None:
    with clock.at(clock.now() - timedelta(days=story.days_ago, hours=1)):
        sign_up = signing_up.begin(who.mobile, PASSWORD)
        answers = _answers(who, school)
        sign_up = signing_up.save_answers(sign_up, answers, version=sign_up.version)
        for step in story.steps:
            _take(step, sign_up, school, answers)


def _take(step: str, sign_up: SignUp, school: Body, answers: Mapping[str, str]) -> None:
    latest = SignUp.objects.select_related("case").get(pk=sign_up.pk)
    if step in ("submit", "resubmit"):
        submission.submit(latest, answers, version=latest.version)
    elif step == "recall":
        submission.recall(latest)
    elif latest.case is not None:
        _decide(step, latest.case, _administrator(school))


def _decide(step: str, case: Case, administrator: User) -> None:
    reason = ReasonCode.objects.filter(flow=case.flow, transition=step, is_active=True).first()
    marks = [Mark(field, note) for field, note in _TURNED_BACK.items()] if step == "return" else []
    approvals.apply(
        case.pk,
        step,
        approvals.staff(administrator),
        version=case.version,
        opinion=_OPINIONS.get(step, ""),
        reasons=[reason.code] if reason else [],
        marks=marks,
    )


_OPINIONS = {
    "return": "请按标注修改后重新提交。",
    "decline": "经核实不是本单位教职工。",
    "reverse": "误操作，恢复为待审核。",
}


def _administrator(school: Body) -> User:
    found: list[User] = holders(school, Role.SCHOOL_ADMIN)
    return found[0]


def _answers(who: Invented, school: Body) -> dict[str, str]:
    division = school.division
    if division is None:
        raise ValueError(f"{school} lies in no division")
    return {
        "name": who.name,
        "id_number": who.id_number,
        "sex": who.sex,
        "ethnicity": "05" if "·" in who.name else "01",
        "birth_date": who.birth_date.isoformat(),
        "political_status": "13",
        "marital_status": "20",
        "address": "云岭省文教路88号",
        "office_phone": "0990-5550188",
        "email": f"applicant{who.mobile[-4:]}@example.invalid",
        "region": division.code,
        "unit": str(school.pk),
        "in_vocational_section": "no",
        "education": "21",
        "graduated_from": "西南大学",
        "graduated_on": f"{who.birth_date.year + 22}-07-01",
        "major": "汉语言文学",
        "degree": "4",
    }
