"""Refusals of the content room."""

from chalicelib.shared.errors import PixError


class ContentUnpublished(PixError):
    """Nothing has been published yet, or a release that is asked for is gone."""

    code = "content-unpublished"
