"""What a school says of a teacher's year, and what becomes due."""

from django.db import models


class Appraisal(models.TextChoices):
    """年度考核结果 (事业单位工作人员考核规定, 人社部发〔2023〕6号)."""

    EXCELLENT = "excellent", "优秀"
    COMPETENT = "competent", "合格"
    BASIC = "basic", "基本合格"
    FAILED = "failed", "不合格"
    ABSENT = "absent", "未参加"
    UNGRADED = "ungraded", "未定等次"


class Morals(models.TextChoices):
    """师德考核结果 (教师〔2018〕16号)."""

    EXCELLENT = "excellent", "优秀"
    COMPETENT = "competent", "合格"
    BASIC = "basic", "基本合格"
    FAILED = "failed", "不合格"


class Post(models.TextChoices):
    """在编在岗 of a year: registration asks for who holds a post and stands in it."""

    ESTABLISHED = "established", "在编在岗"
    CONTRACT = "contract", "非编聘用"
    AWAY = "away", "在编不在岗"
    NONE = "none", "未聘用"


class ProbationResult(models.TextChoices):
    PASSED = "passed", "考核合格"
    FAILED = "failed", "考核不合格"


class DueKind(models.TextChoices):
    FIRST = "first", "首次注册"
    PERIODIC = "periodic", "定期注册"
    AGAIN = "again", "再次申请"
    NONE = "none", "不参加"


class DueState(models.TextChoices):
    DUE = "due", "应注册"
    OVERDUE = "overdue", "已逾期"
    NOT_YET = "not_yet", "未到期"
    UNKNOWN = "unknown", "无法判断"


# Those a school prepares now.
CALLED = (DueState.DUE, DueState.OVERDUE)


class Status(models.TextChoices):
    """Of a condition: what no record shows is unknown."""

    MET = "met", "符合"
    NOT_MET = "not_met", "不符合"
    UNKNOWN = "unknown", "待核"
