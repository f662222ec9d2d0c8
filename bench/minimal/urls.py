"""The one address of the minimal project."""

from django.urls import path

from bench.minimal.views import accept

urlpatterns = [path("accept/<uuid:application_id>/", accept)]
