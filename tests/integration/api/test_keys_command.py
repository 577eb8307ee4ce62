"""`worthmore keys`, as a person and as a script use it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner, Result

from worthmore.api import queries
from worthmore.api.keys import digest_of
from worthmore.api.models import ApiKey
from worthmore.api.operations import KeyRefusedError, create_key, read_origin, revoke_key
from worthmore.cli.keys import keys
from worthmore.shop.operations import ensure_source

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 1, 10, 0, tzinfo=UTC)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(keys, arguments)


def test_a_key_is_shown_once_and_only_its_hash_is_kept() -> None:
    ensure_source("my-shop", AT)
    result = run("create", "my webshop", "--origin", "https://Shop.example/")
    plain = result.stdout.strip()
    row = ApiKey.objects.get()
    assert (row.digest, row.prefix, row.source) == (digest_of(plain), plain[:12], "my-shop")
    assert row.origins == ["https://shop.example"]
    assert plain not in str([getattr(row, field.name) for field in ApiKey._meta.fields])
    assert "not shown again" in result.stderr


def test_a_script_gets_json() -> None:
    made = json.loads(run("create", "till", "--scope", "server", "--source", "s", "--json").stdout)
    assert (made["scope"], made["source"], made["origins"]) == ("server", "s", [])
    listed = json.loads(run("list", "--json").stdout)
    assert [key["prefix"] for key in listed] == [made["key"][:12]]
    assert "key" not in listed[0]
    assert json.loads(run("revoke", made["key"][:8], "--json").stdout) == {"revoked": "till"}
    assert json.loads(run("list", "--json").stdout) == []
    assert json.loads(run("list", "--all", "--json").stdout)[0]["revoked_at"]


def test_a_person_gets_a_table() -> None:
    assert "There are no keys" in run("list").stdout
    run("create", "odd [name]", "--source", "s", "--origin", "https://shop.example")
    assert "odd [name]" in run("list").stdout.replace("\n", "")


def test_several_sources_must_be_told_apart() -> None:
    ensure_source("a", AT)
    ensure_source("b", AT)
    result = run("create", "x")
    assert result.exit_code == 2
    assert "--source: one of a, b" in result.stderr
    assert "there is no source 'c' yet" in run("create", "x", "--source", "c").stderr


def test_a_server_key_comes_with_a_warning() -> None:
    assert "secret" in run("create", "x", "--scope", "server", "--source", "s").stderr
    assert "only a server" in run("create", "x", "--source", "s").stderr


@pytest.mark.parametrize(
    "origin",
    [
        "shop.example",
        "ftp://shop.example",
        "https://shop.example/path",
        "https://u@shop.example",
        "https://",
        "*",
        "https://a:99999",
    ],
)
def test_what_is_no_origin_is_refused_with_an_example(origin: str) -> None:
    result = run("create", "x", "--source", "s", "--origin", origin)
    assert result.exit_code == 1
    assert "such as https://shop.example" in result.stderr
    assert not ApiKey.objects.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://Shop.Example:443/", "https://shop.example"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_origin_is_kept_as_a_browser_writes_it(given: str, kept: str) -> None:
    assert read_origin(given) == kept


@pytest.mark.parametrize(
    ("name", "scope", "source"),
    [
        ("", "server", "s"),
        ("x", "admin", "s"),
        ("x", "server", " "),
        ("x\0", "server", "s"),
        ("x" * 101, "server", "s"),
    ],
)
def test_a_key_without_a_proper_name_scope_or_source_is_refused(name: str, scope: str, source: str) -> None:
    with pytest.raises(KeyRefusedError):
        create_key(name, scope, source, [], AT)


def test_revoking_minds_case_and_asks_when_unsure() -> None:
    first, second = (create_key("x", "server", "s", [], AT) for _ in range(2))
    for wrong in ("", "wm_", first[:12].swapcase(), first[:-1]):
        with pytest.raises(KeyRefusedError):
            revoke_key(wrong, AT)
    revoke_key(first, AT)
    revoke_key(first, datetime(2027, 1, 1, tzinfo=UTC))
    assert ApiKey.objects.get(digest=digest_of(first)).revoked_at == AT
    assert list(queries.valid_keys()) == [digest_of(second)]


def test_the_list_is_newest_first() -> None:
    create_key("old", "server", "s", [], AT)
    create_key("new", "storefront", "s", ["https://shop.example"], AT.replace(year=2027))
    assert [key.name for key in queries.list_keys()] == ["new", "old"]
    assert queries.list_keys()[0].origins == ("https://shop.example",)
