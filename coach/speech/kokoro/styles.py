"""The natural voices, a row each: which style of the model speaks which language, and how fast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.errors import MissingPart
from coach.folders import asset

if TYPE_CHECKING:
    from coach.audio.samples import Samples

LICENCE = "Apache-2.0"
MODEL_VARIABLE = "COACH_NATURAL_MODEL"
"""The environment variable that names the model's file where it was got elsewhere, in place of its packages."""
_ROWS, _SIZE = 256, 256


@dataclass(frozen=True)
class Style:
    """One voice of the model."""

    file: str
    """The file in audio_assets/voices, named as the model's authors named the style."""
    language: str
    character: str
    sha256: str


STYLES = {
    "heart": Style(
        "af_heart",
        "en-US",
        "a calm woman",
        "789e254c2812a8074667b7c7b60667d259d64631bd00e524dc5f7643b3cc80a2",
    ),
    "onyx": Style(
        "am_onyx",
        "en-US",
        "a man with a low, even voice",
        "0f87f076b44685605d212c8dff72bbead82fe8209b668a3d5e7e786eea43edef",
    ),
    "dora-es": Style(
        "ef_dora",
        "es",
        "a woman",
        "76f2534f6ba97b344d3fc9c96335faca0f078645c1c180d9026c67edda3a86ac",
    ),
    "alex-es": Style(
        "em_alex",
        "es",
        "a man",
        "1df6b4ca02fa4615eb36fa11d1811921adc66d7ac0ddecd97cac798fb4b9deb8",
    ),
    "siwis-fr": Style(
        "ff_siwis",
        "fr-FR",
        "a woman",
        "a79d78be0d6afdeddfed524ae6666f84ba2715da73f75ff2f514064644c8c66c",
    ),
    "sara-it": Style(
        "if_sara",
        "it",
        "a woman",
        "908fd0ce45a978a14e0d8d75f560db196f96f9329533c36e4c6cc27787a4a946",
    ),
    "nicola-it": Style(
        "im_nicola",
        "it",
        "a man",
        "7110c36428199aef8bad0bfd224cec76b135ecd5d6aa738b7a7b8a0e2643a3dd",
    ),
    "dora-pt": Style(
        "pf_dora",
        "pt-BR",
        "a woman",
        "b7b8c0c618c6ca0ac5213d0026906e08b4372f40b6085bd15ab52aba05d27ae5",
    ),
    "alex-pt": Style(
        "pm_alex",
        "pt-BR",
        "a man",
        "483d702da7392b6cc872e1c46d41ff96bf37c7744aec481d3c5c19afcba2da36",
    ),
}
"""Name → voice; the first of a language is its calm default."""


def load_style(style: Style) -> Samples:
    """Return a style's table, float32 of the shape (256, 256), a row for each number of phonemes; or MissingPart."""
    import hashlib

    import numpy as np

    data = asset(f"voices/{style.file}.bin").read_bytes()
    if hashlib.sha256(data).hexdigest() != style.sha256:
        raise MissingPart(f"voices/{style.file}.bin is damaged", "install coach again")
    table: Samples = np.frombuffer(data, "<f4").reshape(_ROWS, _SIZE)
    return table
