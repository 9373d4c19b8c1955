from django.db import models


class HoursKind(models.TextChoices):
    """科目 of 继续教育 (人社部令第25号 art. 7; Guangdong's third kind is the elective one)."""

    GENERAL = "general", "公需"
    PROFESSIONAL = "professional", "专业"
    ELECTIVE = "elective", "选修"


class Source(models.TextChoices):
    """Who put an entry into the ledger."""

    SCHOOL_IMPORT = "school_import", "学校导入"
    SCHOOL_ENTRY = "school_entry", "学校录入"
    PLATFORM = "platform", "平台课程"
    CLAIM = "claim", "学时申报"
    CORRECTION = "correction", "更正"


# What a school vouches for itself: these it may also correct.
OF_THE_SCHOOL = (Source.SCHOOL_IMPORT, Source.SCHOOL_ENTRY, Source.CORRECTION)


class Standing(models.TextChoices):
    """Where a teacher stands against the year's requirement."""

    MET = "met", "已达标"
    SHORT = "short", "未达标"
    NONE = "none", "没有学时"


class ImportState(models.TextChoices):
    READING = "reading", "正在检查"
    UNREADABLE = "unreadable", "不能读取"
    CHECKED = "checked", "待确认"
    IMPORTING = "importing", "正在导入"
    DONE = "done", "已导入"
    DISCARDED = "discarded", "已放弃"


class RowState(models.TextChoices):
    """`ready` and `wrong` are what the dry run found; the other two what the import did."""

    READY = "ready", "可以导入"
    WRONG = "wrong", "有问题"
    DONE = "done", "已导入"
    REFUSED = "refused", "没有导入"
