"""Scorecards, marks on tutorials and goals in DynamoDB: the only place of this room that knows keys.

learner#<id>   scorecard#<competence>    the projection, with its version
learner#<id>   tutorial#<id>             saved, rating
learner#<id>   goal#<competence>         the level aimed at
"""

from collections.abc import Mapping

import msgspec
from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import PutError

from chalicelib.profile.model import Scorecard
from chalicelib.profile.ports import Mark
from chalicelib.shared.tables import Limits, Row, is_condition_failure


class ProfileRow(Row):
    """One item of the `learning` table; `data` is JSON, `version` orders projections."""

    class Meta(Limits):
        """Table settings; `bind` completes the name."""

        table_name = "learning"

    data = UnicodeAttribute()
    version = UnicodeAttribute(null=True)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _partition(learner: str) -> str:
    return f"learner#{learner}"


class DynamoProfileStore:
    """The port `ProfileStore` on the learning table."""

    def scorecards(self, learner: str) -> dict[str, Scorecard]:
        """Every stored projection, by competence; one query."""
        found = self._rows(learner, "scorecard#")
        return {key: msgspec.json.decode(data, type=Scorecard) for key, data in found.items()}

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
        found = self._rows(learner, "tutorial#")
        return {key: msgspec.json.decode(data, type=Mark) for key, data in found.items()}

    def save_mark(self, learner: str, tutorial: str, mark: Mark) -> None:
        """The last word counts: a mark is the learner's own and has no history."""
        ProfileRow(pk=_partition(learner), sk=f"tutorial#{tutorial}", data=_json(mark)).save()

    def goals(self, learner: str) -> Mapping[str, int]:
        """The level aimed at, by competence."""
        return {key: int(data) for key, data in self._rows(learner, "goal#").items()}

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

    def _rows(self, learner: str, prefix: str) -> dict[str, str]:
        rows = ProfileRow.query(_partition(learner), ProfileRow.sk.startswith(prefix), consistent_read=True)
        return {row.sk.removeprefix(prefix): row.data for row in rows}
