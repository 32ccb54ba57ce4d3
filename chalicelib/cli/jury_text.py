"""What is before the jury, as lines of text."""

from collections.abc import Iterator
from typing import Any

View = dict[str, Any]
NO_ANSWER = "no answer: nothing can be said"


def session(view: View) -> Iterator[str]:
    """A session's page."""
    yield f"Session {view['number']} of {view['date']}, {view['centre']}"
    yield f"finalized {minute(view['finalized_at'])}; {_state(view)}"
    for remark in view["remarks"]:
        yield f"  the centre: {remark}"
    if view["comment"]:
        yield f"  its comment: {view['comment']}"
    if view["listed"]:
        yield f"List: {_question(view['listed']['question'])}"
        for test in view["listed"]["tests"]:
            yield f"  {test['candidate']} {test['status']} ({test['reason']}), {_pix(test)}"
    for each in view["cases"]:
        decided = f" -> {each['status']}" if each["status"] else ""
        yield f"Case {each['candidate']} ({', '.join(each['reasons'])}){decided}: {_question(each['question'])}"


def case(view: View) -> Iterator[str]:
    """One case at a glance."""
    yield f"Case {view['candidate']}: {', '.join(view['reasons'])}"
    yield f"  {_question(view['question'])}"
    if view["appeal"]:
        yield f"  appeal: {view['appeal']}"
    if view["words"]:
        yield f"  reopened: {view['words']}"
    for report in view["reports"]:
        yield f"  report {_report(report)}"
    yield from _test(view["test"])
    for result in view["results"]:
        yield from _result(result, view["competences"])
    yield "What each choice would make of it:"
    for each in view["consequences"]:
        left_out = f" {', '.join(map(str, each['left_out']))}" if each["left_out"] else ""
        yield f"  {each['choice']}{left_out}: {each['status']}, {each['pix']} pix"
    for each in view["question"]["decisions"]:
        yield from decision({"subject": view["candidate"], **each})


def decisions(view: View) -> list[View]:
    """Every decision of a session's page, in order of time."""
    found = [
        {"subject": "list", **each}
        for each in (view["listed"] or {"question": {"decisions": []}})["question"]["decisions"]
    ]
    for line in view["cases"]:
        found += [{"subject": line["candidate"], **each} for each in line["question"]["decisions"]]
    return sorted(found, key=lambda each: each["at"])


def decision(view: View) -> Iterator[str]:
    """One decision with its votes."""
    what = _choice(view)
    votes = f"{len(view['votes'])} of {view['eligible']} voted, quorum {view['quorum']}"
    yield f"{minute(view['at'])} {view['subject']} round {view['round']}: {what} by {view['by']} ({votes})"
    for vote in view["votes"]:
        yield f"  {vote['name'] or 'member {place}'.format(**vote)}: {_choice(vote)}: {vote['reason']}"


def _choice(view: View) -> str:
    named = [*map(str, view["left_out"]), *view["withheld"]]
    return " ".join([view["choice"], *named])


def _state(view: View) -> str:
    if view["published_at"]:
        return f"published {minute(view['published_at'])}, {view['open']} open"
    return f"{view['open']} open" if view["open"] else "everything is decided"


def _question(view: View) -> str:
    if not view["open"]:
        return f"round {view['round']} is decided"
    mine = f", you: {_choice(view['my_vote'])}" if view["my_vote"] else ""
    voted = f"{view['voted']} of {view['eligible']} voted, quorum {view['quorum']}"
    return f"round {view['round']}, {voted}, until {minute(view['deadline'])}{mine}"


def minute(moment: str) -> str:
    """A stored moment, to the minute."""
    return f"{moment[:16].replace('T', ' ')} UTC"


def _pix(view: View) -> str:
    if not view["answers"]:
        return NO_ANSWER
    low, high = view["interval"]
    return f"{_answers(view['answers'])}, {view['pix']} pix ({low} to {high})"


def _answers(number: int) -> str:
    return f"{number} answer{'s' * (number != 1)}"


def _report(view: View) -> str:
    number = f" on question {view['number']}" if view["number"] else ""
    trouble = f" {view['trouble']}" if view["trouble"] else ""
    return f"{view['category']}{trouble}{number} by {view['role']}{', settled' * view['resolved']}: {view['text']}"


def _test(view: View | None) -> Iterator[str]:
    if view is None:
        yield "  the log cannot be read"
        return
    reason = f", {view['abort_reason']}" if view["abort_reason"] else ""
    ended = (
        f" to {minute(view['ended_at'])}, ended by {view['ended_by']}{reason}" if view["ended_at"] else ", not ended"
    )
    yield f"  test {minute(view['started_at'])}{ended}; {len(view['questions'])} of {view['length']} questions asked"
    for asked in view["questions"]:
        seconds = f" {asked['seconds']:g} s" if asked["seconds"] is not None else ""
        alert = f"; alert {asked['alert']}: {asked['alert_text']}" if asked["alert"] else ""
        place = f"{asked['competence']} level {asked['level']}"
        alert = f"{', left the page' * asked['focus_lost']}{alert}"
        yield f"  {asked['number']:>3} {place} {asked['outcome']}{seconds}{alert}"


def _ability(view: View) -> str:
    return f", ability {view['ability']:.2f} ± {view['error']:.2f}" if view["answers"] else ""


def _result(view: View, titles: dict[str, str]) -> Iterator[str]:
    left_out = f", without {', '.join(map(str, view['left_out']))}" if view["left_out"] else ""
    wrong = f", {_answers(view['missing'])} missing and counted as wrong" if view["missing"] else ""
    yield f"  result {view['number']} ({view['why']}{left_out}): {view['status']}, {_pix(view)}{wrong}{_ability(view)}"
    if not view["answers"]:
        return
    for part in view["competences"]:
        likely = part["probabilities"][part["level"]]
        named = f"{part['competence']} {titles.get(part['competence'], '')}".rstrip()
        yield f"      {named}: level {part['level']} ({likely:.0%}), {part['pix']} pix"
