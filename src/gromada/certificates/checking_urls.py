"""The page that checks a file, an address of its own because it belongs to no certificate."""

from django.urls import path

from gromada.certificates import checking_views as views

app_name = "checking"
urlpatterns = [path("", views.check_file, name="file")]
