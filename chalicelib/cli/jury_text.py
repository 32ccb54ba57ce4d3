"""What is before the jury, as lines of text."""

from collections.abc import Iterator
from typing import Any

View = dict[str, Any]


def session(view: View) -> Iterator[str]:
    """A session's page."""
    yield f"Session {view['number']} of {view['date']}, {view['centre']}"
    yield f"finalized {view['finalized_at'][:16]}; {_state(view)}"
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
    yield f"{view['at'][:16]} {view['subject']} round {view['round']}: {what} by {view['by']} ({votes})"
    for vote in view["votes"]:
        yield f"  {vote['name'] or 'member {place}'.format(**vote)}: {_choice(vote)}: {vote['reason']}"


def _choice(view: View) -> str:
    named = [*map(str, view["left_out"]), *view["withheld"]]
    return " ".join([view["choice"], *named])


def _state(view: View) -> str:
    if view["published_at"]:
        return f"published {view['published_at'][:16]}, {view['open']} open"
    return f"{view['open']} open" if view["open"] else "everything is decided"


def _question(view: View) -> str:
    if not view["open"]:
        return f"round {view['round']} is decided"
    mine = f", you: {_choice(view['my_vote'])}" if view["my_vote"] else ""
    voted = f"{view['voted']} of {view['eligible']} voted, quorum {view['quorum']}"
    return f"round {view['round']}, {voted}, until {view['deadline'][:16]}{mine}"


def _pix(view: View) -> str:
    low, high = view["interval"]
    return f"{view['answers']} answers, {view['pix']} pix ({low} to {high})"


def _report(view: View) -> str:
    number = f" on question {view['number']}" if view["number"] else ""
    trouble = f" {view['trouble']}" if view["trouble"] else ""
    return f"{view['category']}{trouble}{number} by {view['role']}{', settled' * view['resolved']}: {view['text']}"


def _test(view: View | None) -> Iterator[str]:
    if view is None:
        yield "  the log cannot be read"
        return
    reason = f", {view['abort_reason']}" if view["abort_reason"] else ""
    yield f"  test {view['started_at'][:16]} to {(view['ended_at'] or '')[:16]}, ended by {view['ended_by']}{reason}"
    for asked in view["questions"]:
        seconds = f" {asked['seconds']:g} s" if asked["seconds"] is not None else ""
        alert = f"; alert {asked['alert']}: {asked['alert_text']}" if asked["alert"] else ""
        place = f"{asked['competence']} level {asked['level']}"
        alert = f"{', left the page' * asked['focus_lost']}{alert}"
        yield f"  {asked['number']:>3} {place} {asked['outcome']}{seconds}{alert}"


def _result(view: View, titles: dict[str, str]) -> Iterator[str]:
    left_out = f", without {', '.join(map(str, view['left_out']))}" if view["left_out"] else ""
    figures = f"{_pix(view)}, ability {view['ability']:.2f} ± {view['error']:.2f}"
    yield f"  result {view['number']} ({view['why']}{left_out}): {view['status']}, {figures}"
    for part in view["competences"]:
        likely = part["probabilities"][part["level"]]
        named = f"{part['competence']} {titles.get(part['competence'], '')}".rstrip()
        yield f"      {named}: level {part['level']} ({likely:.0%}), {part['pix']} pix"
