"""`pix content preview`: one challenge in the browser, every variant and language, answered and corrected."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import msgspec

from chalicelib.content import environment_pages
from chalicelib.content.bank import Bank
from chalicelib.content.compile import Compiler
from chalicelib.grading import AnswerKey, Circumstances, grade

_PAGE = Path(__file__).with_name("preview.html")
_OURS = "default-src 'self'; script-src 'unsafe-inline'; style-src 'unsafe-inline'"
_LESSON = "default-src 'none'; style-src 'unsafe-inline'"

Environ = dict[str, Any]
StartResponse = Callable[..., Any]


class Preview:
    """A WSGI application. It reads the files again at each page load, so that an author edits and reloads."""

    def __init__(self, load_bank: Callable[[], Bank], challenge_id: str) -> None:
        self._load = load_bank
        self.challenge_id = challenge_id
        self.compile()

    def compile(self) -> None:
        """Read and compile the challenge. Raises LookupError when there is no such challenge."""
        bank = self._load()
        found = next(((t, s, c) for t, s, c in bank.challenges() if c.id == self.challenge_id), None)
        if found is None:
            raise LookupError(f"no challenge {self.challenge_id} can be read: `pix content check` says why")
        compiler = Compiler(bank)
        self.bodies = {(b.question.variant, b.question.language): b for b in compiler.bodies(*found)}
        self.objects = compiler.parts.objects

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        """Serve one request."""
        path = environ["PATH_INFO"]
        if path == "/":
            environment_pages.build.cache_clear()
            self.compile()
            return _answer(start, _PAGE.read_bytes(), "text/html; charset=utf-8", _OURS)
        if path == "/challenge":
            return _answer(start, self._all(), "application/json")
        if path == "/grade":
            return _answer(start, self._grade(environ), "application/json")
        return self._object(path.removeprefix("/"), start)

    def _all(self) -> bytes:
        languages = sorted({language for _, language in self.bodies}, reverse=True)
        variants = sorted({variant for variant, _ in self.bodies})
        questions = {f"{v}/{language}": body.question for (v, language), body in self.bodies.items()}
        return msgspec.json.encode({"languages": languages, "variants": variants, "questions": questions})

    def _grade(self, environ: Environ) -> bytes:
        query = parse_qs(environ["QUERY_STRING"])
        body = self.bodies[int(query["variant"][0]), query["language"][0]]
        value = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        calm = Circumstances(seconds_left=None, focus_lost=False, focused=False, context="training", skipped=False)
        found = grade(AnswerKey.from_mapping(body.correction.key), value, calm)
        return msgspec.json.encode({"result": found.result, "correction": body.correction})

    def _object(self, key: str, start: StartResponse) -> Iterable[bytes]:
        asset = self.objects.get(key)
        if asset is None:
            start("404 Not Found", [("Content-Type", "text/plain")])
            return [b"not found"]
        policy = environment_pages.CONTENT_SECURITY_POLICY if key.startswith("environments/") else _LESSON
        return _answer(start, asset.body, asset.media_type, policy)


def _answer(start: StartResponse, body: bytes, media_type: str, policy: str = "default-src 'none'") -> Iterable[bytes]:
    start("200 OK", [("Content-Type", media_type), ("Content-Security-Policy", policy), ("Cache-Control", "no-store")])
    return [body]
