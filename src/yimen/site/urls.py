"""All addresses of the house, door by door."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from yimen.doors.kit import sign_in, style

urlpatterns: list[URLPattern | URLResolver] = [
    path("", sign_in.home),
    path("sign-in/", sign_in.sign_in),
    path("sign-out/", sign_in.sign_out),
    path("language/", sign_in.language),
    path("style/", style.style),
    path("", include("yimen.doors.counter.urls")),
    path("", include("yimen.doors.desk.urls")),
    path("", include("yimen.doors.control.urls")),
    path("", include("yimen.doors.inbound.urls")),
    path("", include("yimen.doors.portal.urls")),
    path("api/v1/", include("yimen.doors.api.urls")),
]
handler400 = "yimen.doors.kit.answers.bad_request"
handler404 = "yimen.doors.kit.answers.page_not_found"
handler500 = "yimen.doors.kit.answers.program_failed"
