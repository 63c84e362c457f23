import pytest

from searchapp.extract import extract
from searchapp.extract.header import Header, parted
from searchapp.model.article import ArticleId, Document
from searchapp.model.draft import Draft

BODY = "The talks in Baku ended without a result yesterday, and both sides went home (Turan, May 5)."


def draft(text: str) -> Draft:
    return extract(Document(id=ArticleId("a"), path="a.txt", text=text), lambda _: ())


def reasons(text: str) -> list[str]:
    return [cut.reason for cut in draft(text).cuts]


def test_the_header_is_read_off_one_line() -> None:
    text = parted("Publication: North Caucasus Weekly Volume: 8 Issue: 66\n\nText.")
    assert text.header == Header(publication="North Caucasus Weekly", volume=8, number=66)
    assert (text.above, text.below.strip()) == ("", "Text.")


def test_without_a_header_all_is_text() -> None:
    assert parted("A Publication: about volumes.\nText.").header is None
    headerless = draft(BODY)
    assert (headerless.publication, headerless.volume, headerless.number) == (None, None, None)
    assert headerless.paragraphs == (BODY,)


def test_paragraphs_are_parted_by_blank_lines_or_by_line_ends() -> None:
    header = "Publication: Monitor Volume: 8 Issue: 66\n"
    assert draft(f"{header}\n{BODY}\n\n{BODY}").paragraphs == (BODY, BODY)
    assert draft(f"{header}{BODY}\n{BODY}").paragraphs == (BODY, BODY)


def test_lines_of_one_paragraph_that_a_program_broke_are_joined() -> None:
    broken = "The talks in Baku on the gas line had no\nresult yesterday, and both sides at once\nwent home."
    assert draft(broken).paragraphs == (broken.replace("\n", " "),)


def test_the_next_storys_headline_is_cut_in_early_volumes_only() -> None:
    early = f"Publication: Monitor Volume: 2 Issue: 60\n\n{BODY}\n\nMinister Resigns."
    assert draft(early).paragraphs == (BODY,)
    assert reasons(early) == ["trailer"]
    late = early.replace("Volume: 2", "Volume: 8")
    assert draft(late).paragraphs == (BODY, "Minister Resigns.")


def test_a_short_last_paragraph_with_its_citation_stays() -> None:
    text = f"Publication: Monitor Volume: 2 Issue: 60\n\n{BODY}\n\nNo one was hurt (Turan, May 5)."
    assert len(draft(text).paragraphs) == 2


def test_the_masthead_is_cut_with_all_below_it() -> None:
    text = (
        f"Publication: Monitor Volume: 8 Issue: 60\n\n{BODY}\n\n"
        "The Monitor is a publication of the Jamestown Foundation. Its editor is Ann Other.\n\n"
        "Copyright (c) 1983-2002 The Jamestown Foundation."
    )
    assert draft(text).paragraphs == (BODY,)
    assert reasons(text) == ["masthead", "masthead"]


def test_the_placeholder_of_a_picture_is_cut() -> None:
    text = f"Placeholder canvas\nTALKS FAIL.\n\nPublication: Monitor Volume: 8 Issue: 60\n\n{BODY}"
    assert reasons(text) == ["placeholder"]
    assert draft(text).title == "TALKS FAIL."


@pytest.mark.parametrize("between", ["", " ", "\n\n", "\n"])
def test_a_masthead_glued_to_the_last_sentence_is_cut(between: str) -> None:
    masthead = (
        "The Monitor is a publication of the Jamestown Foundation. It is researched and written under the "
        "direction of senior analysts Ann Other and Ivan Orlov. Copyright (c) 1983-2002"
    )
    text = f"Publication: Monitor Volume: 8 Issue: 60\n\n{BODY}{between}{masthead}"
    assert draft(text).paragraphs == (BODY,)
    assert reasons(text) == ["masthead"]


def test_the_foundation_can_be_written_about() -> None:
    story = "Prism is a publication of the Jamestown Foundation, the deputy said (Turan, May 5)."
    assert draft(f"Publication: Prism Volume: 4 Issue: 6\n\n{BODY}\n\nOf course {story}").paragraphs == (
        BODY,
        f"Of course {story}",
    )


def test_the_trailer_above_a_masthead_is_cut_too() -> None:
    text = (
        f"Publication: Monitor Volume: 3 Issue: 60\n\n{BODY}\n\nMinister Resigns.\n\n"
        "The Monitor is a publication of the Jamestown Foundation."
    )
    assert draft(text).paragraphs == (BODY,)
    assert reasons(text) == ["trailer", "masthead"]


@pytest.mark.parametrize(
    "text",
    [
        f"TALKS FAIL.\n\nPublication: Monitor Volume: 8 Issue: 60\n\n{BODY}",
        f"Talks Fail\n\nPublication: Prism Volume: 8 Issue: 6\n\nTALKS FAIL\n\nBy Ann Other\n\n{BODY}",
        f"Talks Fail\n\nPublication: Prism Volume: 8 Issue: 6\n\nBy:\n\n{BODY}",
        f"Publication: Monitor Volume: 8 Issue: 60\n{BODY}",
        f"\ufeffPublication: Monitor Volume: 8 Issue: 60\r\n\r\n{BODY}\r\n".replace("\ufeff", ""),
    ],
)
def test_only_the_story_is_left(text: str) -> None:
    assert draft(text).paragraphs == (BODY,)


def test_words_run_together_stay_as_they_are_printed() -> None:
    text = "The talks betweenthe two sides, which Minister Orlovwill lead, ended (Turan, May 5)."
    assert draft(f"Publication: Monitor Volume: 1 Issue: 60\n\n{text}").paragraphs == (text,)


@pytest.mark.parametrize("quote", ["‘", "’", "´", "'", "“", '"', "—", "–"])
def test_quotes_and_dashes_stay_as_they_are_printed(quote: str) -> None:
    text = f"The talks{quote}in Baku{quote}ended (Turan, May 5)."
    assert draft(text).paragraphs == (text,)


@pytest.mark.parametrize("headline", ["Lukashenko Wins Vote", "Rail Strike Ends.", "Who Rules in Minsk?"])
def test_headlines_end_early_stories_with_or_without_a_full_stop(headline: str) -> None:
    text = f"Publication: Monitor Volume: 4 Issue: 60\n\n{BODY}\n\n{headline}"
    assert draft(text).paragraphs == (BODY,)


def test_a_bare_endnote_number_invents_no_source() -> None:
    text = "No soldier would take orders from Brussels, the minister said. (4) He smiled. (12)"
    assert draft(f"Publication: Monitor Volume: 1 Issue: 120\n\n{text}").citations == ()
