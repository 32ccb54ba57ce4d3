"""The blind review: what counts as agreement."""

from pathlib import Path

from chalicelib.content.bank import load
from chalicelib.content.review import Answer, review, seal, sheets

from .conftest import TOPIC


def answers(root: Path, given: dict[str, object]) -> list[Answer]:
    """One answer to each of the questions named, sealed as they are now."""
    found = {sheet.question.id: sheet for sheet in sheets(load(root), "fr")}
    return [
        Answer(id=name, variant=0, language="fr", seal=found[name].seal, answer=answer)  # type: ignore[arg-type]
        for name, answer in given.items()
    ]


def test_sheets_hold_no_solution(bank: Path) -> None:
    """A reader who sees the solution reviews nothing."""
    for sheet in sheets(load(bank), "fr"):
        assert not hasattr(sheet, "correction")
        assert sheet.seal == seal(sheet.question)


def test_agreement_is_counted_by_the_real_grader(bank: Path) -> None:
    """Right, wrong, and not answered."""
    found = review(load(bank), answers(bank, {"sorting-1-b": "2", "sorting-1-c": {"a": "ete", "b": "z"}}))
    assert (found.questions, found.answered, found.agreed, found.open) == (4, 2, 1, 2)
    assert found.disagreed == [("sorting-1-c", 0, "fr", {"a": "ete", "b": "z"})]


def test_an_answer_from_before_a_change_does_not_count(bank: Path) -> None:
    """What disagreed is mended and answered again; the old answer must not count for the new text."""
    before = answers(bank, {"sorting-1-b": "3"})
    (bank / "core" / "1.2" / "sorting.yaml").write_text(TOPIC.replace("Combien font {a} + 1 ?", "Que font {a} + 1 ?"))
    assert review(load(bank), before).stale == 1
    again = [*before, *answers(bank, {"sorting-1-b": "2"})]
    assert (review(load(bank), again).stale, review(load(bank), again).agreed) == (0, 1)
