from django.db import models


class IdKind(models.TextChoices):
    """ID documents the source systems accept (domain facts §5.1)."""

    RESIDENT = "resident", "居民身份证"
    HMT_RESIDENCE = "hmt_residence", "港澳台居民居住证"
    HK_MACAO_PERMIT = "hk_macao_permit", "港澳居民来往内地通行证"
    TAIWAN_PERMIT = "taiwan_permit", "五年有效期台湾居民来往大陆通行证"


class Sex(models.TextChoices):
    """GB/T 2261.1."""

    MALE = "1", "男"
    FEMALE = "2", "女"


class CredentialKind(models.TextChoices):
    """资格种类: the tenth digit of the certificate's number (教师资格条例 art. 4)."""

    KINDERGARTEN = "1", "幼儿园教师资格"
    PRIMARY = "2", "小学教师资格"
    JUNIOR = "3", "初级中学教师资格"
    SENIOR = "4", "高级中学教师资格"
    SECONDARY_VOCATIONAL = "5", "中等职业学校教师资格"
    PRACTICE = "6", "中等职业学校实习指导教师资格"
    UNIVERSITY = "7", "高等学校教师资格"


class TeachingStage(models.TextChoices):
    """现任教学段: what the post asks a certificate for."""

    KINDERGARTEN = "kindergarten", "幼儿园"
    PRIMARY = "primary", "小学"
    JUNIOR = "junior", "初级中学"
    SENIOR = "senior", "高级中学"
    SECONDARY_VOCATIONAL = "secondary_vocational", "中等职业学校"
    PRACTICE = "practice", "中等职业学校（实习指导）"
    HIGHER = "higher", "高等学校"


class CredentialSource(models.TextChoices):
    """Where a certificate of a person's list comes from."""

    SYSTEM = "system", "系统同步"
    HAND = "hand", "本人添加"


class CredentialState(models.TextChoices):
    """证书状态 as the look-up of the national database names it; 换发 is a new copy of the same."""

    VALID = "valid", "正常"
    REPLACED = "replaced", "换发"
    REVOKED = "revoked", "撤销"
    LOST = "lost", "丧失"


class RegistrationKind(models.TextChoices):
    FIRST = "first", "首次注册"
    PERIODIC = "periodic", "定期注册"


class RegistrationOutcome(models.TextChoices):
    """注册结论 (教师〔2013〕9号)."""

    PASSED = "passed", "注册合格"
    DEFERRED = "deferred", "暂缓注册"
    FAILED = "failed", "注册不合格"


class SyncOutcome(models.TextChoices):
    """What came of asking the national certificate database."""

    MATCHED = "matched", "同步到证书"
    NAME_DIFFERS = "name_differs", "姓名不一致"
    NUMBER_UNKNOWN = "number_unknown", "查无此证件号码"
    ISSUED_BEFORE = "issued_before", "证书早于电子数据"
    UNREACHABLE = "unreachable", "证书库没有回应"
