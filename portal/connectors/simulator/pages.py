"""What the simulators show of themselves: mails as JSON, health, and a plain page."""

from typing import Final

from portal.connectors.simulator.shelf import Shelf
from portal.connectors.simulator.web import Answer, Request, Routes, as_json

_MOST_SHOWN: Final = 100
_PAGE: Final = """<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>模拟器</title>
<h1>模拟器正在运行</h1>
<p>这里代替短信网关、实名核验、教师资格证书库和邮件服务器，不会真的发出任何内容。</p>
<ul>
<li><a href="/sms/messages">收到的短信（JSON）</a></li>
<li><a href="/mails">收到的邮件（JSON）</a></li>
</ul>
<p>要像手机一样查看短信和邮件，请打开门户的“演示手机”页面。</p>
"""


class Pages:
    def __init__(self, mails: Shelf) -> None:
        self._mails = mails

    def routes(self) -> Routes:
        return {
            ("GET", "/"): self.index,
            ("GET", "/healthz"): self.health,
            ("GET", "/mails"): self.list_mails,
        }

    def index(self, request: Request) -> Answer:
        return Answer(200, _PAGE.encode(), "text/html; charset=utf-8")

    def health(self, request: Request) -> Answer:
        return as_json({"ok": True})

    def list_mails(self, request: Request) -> Answer:
        return as_json({"mails": self._mails.newest(_MOST_SHOWN)})
