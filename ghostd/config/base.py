"""What every part of the schema is made of: the strict model, the common words, paths beside the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from ghostd.config import values
from ghostd.core.gaps.calendar import Span


def printable(text: str) -> str:
    if not text.isprintable():
        raise ValueError("this holds line ends or tabs; write it on one line")
    return text


Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(printable)
]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
"""A name that also is a file name or a key in the ledger."""
Duration = Annotated[Span, PlainValidator(values.span)]


class Strict(BaseModel):
    """A key without a value counts as left out, so that a block may have all its lines commented out."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, hide_input_in_errors=True, arbitrary_types_allowed=True
    )

    @model_validator(mode="before")
    @classmethod
    def leave_out_empty(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return {key: item for key, item in given.items() if item is not None or key not in keys_of(cls)}


def keys_of(model: type[BaseModel]) -> dict[str, Any]:
    """The keys of a model as they are written, with their types."""
    return {found.alias or name: found for name, found in model.model_fields.items()}


def environment(info: ValidationInfo) -> Mapping[str, str]:
    given: Mapping[str, str] = (info.context or {}).get("environ", {})
    return given


def within(info: ValidationInfo, path: Path) -> Path:
    """A path of the configuration: `~` is the home, anything relative lies beside the file."""
    text = str(path)
    if "\0" in text or not text.isprintable():
        raise ValueError("this is not a path; write it on one line, without control characters")
    if text == "~" or text.startswith("~/"):
        path = Path(environment(info).get("HOME", "/") + text[1:])
    folder: Path = (info.context or {}).get("folder", Path())
    return folder / path
