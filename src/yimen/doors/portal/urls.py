"""Addresses of the portal. Nobody signs in here."""

from __future__ import annotations

from django.urls import include, path

from yimen.doors.portal.views import home

urlpatterns = [path("portal/", home.home), path("", include("yimen.doors.portal.directory_urls"))]
