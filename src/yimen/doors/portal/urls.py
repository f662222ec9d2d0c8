"""Addresses of the portal. Nobody signs in here."""

from __future__ import annotations

from django.urls import include, path

from yimen.doors.portal.views import home, verify

urlpatterns = [
    path("portal/", home.home),
    path("", include("yimen.doors.portal.directory_urls")),
    path("verify/", verify.verify),
    path("verify/file/", verify.verify_upload),
    path("verify/<slug:token>/", verify.verify_paper),
]
