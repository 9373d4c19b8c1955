"""Actions in words. Each app names its own in `AppConfig.ready()`."""

from collections.abc import Mapping

from portal.audit.enums import LOOK_PREFIX, Look

_labels: dict[str, str] = {f"{LOOK_PREFIX}{look.value}": f"查看{look.label}" for look in Look}


def register(labels: Mapping[str, str]) -> None:
    """{"accounts.sign_in": "登录", …}; an action without a label is shown by its name."""
    _labels.update(labels)


def label_of(action: str) -> str:
    return _labels.get(action, action)


def choices() -> list[tuple[str, str]]:
    return sorted(_labels.items(), key=lambda item: item[1])
