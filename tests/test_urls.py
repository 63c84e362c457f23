"""The laws of addresses, as properties, and the rules a reader would notice, as examples."""

from __future__ import annotations

from datetime import date
from random import Random
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.errors import PageTooDeep, ParameterError, QueryTooLong
from searchapp.fields import FACETS, Field, Kind
from searchapp.model.search import PER_PAGE, Filter, Match, SearchQuery, Sort
from searchapp.urls import PARAMETERS, from_params, has_relative_dates, search_url, to_params
from searchapp.urls.links import Links

TODAY = date(2026, 3, 2)


def asked(*pairs: tuple[str, str]) -> SearchQuery:
    return from_params(pairs, today=TODAY)


# Strategies -----------------------------------------------------------------------------------------

slugs = st.sampled_from(
    ["none", "igor-ivanov", "afp", "itar-tass", "monitor", "путин", "a b", "-x", "x+y&z=1"]
)
numbers = st.sampled_from(["none", "7", "8", "66", "100", "60..70"])
values = {
    **{field.name: slugs for field in FACETS if field.kind is Kind.NAME},
    "volume": numbers,
    "issue": numbers | st.sampled_from(["8:66", "8:68"]),
    "year": st.sampled_from(["none", "2001", "2002", "1999..2001"]),
    "month": st.sampled_from(["none", "2001-12", "2002-04", "2001-11..2002-02"]),
}
days = st.none() | st.dates(date(1990, 1, 1), date(2030, 12, 31))
texts = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8)
queries_text = st.lists(texts, max_size=6).map(lambda words: " ".join(filter(None, words)))


@st.composite
def filters(draw: st.DrawFn) -> tuple[Filter, ...]:
    return tuple(
        Filter(
            field=name,
            values=tuple(draw(st.lists(each, max_size=3))),
            excluded=tuple(draw(st.lists(each, max_size=2))),
            every=name == "person" and draw(st.booleans()),
        )
        for name, each in values.items()
    )


questions = st.builds(
    SearchQuery,
    q=queries_text,
    match=st.sampled_from(Match),
    filters=filters(),
    after=days,
    before=days,
    sort=st.sampled_from(Sort),
    page=st.integers(1, 100),
    per_page=st.sampled_from(PER_PAGE),
)
names = st.sampled_from([*PARAMETERS, "seen", "lang", "utm_source"]) | st.text(max_size=6)
anything = st.lists(st.tuples(names, st.text(st.characters(), max_size=12) | numbers | slugs), max_size=8)

# Laws -----------------------------------------------------------------------------------------------


@given(questions)
def test_reading_what_was_written_gives_the_same_question(query: SearchQuery) -> None:
    assert from_params(to_params(query), today=TODAY) == query


@given(questions)
def test_an_address_is_the_parameters_as_forms_send_them(query: SearchQuery) -> None:
    assert parse_qsl(urlsplit(search_url(query)).query) == to_params(query)


@given(questions, st.sampled_from(FACETS), st.data())
def test_links_are_the_addresses_of_their_questions(
    query: SearchQuery, field: Field, data: st.DataObject
) -> None:
    links, value = Links(query), data.draw(values[field.name])
    only = Filter(field=field.name, values=(value,), excluded=query.filter(field.name).excluded)
    assert links.toggled(field.name, value) == search_url(query.toggle(field.name, value))
    assert links.filtered(only) == search_url(query.with_filter(only))
    assert links.filtered(Filter(field=field.name)) == search_url(query.with_filter(Filter(field=field.name)))


@given(questions, st.randoms())
def test_the_order_of_parameters_means_nothing(query: SearchQuery, rng: Random) -> None:
    shuffled = to_params(query)
    rng.shuffle(shuffled)
    assert from_params(shuffled, today=TODAY) == query


@given(anything)
def test_any_pairs_are_a_question_or_a_parameter_error(pairs: list[tuple[str, str]]) -> None:
    try:
        query = from_params(pairs, today=TODAY)
    except ParameterError:
        return
    canonical = to_params(query)
    assert to_params(from_params(canonical, today=TODAY)) == canonical
    assert not has_relative_dates(canonical, TODAY)
    search_url(query).encode("ascii")


@given(questions)
def test_parameters_come_in_canonical_order(query: SearchQuery) -> None:
    order = [PARAMETERS.index(name) for name, _ in to_params(query)]
    assert order == sorted(order)


# Examples -------------------------------------------------------------------------------------------


def test_the_canonical_order() -> None:
    assert " ".join(PARAMETERS) == (
        "q match publication -publication volume -volume issue -issue person -person person_op "
        "source -source year -year month -month after before sort page per_page"
    )


def test_an_address_is_readable() -> None:
    query = asked(("volume", "8"), ("person", "igor-ivanov"), ("q", "bushehr"), ("issue", "8:66"))
    assert search_url(query) == "/search?q=bushehr&volume=8&issue=8:66&person=igor-ivanov"
    assert search_url(query.on_page(2), suffix=".json").endswith("&page=2")
    assert search_url(SearchQuery()) == "/search"


def test_values_are_sorted_as_numbers_and_kept_once() -> None:
    query = asked(("issue", "100"), ("issue", "9"), ("issue", "09"), ("issue", "٩"))
    assert query.filter("issue").values == ("9", "100")


def test_blank_values_count_as_not_given() -> None:
    assert asked(("q", "  "), ("after", ""), ("volume", ""), ("page", " ")) == SearchQuery()


def test_control_characters_become_spaces_and_lone_surrogates_are_replaced() -> None:
    assert asked(("q", "iran\x00\x1f bushehr\udc80\n")).q == "iran bushehr\ufffd"


@pytest.mark.parametrize(
    ("param", "value"),
    [
        ("page", "0"),
        ("page", "x"),
        ("page", "-1"),
        ("page", "501"),
        ("page", "1001"),
        ("page", "²"),
        ("page", "9" * 5000),
        ("per_page", "7"),
        ("sort", "best"),
        ("match", "some"),
        ("person_op", "most"),
        ("volume", "eight"),
        ("volume", "8:66"),
        ("issue", "8:"),
        ("issue", "1234567"),
        ("-issue", "x"),
        ("year", "02"),
        ("year", "2002-04"),
        ("month", "2002-13"),
        ("month", "04"),
        ("after", "2002-02-30"),
        ("after", "blue"),
        ("before", "66"),
        ("person", "x" * 201),
    ],
)
def test_what_a_parameter_cannot_be(param: str, value: str) -> None:
    with pytest.raises(ParameterError) as raised:
        asked((param, value))
    assert raised.value.param == param
    assert raised.value.hint is not None
    assert len(str(raised.value)) < 200


def test_a_page_that_only_smaller_ones_could_be_is_not_found() -> None:
    with pytest.raises(PageTooDeep) as raised:
        asked(("page", "501"))
    assert raised.value.http_status == 404
    assert asked(("page", "501"), ("per_page", "10")).page == 501


def test_a_range_may_begin_at_its_end() -> None:
    query = asked(("volume", "9..8"), ("month", "2002-04..2001-12"))
    assert query.filter("volume").values == ("8..9",)
    assert query.filter("month").values == ("2001-12..2002-04",)


@pytest.mark.parametrize(
    "pairs",
    [
        [("page", "")],
        [("person", "")],
        [("volume", " ")],
        [("page", "2"), ("page", "2")],
        [("page", "٢")],
        [("issue", " 8")],
        [("q", f"a{' ' * 500}b")],
        [("source", f"afp{' ' * 200}")],
    ],
    ids=str,
)
def test_programs_write_exactly(pairs: list[tuple[str, str]]) -> None:
    from_params(pairs, today=TODAY)
    with pytest.raises(ParameterError) as raised:
        from_params(pairs, today=TODAY, strict=True)
    assert raised.value.param == pairs[0][0]


def test_a_query_has_five_hundred_characters_at_most() -> None:
    assert len(asked(("q", "x" * 500)).q) == 500
    with pytest.raises(QueryTooLong):
        asked(("q", "x" * 501))


def test_one_value_is_one_value() -> None:
    assert asked(("q", "iran"), ("q", "iran")).q == "iran"
    with pytest.raises(ParameterError, match="more than once"):
        asked(("q", "iran"), ("q", "iraq"))


def test_a_period_begins_after_and_ends_before() -> None:
    query = asked(("after", "2002-02"), ("before", "2002-02"))
    assert (query.after, query.before) == (date(2002, 2, 1), date(2002, 2, 28))
    assert to_params(query) == [("after", "2002-02-01"), ("before", "2002-02-28")]
    assert asked(("after", "апрель 2002")).after == date(2002, 4, 1)


def test_relative_dates_are_told() -> None:
    assert has_relative_dates([("after", "yesterday")], TODAY)
    assert has_relative_dates([("q", 'iran after:"last month"')], TODAY)
    assert not has_relative_dates([("after", "1 April 2002"), ("q", "yesterday")], TODAY)
    assert asked(("after", "yesterday")).after == date(2026, 3, 1)


def test_unknown_parameters_are_refused_only_where_strict() -> None:
    pairs = [("persn", "igor-ivanov"), ("lang", "ru"), ("seen", "3")]
    assert from_params(pairs, today=TODAY) == SearchQuery()
    with pytest.raises(ParameterError, match=r"Did you mean person\?"):
        from_params(pairs, today=TODAY, strict=True)
    assert from_params(pairs[1:], today=TODAY, strict=True) == SearchQuery()


def test_an_ambiguous_day_means_both() -> None:
    asked = from_params([("after", "04/05/2002"), ("before", "04/05/2002")], today=TODAY)
    assert (asked.after, asked.before) == (date(2002, 4, 5), date(2002, 5, 4))


def test_a_parameter_has_only_so_many_values() -> None:
    many = [("person", f"p{number}") for number in range(51)]
    assert from_params(many[:50], today=TODAY).filter("person").values
    with pytest.raises(ParameterError, match="more than 50"):
        from_params(many, today=TODAY)
    with pytest.raises(ParameterError, match="more than 50"):
        asked(*[("person", " ")] * 51)
