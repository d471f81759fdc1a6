"""Files have addresses by the uid of a reference, never by their digest."""

from django.urls import path

from gromada.records import views

app_name = "records"
urlpatterns = [path("<uuid:uid>/", views.file, name="file")]
