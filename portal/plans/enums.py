from django.db import models


class PlanState(models.TextChoices):
    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤回"


class Phase(models.TextChoices):
    """What a plan is to the people it concerns, at a moment."""

    DRAFT = "draft", "草稿"
    BEFORE = "before", "未开始"
    OPEN = "open", "进行中"
    OVER = "over", "已结束"
    WITHDRAWN = "withdrawn", "已撤回"


class Holder(models.TextChoices):
    """Who reviews at a stage, seen from the applicant's unit."""

    UNIT = "unit", "学校"
    BASE = "base", "基地"
    COUNTY = "county", "县级教育行政部门"
    CITY = "city", "市级教育行政部门"
    PROVINCE = "province", "省级教育行政部门"
    PLAN = "plan", "组织单位"
