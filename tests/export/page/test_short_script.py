"""A script in fewer letters does what it did: what Node makes of both."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from coach.export.page.app_script import app_script, service_worker
from coach.export.page.short_script import shorten
from tests.processes import found

pytestmark = pytest.mark.unit

SCRIPT = r"""
/** What may be mistaken. */
const total = { state: 1, view: 2, "long name": 3 }; // a key stays
const { state, view: seen } = total;
const rest = (({ state: other, ...more }) => ({ ...more, other }))(total);
let counted = 10;
function told(first, second = counted, ...others) {
  const parts = [first, second, ...others], half = counted / 2 / 5, unit = "const counted = 'no'; // no remark";
  return `${parts.join("/")} ${half} ${total.state ? unit : seen} counted`;
}
const steps = { walk(counted) { return counted + 1; }, async run() { return steps.walk(seen); } };
class Named { total() { return this.state ?? counted; } }
const found = "a/b{c}d".replace(/[/{}"]/g, (sign) => (sign === "{" ? "/*" : "*/"));
const pattern = /^counted=(\d+)$/, matched = pattern.exec("counted=12");
counted = counted++ + +"1" - -1
const after = told(1)
for (const [key, value] of Object.entries(rest)) console.log(key, value);
if (counted) { counted = 1; state; }
label: for (;;) { if (counted) break label; }
steps.run().then((walked) => console.log(walked, after, found, new Named().total(), matched[1], state, seen, counted));
"""


def printed(script: str) -> str:
    command = [found("node"), "--input-type=module"]
    return subprocess.run(command, input=script, capture_output=True, check=True, text=True).stdout


def test_it_does_the_same_in_fewer_letters() -> None:
    short = shorten(SCRIPT)
    assert printed(short) == printed(SCRIPT) != ""
    assert len(short) < 0.8 * len(SCRIPT)


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("const one = 1;\nfunction two(three) { return one + three; }\n", "const a=1;function c(b){return a+b}"),
        ("const name = 1; use({ name }, other.name);", "const name=1;use({name},other.name);"),
        ("let step;\ngo(step, step);", "let a;go(a,a);"),
        ("const e = 1, long = `${e + long}`;", "const e=1,a=`${e+a}`;"),
        ("const a = 1;\nlet far = b + + +far;", "const a=1;let c=b+ + +c;"),
        ("f() // one\ng()", "f()\ng()"),
        ('const mode = "mode"; x.mode = mode ? mode : 1;', 'const mode="mode";x.mode=mode?mode:1;'),
    ],
)
def test_what_is_declared_gets_a_short_name_unless_it_may_be_a_property_s(source: str, short: str) -> None:
    assert shorten(source) == short


def unknown_names(script: str, library: str, folder: Path) -> list[str]:
    """Return the names in a script that are neither declared in it nor known to a browser, as TypeScript has them."""
    (folder / "script.js").write_text(script, "utf-8")
    options = ["--allowJs", "--checkJs", "--noEmit", "--target", "esnext", "--lib", f"esnext,{library}", "--types", ""]
    command = [found("tsc"), *options, "script.js"]
    told = subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True).stdout
    return re.findall(r"TS(?:2304|2552): Cannot find name '(\w+)'", told)


@pytest.mark.parametrize(
    ("script", "library"),
    [(app_script(), "dom,dom.iterable"), (service_worker("", {}), "webworker,webworker.iterable")],
    ids=["app", "sw"],
)
def test_no_name_of_a_browser_s_was_shortened(script: str, library: str, tmp_path: Path) -> None:
    """A variable may have the name of something that all pages have: then that must not be meant anywhere else."""
    assert unknown_names(script, library, tmp_path) == []


def test_a_browser_s_name_that_was_shortened_is_found(tmp_path: Path) -> None:
    script = shorten("function told() { const origin = 1; return origin; }\ntold(origin);")
    assert unknown_names(script, "dom", tmp_path) == ["a"]
