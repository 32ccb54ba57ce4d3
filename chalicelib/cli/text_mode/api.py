"""The API as a text-mode client sees it: JSON in and out, a session that renews itself, problems as exceptions."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from http.cookies import SimpleCookie
from typing import Any

COOKIE = "pix_refresh"
TIMEOUT = 30
Reply = tuple[int, dict[str, str], bytes]
Send = Callable[[str, str, dict[str, str], bytes | None], Reply]


class Problem(Exception):
    """A refusal: its stable code, and what it says in the reader's language."""

    def __init__(self, code: str, title: str) -> None:
        super().__init__(f"{title} ({code})")
        self.code, self.title = code, title


class Unreachable(Exception):
    """No reply; the same request may be sent again."""


def send(method: str, url: str, headers: dict[str, str], body: bytes | None) -> Reply:
    """One request by urllib: status, headers in lower case, body. Raises Unreachable."""
    try:
        request = urllib.request.Request(url, data=body, headers=headers, method=method)  # noqa: S310 - the user's own URL
        with urllib.request.urlopen(request, timeout=TIMEOUT) as reply:  # noqa: S310
            return reply.status, {name.lower(): value for name, value in reply.headers.items()}, reply.read()
    except urllib.error.HTTPError as error:
        return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()
    except (OSError, HTTPException) as error:
        raise Unreachable(f"{url} does not answer: {getattr(error, 'reason', error)}") from None
    except ValueError:
        raise Unreachable(f"{url!r} is no address of an API: it begins with https://") from None


class Api:
    """One caller of one API."""

    def __init__(self, base: str, language: str, send: Send = send) -> None:
        self.base, self._language, self._send = base.rstrip("/"), language, send
        self._token = self._cookie = ""

    def sign_in(self, email: str, password: str, application: str = "learner") -> None:
        """Begin a session: a learner's lasts as long as its refresh token, others' as long as the access token."""
        self._begin("/v1/sessions", {"email": email, "password": password, "application": application})

    def use(self, token: str) -> None:
        """Go on with an access token, for example a demo's."""
        self._token = token

    def get(self, path: str) -> Any:
        """The body of a reply."""
        return self._call("GET", path)

    def post(self, path: str, body: Any = None) -> Any:
        """The body of a reply."""
        return self._call("POST", path, {} if body is None else body)

    def address(self, path: str) -> str:
        """Where something of this API is, for a browser."""
        return path if "://" in path else self.base + path

    def download(self, path: str) -> bytes:
        """A file of a question."""
        status, _, content = self._send("GET", self.address(path), {}, None)
        if status != 200:
            raise Unreachable(f"{self.address(path)} answers {status}.")
        return content

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        try:
            return self._once(method, path, body)[1]
        except Problem as problem:
            if problem.code != "unauthenticated" or not self._cookie:
                raise
            self._begin("/v1/sessions/refresh", None)
            return self._once(method, path, body)[1]

    def _begin(self, path: str, body: Any) -> None:
        headers, session = self._once("POST", path, body)
        self._token = session["access_token"]
        given = SimpleCookie(headers.get("set-cookie", "")).get(COOKIE)
        self._cookie = given.value if given else self._cookie

    def _once(self, method: str, path: str, body: Any) -> tuple[dict[str, str], Any]:
        headers = {"Accept-Language": self._language, "Content-Type": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        if self._cookie and path.startswith("/v1/sessions"):
            headers["Cookie"] = f"{COOKIE}={self._cookie}"
        sent = None if body is None else json.dumps(body).encode()
        status, received, content = self._send(method, self.base + path, headers, sent)
        if status < 400:
            return received, _read(status, content) if content else None
        raise _problem(status, content)


def _read(status: int, content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        raise Unreachable(f"The API answers {status}, and not in its own words. Is --api its address?") from None


def _problem(status: int, content: bytes) -> Exception:
    try:
        known = json.loads(content)
        return Problem(known["code"], known["title"])
    except (ValueError, KeyError, TypeError):
        return Unreachable(f"The API answers {status}, and not in its own words.")
