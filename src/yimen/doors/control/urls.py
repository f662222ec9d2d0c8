"""Addresses of the hall manager's door."""

from __future__ import annotations

from django.urls import path

from yimen.doors.control import views

urlpatterns = [path("control/", views.home), path("control/clock/", views.set_clock)]
