"""Addresses of the public directory."""

from __future__ import annotations

from django.urls import path

from yimen.doors.portal.views import directory

urlpatterns = [
    path("portal/directory/", directory.directory),
    path("portal/directory/department/<slug:office>/", directory.department),
    path("portal/directory/matter/<str:code>/", directory.matter),
]
