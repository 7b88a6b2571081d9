from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from coach.data_file import read_data

pytestmark = pytest.mark.unit

TABLE = "on: [no, 10:30, 5cm]\nä: {count: 3, share: 0.5}\n"


@pytest.mark.parametrize("libyaml", [True, False])
def test_a_table_has_the_same_values_with_and_without_the_quick_parser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, libyaml: bool
) -> None:
    path = tmp_path / "table.yaml"
    path.write_text(TABLE, "utf-8")
    if not libyaml:
        for name in ("CSafeLoader", "CBaseLoader"):
            monkeypatch.delattr(yaml, name, raising=False)
    assert read_data(path) == yaml.safe_load(TABLE)
    assert read_data(path, as_text=True) == {"on": ["no", "10:30", "5cm"], "ä": {"count": "3", "share": "0.5"}}
