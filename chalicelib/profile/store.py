"""Scorecards, marks on tutorials and goals in DynamoDB: the only place of this room that knows keys.

learner#<id>   scorecard#<competence>    the projection, with its version
learner#<id>   tutorial#<id>             saved, rating
learner#<id>   goal#<competence>         the level aimed at
"""

from collections.abc import Mapping

import msgspec
from pynamodb.attributes import BooleanAttribute, UnicodeAttribute
from pynamodb.exceptions import PutError
from pynamodb.expressions.update import Action

from chalicelib.profile.model import Scorecard
from chalicelib.profile.ports import Mark, Rating
from chalicelib.shared.tables import Limits, Row, is_condition_failure


class ProfileRow(Row):
    """One item of the `learning` table; `data` is JSON, `version` orders projections."""

    class Meta(Limits):
        """Table settings; `bind` completes the name."""

        table_name = "learning"

    data = UnicodeAttribute(null=True)
    version = UnicodeAttribute(null=True)
    saved = BooleanAttribute(null=True)
    rating = UnicodeAttribute(null=True)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _partition(learner: str) -> str:
    return f"learner#{learner}"


class DynamoProfileStore:
    """The port `ProfileStore` on the learning table."""

    def scorecards(self, learner: str) -> dict[str, Scorecard]:
        """Every stored projection, by competence; one query."""
        rows = self._rows(learner, "scorecard#")
        return {key: msgspec.json.decode(row.data, type=Scorecard) for key, row in rows.items()}

    def save_scorecard(self, learner: str, card: Scorecard) -> None:
        """Keep it unless a later one is there: a projection never goes back."""
        row = ProfileRow(
            pk=_partition(learner), sk=f"scorecard#{card.competence}", data=_json(card), version=card.version
        )
        try:
            row.save(condition=ProfileRow.pk.does_not_exist() | (ProfileRow.version < card.version))
        except PutError as error:
            if not is_condition_failure(error):
                raise

    def marks(self, learner: str) -> Mapping[str, Mark]:
        """What the learner did with tutorials, by tutorial id."""
        rows = self._rows(learner, "tutorial#")
        return {
            key: msgspec.convert({"saved": bool(row.saved), "rating": row.rating}, Mark) for key, row in rows.items()
        }

    def change_mark(self, learner: str, tutorial: str, saved: bool | None, rating: Rating | None) -> None:
        """One update of what is given: a mark is the learner's own and has no history."""
        changes: list[Action] = [ProfileRow.saved.set(saved)] if saved is not None else []
        changes += [ProfileRow.rating.set(rating)] if rating is not None else []
        if changes:
            ProfileRow(pk=_partition(learner), sk=f"tutorial#{tutorial}").update(actions=changes)

    def goals(self, learner: str) -> Mapping[str, int]:
        """The level aimed at, by competence."""
        return {key: int(row.data) for key, row in self._rows(learner, "goal#").items()}

    def save_goal(self, learner: str, competence: str, level: int | None) -> None:
        """Set or, with None, forget a goal."""
        row = ProfileRow(pk=_partition(learner), sk=f"goal#{competence}", data=str(level))
        if level is None:
            row.delete()
        else:
            row.save()

    def forget(self, learner: str) -> None:
        """Delete projections, marks and goals one by one."""
        for prefix in ("scorecard#", "tutorial#", "goal#"):
            for key in self._rows(learner, prefix):
                ProfileRow(pk=_partition(learner), sk=prefix + key).delete()

    def _rows(self, learner: str, prefix: str) -> dict[str, ProfileRow]:
        rows = ProfileRow.query(_partition(learner), ProfileRow.sk.startswith(prefix), consistent_read=True)
        return {row.sk.removeprefix(prefix): row for row in rows}
