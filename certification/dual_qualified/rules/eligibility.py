"""资格预检 (X6): each condition, what the portal knows of it, and from where.

Nothing is met by default: what no record shows is unknown.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from certification.dual_qualified.enums import ConditionKind, Level
from certification.dual_qualified.rules.practice import YEARS, months_within

_RANK = {Level.JUNIOR: 1, Level.INTERMEDIATE: 2, Level.SENIOR: 3}
# GB/T 4658: only completed education satisfies a floor; the first figure is the rank.
_COMPLETED = frozenset({"11", "14", "17", "21", "28", "31", "41", "44", "47"})


class Status(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Held:
    """A valid certificate of the person."""

    number: str
    track: str
    level: str
    valid_until: date


@dataclass(frozen=True)
class TeacherCertificate:
    """One that the national database confirmed; `state` says why it is not in force."""

    kind: str
    number: str
    verified_on: date
    in_force: bool = True
    state: str = ""


@dataclass(frozen=True)
class Record:
    """What the portal knows of a person on a day, with the day each thing dates from.

    `track` is theirs ("" for none), `level` the one asked about.
    """

    today: date
    level: str = Level.JUNIOR
    track: str = ""
    track_why: str = ""
    name_verified_on: date | None = None
    has_photo: bool = False
    unit: str = ""
    employed_since: date | None = None
    birth_date: date | None = None
    education: str = ""
    education_label: str = ""
    saved_on: date | None = None
    held: tuple[Held, ...] = ()
    certificate: TeacherCertificate | None = None
    typed_certificate: str = ""
    typed_practice: tuple[tuple[date, date], ...] = field(default=())


@dataclass(frozen=True)
class Wanted:
    """A condition of a plan. `education_label` names the code of an education floor."""

    kind: str
    value: int = 0
    blocking: bool = True
    note: str = ""
    education_label: str = ""


@dataclass(frozen=True)
class Finding:
    """`source` names the record and its day; `mend` the page that mends it ("" for none)."""

    label: str
    status: Status
    text: str
    source: str = ""
    mend: str = ""
    mend_label: str = ""
    blocking: bool = True
    note: str = ""

    @property
    def stops(self) -> bool:
        return self.blocking and self.status is Status.NOT_MET


def judge(wanted: Wanted, record: Record) -> Finding:
    """One condition against the record."""
    return _RULES[ConditionKind(wanted.kind)](wanted, record)


def judge_all(wanted: Iterable[Wanted], record: Record) -> tuple[Finding, ...]:
    return tuple(judge(each, record) for each in wanted)


def _finding(wanted: Wanted, label: str, met: bool | None, text: str, **more: str) -> Finding:
    status = {True: Status.MET, False: Status.NOT_MET, None: Status.UNKNOWN}[met]
    if status is Status.MET:
        more = {"source": more.get("source", "")}
    return Finding(label, status, text, blocking=wanted.blocking, note=wanted.note, **more)


def _track(wanted: Wanted, record: Record) -> Finding:
    return _finding(
        wanted, "在职业院校任教", bool(record.track), record.track_why,
        source=_on("任职登记和学校属性", record.employed_since), mend="report",
        mend_label="学校属性有误",
    )  # fmt: skip


def _real_name(wanted: Wanted, record: Record) -> Finding:
    day = record.name_verified_on
    return _finding(
        wanted, "已实名核验", None if day is None else True,
        "姓名和证件号码已核验。" if day else "还没有实名核验，约 1 分钟可以办完。",
        source=_on("实名核验", day), mend="real-name", mend_label="去核验",
    )  # fmt: skip


def _photo(wanted: Wanted, record: Record) -> Finding:
    return _finding(
        wanted, "1寸免冠标准照片", record.has_photo,
        "证书上会用到。" if record.has_photo else "还没有照片，任何正面免冠照片都可以自动裁好。",
        source=_on("个人信息", record.saved_on), mend="photo", mend_label="去上传",
    )  # fmt: skip


def _employed(wanted: Wanted, record: Record) -> Finding:
    label = f"在本校任教满 {wanted.value} 个月"
    since = record.employed_since
    if since is None:
        return _finding(wanted, label, None, "没有任职登记。", mend="profile", mend_label="去核对")
    months = _months_between(since, record.today)
    text = f"在{record.unit}任职 {months} 个月。"
    return _finding(wanted, label, months >= wanted.value, text, source=_on("任职登记", since))


def _age(wanted: Wanted, record: Record) -> Finding:
    label = f"年龄不满 {wanted.value} 周岁"
    if record.birth_date is None:
        return _finding(wanted, label, None, "没有出生日期。", mend="profile", mend_label="去补充")
    age = _months_between(record.birth_date, record.today) // 12
    return _finding(wanted, label, age < wanted.value, f"今天 {age} 周岁。", source="证件号码")


def _education(wanted: Wanted, record: Record) -> Finding:
    label = f"最高学历不低于{wanted.education_label or wanted.value}"
    source = _on("个人信息", record.saved_on)
    if not record.education:
        return _finding(wanted, label, None, "没有登记学历。", mend="profile", mend_label="去补充")
    enough = record.education in _COMPLETED and int(record.education[0]) <= wanted.value // 10
    return _finding(
        wanted, label, enough, f"登记的最高学历是{record.education_label}。", source=source,
        mend="profile", mend_label="去核对",
    )  # fmt: skip


def _no_current(wanted: Wanted, record: Record) -> Finding:
    label = "没有同级或更高级别的有效证书"
    for held in record.held:
        if held.track == record.track and _RANK[Level(held.level)] >= _RANK[Level(record.level)]:
            text = f"已有{Level(held.level).label}证书 {held.number}，有效期至 {held.valid_until}。"
            return _finding(wanted, label, False, text, source="证书库")
    return _finding(wanted, label, True, "证书库里没有。", source=_on("证书库", record.today))


def _teacher_certificate(wanted: Wanted, record: Record) -> Finding:
    """What the person typed proves nothing: it stays unknown until it is reviewed."""
    label, known = "有教师资格证书", record.certificate
    if known is not None:
        text = f"{known.kind}，证书号码 {known.number}"
        if not known.in_force:
            text += f"，证书状态是“{known.state}”"
        source = _on("国家教师资格证书库", known.verified_on)
        return _finding(wanted, label, known.in_force, f"{text}。", source=source)
    text = (
        f"您填写的证书号码是 {record.typed_certificate}，由审核人员核对证书原件。"
        if record.typed_certificate
        else "平台没有您的教师资格证书记录，请在申请中填写并上传证书。"
    )
    return _finding(wanted, label, None, text, mend="qualification", mend_label="去填写")


def _practice(wanted: Wanted, record: Record) -> Finding:
    label = f"近五年企业实践满 {wanted.value} 个月"
    if not record.typed_practice:
        return _finding(
            wanted, label, None, "平台没有您的企业实践记录，请在申请中填写并上传证明。",
            mend="practice", mend_label="去填写",
        )  # fmt: skip
    months = months_within(record.typed_practice, record.today, YEARS)
    enough = None if months >= wanted.value else False
    text = f"您填写的经历合计 {months} 个月（重叠的只算一次），由审核人员核对证明。"
    return _finding(
        wanted, label, enough, text, source="本人填写", mend="practice", mend_label="去补充"
    )


def _months_between(first: date, last: date) -> int:
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)


def _on(record: str, day: date | None) -> str:
    return f"{record}（{day:%Y-%m-%d}）" if day else record


_RULES: dict[ConditionKind, Callable[[Wanted, Record], Finding]] = {
    ConditionKind.TRACK: _track,
    ConditionKind.REAL_NAME: _real_name,
    ConditionKind.PHOTO: _photo,
    ConditionKind.EMPLOYED: _employed,
    ConditionKind.AGE: _age,
    ConditionKind.EDUCATION: _education,
    ConditionKind.NO_CURRENT: _no_current,
    ConditionKind.TEACHER_CERTIFICATE: _teacher_certificate,
    ConditionKind.PRACTICE: _practice,
}
