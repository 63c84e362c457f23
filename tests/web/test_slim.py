"""What is left out of style sheets and scripts, and what is not; and how much is left."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from searchapp.web.slim import slim_css, slim_js


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("/* Of all. */\na, b {\n\tcolor: red;\n\tmargin: 0 auto;\n}\n", "a,b{color:red;margin:0 auto}"),
        ("a :hover { top: calc(1rem - 3px); }", "a :hover{top:calc(1rem - 3px)}"),
        ('.x::before { content: "› ;  } " / ""; }', '.x::before{content:"› ;  } " / ""}'),
        (
            "@media (width >= 60rem) { .a > .b { gap: 0 1rem; } }",
            "@media (width >= 60rem){.a>.b{gap:0 1rem}}",
        ),
    ],
)
def test_a_style_sheet(written: str, sent: str) -> None:
    assert slim_css(written) == sent


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("// Says so.\nconst a = (b) => {\n\treturn b + 1;\n};\n", "const a=(b)=>{return b+1};"),
        ('say("a  =  b, // c");', 'say("a  =  b, // c");'),
        ("say(`${a} (${b  + c})`, d);", "say(`${a} (${b  + c})`,d);"),
        ("if (x.match(/^a = (b)$/)) return;\nelse stop();", "if(x.match(/^a = (b)$/))return;else stop();"),
    ],
)
def test_a_script(written: str, sent: str) -> None:
    assert slim_js(written) == sent


def test_both_together_are_small(client: FlaskClient) -> None:
    html = client.get("/").text
    named = re.findall(r'(?:href|src)="(/static/site\.[0-9a-f]{12}\.(?:css|js))"', html)
    assert len(named) == 2
    answers = [client.get(name) for name in named]
    assert {answer.status_code for answer in answers} == {200}
    assert sum(len(answer.data) for answer in answers) < 25_000
    for answer in answers:
        tag = answer.headers["ETag"]
        assert client.get(answer.request.path, headers={"If-None-Match": tag}).status_code == 304
