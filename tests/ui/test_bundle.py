"""The stylesheet: every file once, in its layer; and where colours and sizes may be written."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from gromada.ui import apps, bundle, fonts

FILES = sorted(path for path in bundle.SOURCES.rglob("*.css") if path.name != "main.css")


def test_main_names_every_file_once() -> None:
    assert sorted(path for _layer, path in bundle.sources()) == FILES


def test_the_joined_file_has_the_order_of_layers_and_asks_for_nothing_more() -> None:
    css = bundle.css()
    assert css.startswith("@layer reset, tokens, base, layout, components, pages, utilities;")
    assert "@import" not in css and "/*" not in css
    assert css.count("@layer components {") == len(list((bundle.SOURCES / "components").glob("*.css")))
    assert css.count("{") == css.count("}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_colour_is_written_in_tokens_only(path: Path) -> None:
    source = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    if path.name != "tokens.css":
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(|\b(?:white|black|red|green)\s*[;}]", source)
    assert "!important" not in source
    assert "url(" not in source or path.name == "fonts.css"


def test_every_token_that_is_used_is_there() -> None:
    css = bundle.css()
    used = {name for name in re.findall(r"var\((--[\w-]+)", css) if not name.startswith("--_")}
    assert used <= set(re.findall(r"(--[\w-]+):", (bundle.SOURCES / "tokens.css").read_text(encoding="utf-8")))


def test_the_typeface_is_in_the_wheel() -> None:
    named = re.findall(r'fonts/([\w.-]+)"', (bundle.SOURCES / "fonts.css").read_text(encoding="utf-8"))
    assert sorted(named) == sorted(fonts.CUTS)
    assert all((fonts.FOLDER / name).is_file() for name in named)


@pytest.mark.parametrize(
    "path", ["django_htmx/htmx-2.min.js", "ui/css/gromada.css", "ui/fonts/SourceSansPro-Bold.otf", "ui/js/main.js"]
)
def test_static_files_are_found(path: str) -> None:
    assert Path(finders.find(path)).is_file()


def test_only_what_is_ours_is_found() -> None:
    assert finders.find("ui/fonts/../../settings.py") is None
    assert finders.find("ui/css/other.css") is None


def test_collected_files_carry_a_digest_and_name_each_other_by_it(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "gromada.ui.bundle.Storage"}}
    call_command("collectstatic", "--noinput", verbosity=0)
    (css,) = tmp_path.glob("ui/css/gromada.????????????.css")
    wanted = re.findall(r'url\("\.\./(fonts/[^"]+)"\)', css.read_text(encoding="utf-8"))
    assert len(wanted) == len(fonts.CUTS)
    assert all((tmp_path / "ui" / name).is_file() and re.search(r"\.[0-9a-f]{12}\.otf$", name) for name in wanted)
    (main,) = tmp_path.glob("ui/js/main.????????????.js")
    modules = re.findall(r'import\("\./([^"]+)"\)', main.read_text(encoding="utf-8"))
    assert modules and all((tmp_path / "ui/js" / name).is_file() and name.count(".") == 2 for name in modules)
    assert css.with_name(css.name + ".gz").is_file()
    for module in tmp_path.glob("*/modules/**/*.????????????.js"):
        named = re.findall(r'^import .* from "\./([^"]+)";', module.read_text(encoding="utf-8"), re.MULTILINE)
        assert all((module.parent / name).is_file() and name.count(".") == 2 for name in named), module.name
    assert list(tmp_path.glob("certificates/modules/checking/page.????????????.js"))


def test_missing_settings_are_said_at_the_start(settings) -> None:
    assert apps.settings_are_there() == []
    settings.STATICFILES_FINDERS = []
    settings.FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
    assert [one.id for one in apps.settings_are_there()] == ["ui.W001", "ui.W002"]
