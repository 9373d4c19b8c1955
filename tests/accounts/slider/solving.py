"""Knowing the answer: tests look into the server's own store."""

from django.core.cache import cache


def solution(name: str) -> int:
    """Where the piece of this handed-out puzzle belongs."""
    return cache.get(f"slider:puzzle:{name}")[2]


def ticket(client, purpose: str = "sign-in") -> str:
    """A ticket as a person gets it: by the two addresses of the slider."""
    name = client.post(f"/slider/{purpose}/").json()["name"]
    answer = client.post(f"/slider/{purpose}/check/", {"name": name, "x": solution(name)})
    return answer.json()["ticket"]
