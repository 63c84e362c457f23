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
