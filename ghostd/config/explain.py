"""What pydantic found, in the operator's words: what is wrong with this value and what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ghostd.config.base import keys_of
from ghostd.config.document import Document, Where
from ghostd.config.schema import SOURCES
from ghostd.config.values import clip, listed, quoted, suggestion

PATTERNS = {
    "[a-z]{2}": "a language; write its two letters, such as en or es",
    "[a-z0-9]+": "a name as it is wanted here; use small letters, digits and hyphens, such as are-you-ok",
    "[A-Za-z0-9._-]": "a host's name in Authentication-Results; write its first word, such as mx.example.com",
    "[A-Za-z0-9]": "an account's name; use letters, digits, - and _ only, such as main",
}
"""The beginning of each pattern in the schema, and what it stands for."""

NO_SOURCE = f"no source of a password; write {SOURCES}"


def explain(failure: ValidationError, model: type[BaseModel], document: Document) -> None:
    """Note every error of a failed validation as a problem of the document."""
    for error in failure.errors(include_url=False):
        where: Where = tuple(error["loc"])
        if where and where[-1] == "[key]":
            where = where[:-1]
        if error["type"] == "too_short" and error["input"]:
            # Its items were wrong, which is told of each of them; the list itself is long enough.
            continue
        document.note(where, sentence(error, where, model, document))


def sentence(error: ErrorDetails, where: Where, model: type[BaseModel], document: Document) -> str:
    """One problem in words; nothing that is, or might be, a password is repeated."""
    own_words = str(error["ctx"]["error"]) if error["type"] == "value_error" else ""
    if error["type"] == "missing":
        return missing(where, model, document)
    if "password" in where:
        return own_words or NO_SOURCE
    if error["type"] == "extra_forbidden":
        return unknown_key(where, model)
    if hidden(error["input"], document):
        return "this value is not accepted here (it is not shown: it also stands under a password)"
    if own_words:
        return own_words
    if error["type"] in WORDS:
        return WORDS[error["type"]](error["input"], error.get("ctx", {}))
    return f"{quoted(error['input'])} is not accepted here; see config.example.yaml"


def hidden(value: object, document: Document) -> bool:
    if isinstance(value, dict):
        return any(hidden(item, document) for item in (*value, *value.values()))
    if isinstance(value, list):
        return any(hidden(item, document) for item in value)
    return value in document.secrets


def missing(where: Where, model: type[BaseModel], document: Document) -> str:
    key = str(where[-1])
    examples = getattr(keys_of(owning_model(where, model) or model).get(key), "examples", None) or ["..."]
    lack = "has no value" if where in document.lines else "is missing"
    return f"{lack}; write {key}: {examples[0]}"


def unknown_key(where: Where, model: type[BaseModel]) -> str:
    owner = owning_model(where, model)
    known = list(keys_of(owner)) if owner else []
    near = suggestion(str(where[-1]), known)
    return f"unknown key{near}" if near else f"unknown key; known here are {', '.join(known)}"


def owning_model(where: Where, model: type[BaseModel]) -> type[BaseModel] | None:
    """The model whose key is the last part of the path."""
    place: Any = model
    for part in where[:-1]:
        place = below(place, part)
    return place if is_model(place) else None


def below(annotation: Any, part: str | int) -> Any:
    """The type of what stands under a key, or at a place of a list; None where the schema has none."""
    if is_model(annotation):
        field = keys_of(annotation).get(str(part))
        return model_within(field.annotation) if field else None
    if get_origin(annotation) is tuple:
        return model_within(get_args(annotation)[0])
    if get_origin(annotation) is dict:
        return model_within(get_args(annotation)[1])
    return None


def model_within(annotation: Any) -> Any:
    """The annotation without its `| None`."""
    kinds = [kind for kind in get_args(annotation) if kind is not type(None)]
    optional = type(None) in get_args(annotation)
    return kinds[0] if optional else annotation


def is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def not_a_list(given: object, _: Any) -> str:
    if isinstance(given, str):
        return f"a list is wanted here; write [{clip(given)}]"
    return f"a list is wanted here, not {quoted(given)}; begin each item with '- '"


def not_a_mapping(given: object, _: Any) -> str:
    return (
        f"{quoted(given)} stands where keys with values are wanted; write them as key: value, indented below"
    )


def not_text(given: object, _: Any) -> str:
    return f"{quoted(given)} stands where text is wanted; write one word or phrase, in quotes if need be"


def not_whole(given: object, _: Any) -> str:
    return f"{quoted(given)} is not a whole number; write digits only"


def not_number(given: object, _: Any) -> str:
    return f"{quoted(given)} is not a number; write one such as 1.5"


def not_a_choice(given: object, context: Any) -> str:
    choices = [word.strip().strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
    near = suggestion(given, choices) if isinstance(given, str) else ""
    return f"{quoted(given)} is not one of the words known here{near}; write {listed(choices)}"


def not_the_pattern(given: object, context: Any) -> str:
    meant = next(
        (words for start, words in PATTERNS.items() if str(context["pattern"])[1:].startswith(start)), ""
    )
    return f"{quoted(given)} is not {meant or 'accepted here; see config.example.yaml'}"


def too_small(given: object, context: Any) -> str:
    return f"{quoted(given)} is too small; the least is {context['ge']}"


def too_large(given: object, context: Any) -> str:
    return f"{quoted(given)} is too large; the most is {context['le']}"


WORDS: dict[str, Callable[[object, Any], str]] = {
    "tuple_type": not_a_list,
    "model_type": not_a_mapping,
    "model_attributes_type": not_a_mapping,
    "dict_type": not_a_mapping,
    "string_type": not_text,
    "path_type": not_text,
    "int_parsing": not_whole,
    "int_type": not_whole,
    "int_parsing_size": not_whole,
    "float_parsing": not_number,
    "float_type": not_number,
    "finite_number": not_number,
    "literal_error": not_a_choice,
    "enum": not_a_choice,
    "string_pattern_mismatch": not_the_pattern,
    "greater_than_equal": too_small,
    "less_than_equal": too_large,
    "too_short": lambda *_: (
        "this list is empty; write at least one item, or leave the key out if it may be left out"
    ),
    "string_too_short": lambda *_: (
        "this is empty; write something, or leave the key out if it may be left out"
    ),
    "string_too_long": lambda *_: "this is too long; shorten it",
}
