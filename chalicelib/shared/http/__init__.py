"""The HTTP edge: declared routes, typed requests, problem documents, and the OpenAPI document made of them."""

from chalicelib.shared.http.edge import Edge
from chalicelib.shared.http.message import Reply, Request

__all__ = ["Edge", "Reply", "Request"]
