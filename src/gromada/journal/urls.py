from django.urls import path

from gromada.journal import views

app_name = "journal"
urlpatterns = [path(".well-known/gromada-journal.json", views.published_heads, name="heads")]
