from django.db import models


class BodyKind(models.TextChoices):
    """Kinds of body in the tree province → city → county → school, base, point (A16)."""

    PROVINCE = "province", "省级教育行政部门"
    CITY = "city", "市级教育行政部门"
    COUNTY = "county", "县级教育行政部门"
    SCHOOL = "school", "学校"
    BASE = "base", "基地"
    POINT = "point", "确认点"


class SchoolKind(models.TextChoices):
    """学校属性; the dual-qualified track follows from it (C2)."""

    KINDERGARTEN = "kindergarten", "幼儿园"
    PRIMARY = "primary", "小学"
    JUNIOR = "junior", "初级中学"
    SENIOR = "senior", "高级中学"
    NINE_YEAR = "nine_year", "九年一贯制学校"
    SECONDARY_VOCATIONAL = "secondary_vocational", "中等职业学校"
    HIGHER_VOCATIONAL = "higher_vocational", "高等职业学校"
    VOCATIONAL_UNIVERSITY = "vocational_university", "职业本科学校"
    UNIVERSITY = "university", "普通高等学校"
    SPECIAL = "special", "特殊教育学校"


class Ownership(models.TextChoices):
    PUBLIC = "public", "公办"
    PRIVATE = "private", "民办"
    OTHER = "other", "其他部门办"


class Role(models.TextChoices):
    """What a person does for a body. A teacher needs no role: their own data is theirs.

    System, security and audit administrators exclude one another (三员分立, GB/T 22239 level 3).
    """

    SCHOOL_ADMIN = "school_admin", "学校管理员"
    BASE_ADMIN = "base_admin", "基地管理员"
    BUREAU_ADMIN = "bureau_admin", "教育局管理员"
    REVIEWER = "reviewer", "审核人员"
    POINT_CLERK = "point_clerk", "确认点工作人员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


# 三员分立: one hand holds at most one of these.
SEPARATED_ROLES = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
BUREAUS = (BodyKind.PROVINCE, BodyKind.CITY, BodyKind.COUNTY)
