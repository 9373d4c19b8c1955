"""What the home page tells everybody: announcements, frequent questions, files to download."""

from django.db import models

from portal.organisations.models import Body


class Announcement(models.Model):
    """公告. Shown from `published_at` on, until `withdrawn_at`."""

    title = models.CharField(max_length=120)
    text = models.TextField()
    issuer = models.ForeignKey(Body, models.PROTECT, related_name="announcements")
    pinned = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-pinned", "-published_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """常见问题, with its answer."""

    question = models.CharField(max_length=120, unique=True)
    answer = models.TextField()
    topic = models.CharField(max_length=30)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.question


class Download(models.Model):
    """资料下载: a file everybody may have."""

    title = models.CharField(max_length=120)
    note = models.CharField(max_length=200, blank=True)
    document = models.UUIDField()
    file_name = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    issuer = models.ForeignKey(Body, models.PROTECT, related_name="downloads")
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return self.title
