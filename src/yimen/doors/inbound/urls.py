"""Addresses for departments' own systems."""

from __future__ import annotations

from django.urls import path

from yimen.doors.inbound import views

urlpatterns = [path("inbound/<slug:system>/", views.answer_from)]
