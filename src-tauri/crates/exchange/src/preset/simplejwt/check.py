"""check.py CONFIG [--user NAME]: checks tokens with an exported `simplejwt` or `simplejwt-stateless` config, in a real
Django with REST framework and simplejwt. See tests/counterparts/verdict.py.

--user NAME adds NAME to the app's user table; --inactive-user NAME adds an inactive user.
"""

import argparse
import sys

sys.dont_write_bytecode = True
from verdict import accepted, answer, load, refused

arguments = argparse.ArgumentParser()
arguments.add_argument("config")
arguments.add_argument("--user")
arguments.add_argument("--inactive-user")
arguments = arguments.parse_args()

config = load(arguments.config)

import django
from django.conf import settings

settings.configure(
    # The names that `from portreeve_jwt import *` adds to settings.py.
    **{name: value for name, value in config.items() if name.isupper()},
    SECRET_KEY="of this test app alone, and in no token",
    ALLOWED_HOSTS=["testserver"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework"],
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [config["PORTREEVE_AUTHENTICATION_CLASS"]],
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    },
)
django.setup()

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import path
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.views import APIView


class WhoAmI(APIView):
    def get(self, request):
        user = request.user
        # A user in the app's own table is identified by name, a TokenUser by the id in the token.
        return Response({"subject": user.get_username() or user.id})


urlpatterns = [path("who/", WhoAmI.as_view())]

call_command("migrate", verbosity=0)
for name, is_active in [(arguments.user, True), (arguments.inactive_user, False)]:
    if name:
        get_user_model().objects.create_user(name, is_active=is_active)



def judge(token):
    said = APIClient().get("/who/", HTTP_AUTHORIZATION=f"Bearer {token}")
    if said.status_code == 200:
        return accepted(said.data["subject"])
    if said.status_code == 401:
        return refused(said.json())
    raise RuntimeError(f"the app answered {said.status_code}: {said.content!r}")


answer(judge)
