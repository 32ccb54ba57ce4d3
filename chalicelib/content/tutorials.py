"""The tutorials of the bank, each under one id however often it is used."""

from collections.abc import Callable
from pathlib import Path

from chalicelib.content import lessons, model, source
from chalicelib.content.assets import Asset, digest
from chalicelib.content.bank import BankSkill, BankTopic
from chalicelib.content.texts import in_language, texts


class Tutorials:
    """The tutorials of the bank, each under one id however often it is used."""

    def __init__(self, lesson_folder: Path, place: Callable[[Asset], str]) -> None:
        self._folder = lesson_folder
        self._place = place
        self.found: dict[str, model.Tutorial] = {}

    def ids(self, topic: BankTopic, skill: BankSkill) -> tuple[str, ...]:
        """The tutorials of a skill: its own, then the topic's."""
        written = [*skill.written.tutorials, *topic.written.tutorials]
        return tuple(dict.fromkeys(self._add(each) for each in written))

    def links(self, topic: BankTopic, skill: BankSkill, language: str) -> tuple[model.TutorialLink, ...]:
        """The same, as shown in one language."""
        return tuple(link(self.found[each], language) for each in self.ids(topic, skill))

    def _add(self, written: source.Tutorial) -> str:
        made = self._lesson(written.lesson) if written.lesson else _page(written)
        self.found[made.id] = made
        return made.id

    def _lesson(self, name: str) -> model.Tutorial:
        known = self.found.get(f"lesson-{name}")
        if known:
            return known
        found = {each: lessons.read_lesson(self._folder, name, each) for each in ("fr", "en", "de")}
        parts = {language: lesson for language, lesson in found.items() if lesson}
        return model.Tutorial(
            id=f"lesson-{name}",
            title={language: lesson.title for language, lesson in parts.items()},
            kind="lesson",
            minutes=max(lesson.minutes for lesson in parts.values()),
            source={"fr": "Pix", "en": "Pix"},
            url={
                language: self._place(_page_asset(f"{name}.{language}.html", lesson.page))
                for language, lesson in parts.items()
            },
        )


def _page_asset(name: str, page: bytes) -> Asset:
    """Under `environments/`, whose pages may have their own style; what lies under `objects/` may not."""
    return Asset(f"environments/{digest(page)}/{name}", name, page, "text/html; charset=utf-8")


def _page(written: source.Tutorial) -> model.Tutorial:
    url = texts(written.url)
    return model.Tutorial(
        id=f"page-{digest(repr(sorted(url.items())).encode())[:10]}",
        title=texts(written.title),
        kind=written.kind,
        minutes=written.minutes or 5,
        source=texts(written.source),
        url=url,
    )


def link(tutorial: model.Tutorial, language: str) -> model.TutorialLink:
    """A tutorial in one language."""
    return model.TutorialLink(
        id=tutorial.id,
        title=in_language(tutorial.title, language),
        kind=tutorial.kind,
        minutes=tutorial.minutes,
        source=in_language(tutorial.source, language),
        url=in_language(tutorial.url, language),
    )
