"""The Chalice application: blueprints and worker functions, nothing else."""

from chalice.app import Chalice

from chalicelib import health
from chalicelib.accounts import routes as accounts
from chalicelib.assessment import routes as assessment
from chalicelib.profile import routes as profile

app = Chalice(app_name="pix")
for room in (health, accounts, assessment, profile):
    app.register_blueprint(room.edge.blueprint)
