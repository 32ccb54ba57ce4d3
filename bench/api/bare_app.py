"""The named peer of bench/api_throughput.py: what a Chalice + pynamodb app does at least, and nothing else.

One route: it reads a partition consistently and appends an item by a conditional write.
"""

import os

from chalice.app import Chalice
from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

app = Chalice(app_name="bare")


class Item(Model):
    """One item."""

    class Meta:
        table_name = os.environ.get("PIX_TABLE_PREFIX", "pix") + "-learning"
        billing_mode = "PAY_PER_REQUEST"
        max_pool_connections = 32

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    data = UnicodeAttribute()


@app.route("/v1/lists/{name}", methods=["POST"])
def append(name: str) -> dict[str, object]:
    items = [item.data for item in Item.query(f"bare#{name}", consistent_read=True)]
    body = app.current_request.json_body
    Item(pk=f"bare#{name}", sk=f"{len(items):05d}", data=body["text"]).save(condition=Item.pk.does_not_exist())
    return {"name": name, "length": len(items) + 1, "text": body["text"]}


if __name__ == "__main__":
    from chalicelib.local.gateway import gateway
    from chalicelib.local.serving import serve

    serve(gateway(app), "127.0.0.1", int(os.environ["PIX_LOCAL_PORT"]), threads=16)
