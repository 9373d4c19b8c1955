"""A small HTTP server for the simulators: (method, path) → a function."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

_LARGEST_BODY: Final = 1024 * 1024
JSON_TYPE: Final = "application/json; charset=utf-8"


@dataclass(frozen=True)
class Request:
    """Query and form parameters by name; the last of a name counts."""

    method: str
    query: dict[str, str]
    form: dict[str, str]


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    content_type: str = JSON_TYPE


# None: the connection is closed without an answer, as when a line breaks.
Handler = Callable[[Request], Answer | None]
Routes = Mapping[tuple[str, str], Handler]


def as_json(value: Any, status: int = 200) -> Answer:
    return Answer(status, json.dumps(value, ensure_ascii=False).encode())


class SimulatorServer(ThreadingHTTPServer):
    """Serves the routes on 127.0.0.1; port 0 takes a free one."""

    daemon_threads = True

    def __init__(self, port: int, routes: Routes) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.routes = routes

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no event."""


class _Handler(BaseHTTPRequestHandler):
    server: SimulatorServer
    timeout = 60

    def do_GET(self) -> None:
        self._serve({})

    def do_POST(self) -> None:
        length = min(int(self.headers.get("Content-Length") or 0), _LARGEST_BODY)
        body = self.rfile.read(length).decode("utf-8", "replace")
        self._serve(dict(parse_qsl(body, keep_blank_values=True)))

    def _serve(self, form: dict[str, str]) -> None:
        parts = urlsplit(self.path)
        path = parts.path.rstrip("/") or "/"
        handler = self.server.routes.get((self.command, path))
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        request = Request(self.command, query, form)
        answer = handler(request) if handler else as_json({"Code": "NotFound"}, 404)
        if answer is None:
            self.close_connection = True
            return
        self._write(answer)

    def _write(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Numbers and codes stay out of the log."""
