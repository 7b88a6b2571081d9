"""Types of the texts that an author writes: names, texts, what the voice says, and how it says a word."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticKnownError

from coach.routine.base_model import fault
from coach.routine.narration import Narration, Words, parse_narration
from coach.routine.pronounce import MOST_WORDS, check_word, pronunciation_ipa, twice_written
from coach.yaml_texts import Switch

LONGEST_TEXT = 20_000
"""The most characters of a text: a quarter of an hour of speech without a rest."""


def _without_brackets(value: str) -> str:
    if "[" in value or "]" in value:
        raise fault("bracket", "a square bracket where a {name} gets its value", "write the '[pause 2s]' in 'say'")
    return value


_SCALAR = {"type": ["string", "number", "boolean"]}
"""The JSON Schema of a text: one that looks like a number is still a text, since scalars stay as they were typed."""


def _read_narration(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    if isinstance(value, Narration):
        return value
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    if len(value) > LONGEST_TEXT:
        raise PydanticKnownError("string_too_long", {"max_length": LONGEST_TEXT})
    try:
        return parse_narration(value)
    except ValueError as error:
        raise fault("narration", *error.args) from None


def _read_own_words(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    """Return words that take the place of others; a bare yes or no in that place is none."""
    if isinstance(value, Switch):
        hint = f'write the words that are to be said, or put quotes around it: "{value}"'
        raise fault("switch", f"'{value}' switches something on or off, and is no words to say", hint)
    return _read_narration(value)


SILENCE = Narration("none", ())
"""What is read where `none` is written in the place of words."""


def _read_again(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    return SILENCE if isinstance(value, str) and value.strip() == SILENCE.text else _read_own_words(value)


def _read_spoken(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    parts = _read_own_words(value).parts
    if len(parts) != 1 or not isinstance(parts[0], Words):
        raise fault(
            "spoken", "there is no '[pause]' and no '[sound]' in words during a practice", "say it in one breath"
        )
    return parts[0].text


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT),
    WithJsonSchema(_SCALAR),
]
Name = Annotated[str, StringConstraints(pattern=r"^\w+$")]
Value = Annotated[Text, AfterValidator(_without_brackets)]
"""The text that a {name} stands for."""
Values = Annotated[list[Value], Field(min_length=1)]
Say = Annotated[Narration, BeforeValidator(_read_narration), WithJsonSchema(_SCALAR)]
"""The words that the voice says, with their rests."""
OwnWords = Annotated[Narration, BeforeValidator(_read_own_words), WithJsonSchema(_SCALAR)]
"""The words that the voice says in the place of others, or between them."""
Again = Annotated[Narration, BeforeValidator(_read_again), WithJsonSchema(_SCALAR)]
"""The words that the voice says from the second time on, or none."""
Spoken = Annotated[str, BeforeValidator(_read_spoken), WithJsonSchema(_SCALAR)]
"""The words that the voice says in one breath, without a rest."""


def _read_pronunciation(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    try:
        return pronunciation_ipa(value)
    except ValueError as error:
        raise fault("pronunciation", *error.args) from None


def _read_word(word: str) -> str:
    try:
        return check_word(word)
    except ValueError as error:
        raise fault("word", *error.args) from None


def _tell_words_apart(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    """Reject a word that is written twice in other capitals, since one of the two would be lost."""
    for word, first in twice_written(map(str, value) if isinstance(value, dict) else ()):
        raise fault("same_word", f"'{word}' is the same word as '{first}'", "keep one of them")
    if isinstance(value, dict) and len(value) > MOST_WORDS:
        raise fault("many_words", f"more than {MOST_WORDS:,} words under 'pronounce'", "keep those that are heard")
    return value


_Ipa = Annotated[
    str,
    BeforeValidator(_read_pronunciation),
    WithJsonSchema({"type": "string", "minLength": 1, "examples": ["ray-NOH", "/ɹeɪˈnoʊ/"]}),
]
Pronounced = Annotated[dict[Annotated[Text, AfterValidator(_read_word)], _Ipa], BeforeValidator(_tell_words_apart)]
"""Words, each with its pronunciation, which is broad IPA once it is read."""
